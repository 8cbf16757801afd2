import type { ElectronApplication, Page } from 'playwright'
import { clickOn, dragOver, lookFor, pressForMenu } from '../../support/window-page.ts'
import {
  blast,
  button,
  command,
  dialog,
  found,
  guards,
  leave,
  listed,
  openBoard,
  openDocument,
  openTable,
  type Scene,
} from './ways.ts'

/** Closes the text that stands beside the table, so that what follows has the whole middle. */
async function closeBeside(page: Page, app: ElectronApplication): Promise<void> {
  await page.getByRole('textbox', { name: `Text of ${blast}` }).focus()
  await pressForMenu(app, 'W')
  await page.getByRole('textbox', { name: `Text of ${blast}` }).waitFor({ state: 'detached' })
}

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
  {
    name: 'source',
    show: async (page, app) => {
      await openTable(page)
      await closeBeside(page, app)
      await page
        .getByRole('complementary', { name: 'Inspector' })
        .getByRole('button', { name: '“provincial officials”' })
        .click()
      await page.getByRole('region', { name: 'Source' }).waitFor()
    },
  },
  {
    name: 'event',
    show: async (page) => {
      await listed(page, 'Events', 'Harbour road bombing').click()
      await page.getByRole('region', { name: 'Event' }).waitFor()
    },
  },
  {
    name: 'hypothesis',
    show: async (page) => {
      await listed(page, 'Hypotheses', 'Islamabad has agreed').click()
      await page.getByRole('region', { name: 'Hypothesis', exact: true }).waitFor()
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
    name: 'rows-chosen',
    show: async (page) => {
      const boxes = page.getByRole('grid', { name: 'Evidence' }).locator('[role=gridcell][col-id=check]')
      for (const n of [1, 3, 4]) await boxes.nth(n).click()
    },
    leave: (page) => page.getByRole('grid', { name: 'Evidence' }).press('Escape'),
  },
  {
    name: 'columns',
    show: async (page) => {
      await button(page, 'Columns').click()
      await dialog(page, 'Columns')
    },
    leave,
  },
  {
    name: 'views',
    show: async (page) => {
      await button(page, 'Views').click()
      await dialog(page, 'Views')
    },
    leave,
  },
  {
    name: 'filter',
    show: async (page) => {
      await page.getByText('+ Filter').click()
      await dialog(page)
    },
    leave,
  },
  {
    name: 'table-alone',
    show: async (page, app) => {
      await closeBeside(page, app)
      await openTable(page)
      await closeBeside(page, app)
    },
  },
  {
    name: 'agreement',
    show: async (page, app) => {
      await command(page, app, 'Agreement of two analysts')
      await page.getByRole('region', { name: 'Two analysts' }).waitFor()
    },
  },
  {
    name: 'no-conflicts',
    show: async (page, app) => {
      await command(page, app, 'Conflicts')
      await page.getByRole('heading', { name: 'Nothing is in conflict' }).waitFor()
    },
  },
  {
    name: 'passages-here',
    show: async (page) => {
      await openDocument(page, guards)
      await lookFor(page, 'the interior ministry refuses')
      await clickOn(page, 'the interior ministry refuses')
      await page.getByRole('menu', { name: 'Passages here' }).waitFor()
    },
    leave,
  },
  {
    name: 'find',
    show: async (page, app) => {
      await page.getByRole('textbox', { name: `Text of ${guards}` }).focus()
      await pressForMenu(app, 'F')
      await page.getByRole('searchbox', { name: 'Words to find in the text' }).fill('guards')
    },
    leave,
  },
  {
    name: 'tag-menu',
    show: async (page) => {
      await listed(page, 'Tags', 'Demands').click({ button: 'right' })
      await page.getByRole('menu').waitFor()
    },
    leave,
  },
  {
    name: 'lists-below',
    show: (page) => page.getByRole('navigation', { name: 'Hypotheses' }).scrollIntoViewIfNeeded(),
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
    name: 'share-sealed',
    show: async (page) => {
      await button(page, 'Share a copy').click()
      await page.getByRole('checkbox', { name: /^Seal it/ }).check()
      await page.getByLabel('Passphrase', { exact: true }).fill('short')
    },
    leave,
  },
  dialogOf('pack', 'Evidence pack'),
  dialogOf('print', 'Print'),
  dialogOf('save-as', 'Save as'),
  dialogOf('save-pdf', 'Save as PDF'),
  dialogOf('join', 'Join statements that say the same'),
  {
    name: 'verified',
    show: async (page, app) => {
      await command(page, app, 'Verify the project')
      await page.getByRole('dialog').getByText('Nothing is wrong.').waitFor()
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
  dialogOf('shortcuts', 'Keyboard shortcuts'),
  dialogOf('preferences', 'Preferences'),
  dialogOf('about', 'About Claimboard'),
  dialogOf('backups', 'Backups'),
  {
    name: 'backups-kept',
    show: async (page, app) => {
      await command(page, app, 'Backups')
      await button(page, 'Back up now').click()
      await page.getByText('read back without a fault').waitFor()
      await leave(page)
      await openDocument(page, guards)
      await dragOver(page, 'A nine-page draft')
      await page.keyboard.press('h')
      await command(page, app, 'Backups')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /asked for/ })
        .click()
      await button(page, 'Compare with now').click()
      await page.getByText('Passages added: 1').waitFor()
    },
    leave,
  },
  {
    name: 'history',
    show: async (page, app) => {
      // The sample comes without a history: something is done first.
      await openDocument(page, guards)
      // What was chosen before gives way to the document.
      await page.getByRole('textbox', { name: `Text of ${guards}` }).focus()
      await page.keyboard.press('Escape')
      const document = page.getByRole('region', { name: 'Document', exact: true })
      await document.getByLabel('Reliability', { exact: true }).selectOption('C')
      await document.getByLabel('Reading', { exact: true }).selectOption('skimmed')
      await document.getByLabel('Note', { exact: true }).fill('The second source is still missing.')
      await document.getByLabel('Note', { exact: true }).blur()
      await dragOver(page, 'Beijing')
      await page.keyboard.press('h')
      await pressForMenu(app, 'H', 'shift')
      const history = page.getByRole('region', { name: 'Who did what' })
      await history
        .getByRole('button', { name: /Edit document/ })
        .last()
        .click()
      await history.getByRole('list', { name: 'What was changed' }).getByRole('listitem').first().waitFor()
    },
  },
  {
    name: 'guide',
    show: async (page) => {
      await page.keyboard.press('F1')
      await page.getByRole('article', { name: 'User guide' }).waitFor()
    },
  },
]

/** A dialog that a command opens. */
function dialogOf(name: string, words: string): Scene {
  return {
    name,
    show: async (page, app) => {
      await command(page, app, words)
      await dialog(page)
    },
    // The first key closes the suggestions of a field.
    leave: async (page) => {
      for (let n = 0; n < 2 && (await page.getByRole('dialog').count()) > 0; n++) await leave(page)
    },
  }
}
