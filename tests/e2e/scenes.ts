import type { ElectronApplication, Page } from 'playwright'
import { choose } from '../support/page-client.ts'
import { clickOn, dragOver, lookFor, pressForMenu } from '../support/window-page.ts'

/** A screen of the application, reached as a person does, and left as it was found. */
export interface Scene {
  readonly name: string
  show(page: Page, app: ElectronApplication): Promise<void>
  leave?(page: Page): Promise<void>
}

/** What an open project is called where a picture needs one. */
const guards = 'Beijing asks for guards of its own'
const blast = 'Harbour road blast: what is known'

export function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true })
}

export async function openDocument(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Documents' }).getByRole('button', { name: title }).click()
  await page.getByRole('textbox', { name: `Text of ${title}` }).waitFor()
}

export async function openBoard(page: Page, title = 'Who agreed to what'): Promise<void> {
  await page.getByRole('navigation', { name: 'Boards' }).getByRole('button', { name: title }).click()
  await page.getByRole('region', { name: 'Board', exact: true }).waitFor()
}

/** Shows the table of claims, and the sentence of the first beside it. */
export async function openTable(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Evidence' })
    .getByRole('button', { name: 'Evidence table' })
    .click()
  const grid = page.getByRole('grid', { name: 'Evidence' })
  // Rows stand there before what is in them is fetched, and one without anything in it shows nothing.
  const statements = grid.locator('[role=gridcell][col-id=claim_statement]').filter({ hasText: /\S/ })
  await statements.first().click()
  await page.getByRole('complementary', { name: 'Inspector' }).getByText('Claim', { exact: true }).waitFor()
}

/** Makes a copy of the sample project and shows it. */
export async function openSample(app: ElectronApplication, page: Page, copy: string): Promise<void> {
  await choose(app, copy)
  await button(page, 'Open the sample project…').click()
  await button(page, 'Import documents').waitFor()
  await openDocument(page, guards)
}

function found(page: Page) {
  return page.getByRole('dialog', { name: 'Find anything' }).getByRole('option')
}

/** Finds a command by its words and runs it. */
async function command(page: Page, app: ElectronApplication, words: string): Promise<void> {
  await pressForMenu(app, 'K')
  await page.getByRole('combobox', { name: 'Find anything' }).fill(words)
  await found(page).filter({ hasText: words }).first().click()
}

async function dialog(page: Page): Promise<void> {
  await page.getByRole('dialog').waitFor()
}

async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
}

/** The first screen, and what can be seen before there is a project. */
export const firstScenes: readonly Scene[] = [
  { name: 'first', show: async (page) => await button(page, 'New project…').waitFor() },
  {
    name: 'new-project',
    show: async (page) => {
      await button(page, 'New project…').click()
      await dialog(page)
    },
    leave,
  },
]

/** Every screen of a project that is worked on, with the sample project open. */
export const scenes: readonly Scene[] = [
  {
    name: 'reader',
    show: async (page) => {
      await openDocument(page, blast)
      await lookFor(page, 'Eleven people were treated')
      await clickOn(page, 'Eleven people were treated')
    },
  },
  {
    name: 'tag',
    show: async (page) => {
      await openDocument(page, guards)
      await lookFor(page, 'Islamabad has taken the first')
      await clickOn(page, 'Islamabad has taken the first')
      await leave(page)
      await page.keyboard.press('s')
      await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
      await page.keyboard.press('t')
      await page.getByRole('combobox', { name: 'Tag name' }).fill('po')
    },
    leave: async (page) => {
      await leave(page)
      await leave(page)
    },
  },
  {
    name: 'claim',
    show: async (page) => {
      await openDocument(page, guards)
      await lookFor(page, 'the interior ministry refuses')
      await dragOver(page, 'the interior ministry refuses to let foreign guards work in the field')
      await page.keyboard.press('c')
      await page.getByRole('form', { name: 'Claim', exact: true }).waitFor()
      await page.keyboard.press('r')
      await page.keyboard.press('3')
    },
    leave: async (page) => {
      await page
        .getByRole('form', { name: 'Claim', exact: true })
        .getByRole('button', { name: 'Discard' })
        .click()
    },
  },
  {
    name: 'claim-shown',
    show: async (page) => {
      await openDocument(page, blast)
      await lookFor(page, 'Eleven people were treated')
      await clickOn(page, 'Eleven people were treated')
      await page
        .getByRole('region', { name: 'Claims of the passage', exact: true })
        .getByRole('article')
        .getByRole('button')
        .first()
        .click()
    },
  },
  {
    name: 'statement',
    show: async (page) => {
      await page.getByRole('button', { name: /^All on this statement/ }).click()
      await page.getByRole('region', { name: 'Statement' }).waitFor()
    },
  },
  {
    name: 'actor',
    show: async (page) => {
      await page
        .getByRole('navigation', { name: 'Actors' })
        .getByRole('button', { name: 'Interior ministry' })
        .first()
        .click()
      await page.getByRole('region', { name: 'Actor' }).waitFor()
    },
  },
  { name: 'board', show: (page) => openBoard(page, 'Harbour road: how many dead') },
  {
    name: 'card',
    show: async (page) => {
      await page
        .getByRole('region', { name: 'Board', exact: true })
        .getByRole('group', { name: /^Claim/ })
        .first()
        .click()
    },
    leave,
  },
  {
    name: 'table',
    show: openTable,
  },
  {
    name: 'export',
    show: async (page) => {
      await openDocument(page, guards)
      await button(page, 'Export CSV').click()
      await dialog(page)
    },
    leave,
  },
  {
    name: 'share',
    show: async (page) => {
      await button(page, 'Share a copy').click()
      await dialog(page)
    },
    leave,
  },
  {
    name: 'palette',
    show: async (page, app) => {
      await pressForMenu(app, 'K')
      await page.getByRole('combobox', { name: 'Find anything' }).fill('guards')
      await found(page).first().waitFor()
    },
    leave,
  },
  {
    name: 'shortcuts',
    show: async (page, app) => {
      await command(page, app, 'Keyboard shortcuts')
      await dialog(page)
    },
    leave,
  },
  {
    name: 'preferences',
    show: async (page, app) => {
      await command(page, app, 'Preferences')
      await dialog(page)
    },
    leave,
  },
  {
    name: 'about',
    show: async (page, app) => {
      await command(page, app, 'About Claimboard')
      await dialog(page)
    },
    leave,
  },
  {
    name: 'backups',
    show: async (page, app) => {
      await command(page, app, 'Backups')
      await dialog(page)
    },
    leave,
  },
  {
    name: 'guide',
    show: async (page) => {
      await page.keyboard.press('F1')
      await page.getByRole('article', { name: 'User guide' }).waitFor()
    },
  },
]
