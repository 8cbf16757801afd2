import fs from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ClaimInfo } from '../../db/contract/claim.ts'
import { type Launched, launch } from '../support/electron.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { accessibilityProblems, dragOver } from '../support/window-page.ts'

const folder = aFolder()
let launched: Launched
let page: Page
let client: PageClient

beforeAll(async () => {
  launched = await launch()
  page = launched.page
  client = await pageClient(page)
})

afterAll(() => launched.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const list = (name: string) => page.getByRole('navigation', { name, exact: true })

const menu = (id: string) => chooseInMenu(launched.app, id)

const views = [
  { width: 1280, height: 800, zoom: 1 },
  { width: 1920, height: 1080, zoom: 1 },
  { width: 600, height: 700, zoom: 1 },
  { width: 1280, height: 800, zoom: 1.5 },
] as const

async function show({ width, height, zoom }: (typeof views)[number]): Promise<void> {
  await launched.app.evaluate(
    ({ BrowserWindow }, view) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.setContentSize(view.width, view.height)
      window?.webContents.setZoomFactor(view.zoom)
    },
    { width, height, zoom },
  )
  await page.waitForFunction((wanted) => Math.abs(innerWidth - wanted) <= 1, Math.round(width / zoom))
  // The panels follow a moment later whether there is room beside the middle.
  await page.waitForFunction(() => {
    const panels = document.querySelector('.panels')
    return !panels || panels.matches('.narrow') === matchMedia('(max-width: 860px)').matches
  })
}

/** What sticks out of the window, where nobody can reach it. */
function clipped(): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      '.header button, .status-bar [role=status], dialog[open] footer button, .menu, .tag-picker',
    )
    return [...controls]
      .filter((control) => {
        const { left, top, right, bottom } = control.getBoundingClientRect()
        return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight
      })
      .map((control) => control.outerHTML.slice(0, 120))
  })
}

/** Brings a screen up in every size and theme, and looks for what is wrong with it. */
async function expectAccessible(open: () => Promise<unknown>, close?: () => Promise<unknown>): Promise<void> {
  for (const view of views) {
    await show(view)
    await open()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const where = `${view.width} × ${view.height} at ${view.zoom}, ${colorScheme}`
      expect(await accessibilityProblems(page), where).toEqual([])
      expect(await clipped(), where).toEqual([])
    }
    await close?.()
  }
}

/** Shows a panel: in a narrow window it lies over the middle, and only when it is asked for. */
async function bring(panel: 'Lists' | 'Inspector'): Promise<void> {
  if ((await button(panel).getAttribute('aria-pressed')) !== 'true') await button(panel).click()
}

/** Escape, and whatever lay over the window is gone. */
async function pressEscape(): Promise<void> {
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => !document.querySelector('dialog, :popover-open:not(.toasts)'))
}

/** Closes the tab in front, which shows something: the next one of its kind shall not be taken for it. */
async function closeTab(shown: Locator): Promise<void> {
  await menu('view.closeTab')
  await shown.waitFor({ state: 'detached' })
}

/** Opens a claim by its sentence. @returns the claim in the inspector */
async function openClaim({ cite, statement }: ClaimInfo): Promise<Locator> {
  await menu('edit.find')
  await page.getByRole('combobox', { name: 'Find anything' }).fill(statement)
  await page
    .getByRole('option', { name: statement })
    .filter({ hasText: `${cite} ·` })
    .click()
  await bring('Inspector')
  const shown = page.getByRole('region', { name: `Claim ${cite}`, exact: true })
  await shown.waitFor()
  return shown
}

describe('before a project is open', () => {
  test('the first screen', () => expectAccessible(() => button('New project…').waitFor()))

  test('the dialog for a new project', () =>
    expectAccessible(async () => {
      await button('New project…').click()
      await page.getByRole('dialog', { name: 'New project' }).waitFor()
    }, pressEscape))

  test('a message that a file is no project', async () => {
    const file = path.join(folder, 'no-project.claimboard')
    fs.writeFileSync(file, 'no project')
    await choose(launched.app, file)
    const message = page.getByRole('region', { name: 'Messages' }).getByRole('alert')
    await expectAccessible(
      async () => {
        await button('Open a project…').click()
        await message.waitFor()
      },
      () => message.getByRole('button', { name: 'Dismiss' }).click(),
    )
  })
})

describe('an empty project', () => {
  beforeAll(async () => {
    await choose(launched.app, path.join(folder, 'empty.claimboard'))
    await client.call('host.newProject', { title: 'Empty' })
  })
  afterAll(() => client.call('host.closeProject', {}))

  test('asks for documents', () =>
    expectAccessible(() => page.getByRole('heading', { name: 'Bring in what you want to read' }).waitFor()))
})

describe('the sample project', () => {
  const title = 'Beijing asks for guards of its own'

  beforeAll(async () => {
    await show(views[0])
    await choose(launched.app, path.join(folder, 'sample.claimboard'))
    await button('Open the sample project…').click()
    await list('Documents').getByRole('button', { name: title }).click()
    await page.getByRole('textbox', { name: `Text of ${title}` }).waitFor()
  })

  afterEach(async () => {
    await show(views[0])
    await list('Documents').getByRole('button', { name: title }).click()
    await page.getByRole('textbox', { name: `Text of ${title}` }).focus()
    await pressEscape()
  })

  test('the reader with its passages', () =>
    expectAccessible(() =>
      page.getByRole('region', { name: 'Reader' }).locator('.passage').first().waitFor(),
    ))

  /** Goes down the text from its beginning, from passage to passage. */
  async function selectPassage(steps: number): Promise<void> {
    await page.getByRole('textbox', { name: `Text of ${title}` }).focus()
    await pressEscape()
    await page.keyboard.press('Control+Home')
    for (let i = 0; i < steps; i++) await page.keyboard.press('p')
  }

  test('a selected passage', () =>
    expectAccessible(async () => {
      await selectPassage(1)
      await bring('Inspector')
      await page.getByRole('region', { name: 'Passage', exact: true }).waitFor()
    }))

  test('the choice between passages that lie on top of each other', async () => {
    const read = (await client.call('documents.list', {})).find((one) => one.title === title)
    const passages = await client.call('passages.list', { document: read?.uid ?? '' })
    const inside = passages.findIndex(({ start }, i) =>
      passages.slice(0, i).some((before) => start < before.end),
    )
    expect(inside).toBeGreaterThan(0)
    await expectAccessible(async () => {
      await selectPassage(inside + 1)
      await page.keyboard.press('Enter')
      await page.getByRole('menu', { name: 'Passages here' }).waitFor()
    }, pressEscape)
  })

  test('selected text with its toolbar, and the tag picker', () =>
    expectAccessible(
      async () => {
        await dragOver(page, 'China wants armed guards')
        await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
        expect(await accessibilityProblems(page)).toEqual([])
        await page.keyboard.press('t')
        await page.getByRole('combobox', { name: 'Tag name' }).fill('gua')
      },
      async () => {
        await pressEscape()
        // What is selected would be dragged instead of selected anew.
        await pressEscape()
      },
    ))

  test('the form of a claim', () =>
    expectAccessible(
      async () => {
        await dragOver(page, 'China wants armed guards')
        await page.keyboard.press('c')
        await page.getByRole('form', { name: 'Claim', exact: true }).waitFor()
      },
      async () => {
        await page.getByRole('button', { name: 'Discard' }).click()
        await page.getByRole('textbox', { name: `Text of ${title}` }).focus()
        await pressEscape()
      },
    ))

  test('a claim with everything that is known of it', async () => {
    const [claim] = await client.call('claims.list', {})
    if (!claim) throw new Error('The sample project has claims.')
    await expectAccessible(() => openClaim(claim))
  })

  test('the page of a statement', async () => {
    const [claim] = await client.call('claims.list', {})
    if (!claim) throw new Error('The sample project has claims.')
    const shown = page.getByRole('region', { name: 'Statement', exact: true })
    await expectAccessible(
      async () => {
        await (await openClaim(claim)).getByRole('button', { name: /^All on this statement/ }).click()
        await shown.waitFor()
      },
      () => closeTab(shown),
    )
  })

  test('the page of a source', async () => {
    const claims = await client.call('claims.list', {})
    const spoken = claims.find(({ claimants: [first] }) => first?.kind === 'source')
    if (!spoken) throw new Error('The sample project has sources.')
    const shown = page.getByRole('region', { name: 'Source', exact: true })
    await expectAccessible(
      async () => {
        await (await openClaim(spoken)).getByTitle('Show everything on it').first().click()
        await shown.waitFor()
      },
      () => closeTab(shown),
    )
  })

  test('a board', async () => {
    const shown = page.getByRole('region', { name: 'Board', exact: true })
    await expectAccessible(
      async () => {
        await bring('Lists')
        await list('Boards').getByRole('listitem').first().getByRole('button').first().click()
        await shown.locator('.react-flow__node').first().waitFor()
      },
      () => closeTab(shown),
    )
  })

  test.each([
    ['an actor', 'Actors', 'Actor'],
    ['an event', 'Events', 'Event'],
    ['a hypothesis', 'Hypotheses', 'Hypothesis'],
  ] as const)('the page of %s', async (_, name, kind) => {
    const shown = page.getByRole('region', { name: kind, exact: true })
    await expectAccessible(
      async () => {
        await bring('Lists')
        await list(name).getByRole('listitem').first().getByRole('button').first().click()
        await shown.waitFor()
      },
      () => closeTab(shown),
    )
  })

  test('the evidence table', async () => {
    const shown = page.getByRole('grid', { name: 'Evidence' })
    await expectAccessible(
      async () => {
        await menu('evidence.open')
        await shown.getByRole('row').nth(2).waitFor()
      },
      () => closeTab(shown),
    )
  })

  test('what is to be settled after a merge', async () => {
    const shown = page.getByRole('heading', { name: 'Nothing is in conflict' })
    await expectAccessible(
      async () => {
        await menu('merge.conflicts')
        await shown.waitFor()
      },
      () => closeTab(shown),
    )
  })

  test('a backup and what is different since', async () => {
    const dialog = page.getByRole('dialog', { name: 'Backups' })
    await client.call('backups.make', {})
    await expectAccessible(async () => {
      await menu('file.backups')
      await dialog.getByRole('list', { name: 'Backups' }).getByRole('button').first().click()
      await dialog.getByRole('button', { name: 'Compare with now' }).click()
      await dialog.getByText('The project is now as it was then.').waitFor()
    }, pressEscape)
  })

  test('the user guide beside the work', async () => {
    const shown = page.getByRole('article', { name: 'User guide' })
    await expectAccessible(
      async () => {
        await menu('help.guide')
        await shown.waitFor()
      },
      () => closeTab(shown),
    )
  })

  test('the lists and the inspector of a narrow window, each over the text', async () => {
    await show(views[0])
    await show(views[2])
    for (const panel of ['Lists', 'Inspector'] as const) {
      await bring(panel)
      expect(await accessibilityProblems(page)).toEqual([])
      expect(await clipped()).toEqual([])
      await pressEscape()
      await page.getByRole('button', { name: panel, exact: true, pressed: false }).waitFor()
    }
  })

  test.each([
    ['Export CSV', () => button('Export CSV').click()],
    ['Share a copy', () => button('Share a copy').click()],
    ['Save as', () => menu('file.saveAs')],
    ['Preferences', () => menu('file.preferences')],
    ['Keyboard shortcuts', () => menu('help.shortcuts')],
    ['About Claimboard', () => menu('help.about')],
    ['Find anything', () => menu('edit.find')],
  ] as const)('the dialog %s', (name, open) =>
    expectAccessible(async () => {
      await open()
      await page.getByRole('dialog', { name }).waitFor()
    }, pressEscape),
  )

  test.each(['Documents', 'Tags'])('the menu of a row of %s', (name) =>
    expectAccessible(async () => {
      await bring('Lists')
      await list(name).getByRole('listitem').last().getByRole('button').first().click({ button: 'right' })
      await page.getByRole('menu').waitFor()
    }, pressEscape),
  )

  test('the report of an import that left files out', async () => {
    const empty = path.join(folder, 'empty.txt')
    fs.writeFileSync(empty, '')
    await choose(launched.app, empty)
    await expectAccessible(async () => {
      await button('Import documents').click()
      await page.getByRole('dialog', { name: 'Not imported' }).waitFor()
    }, pressEscape)
  })
})
