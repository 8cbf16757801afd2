import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProject } from '../../db/project.ts'
import { makePublication } from '../../db/publication.ts'
import { editedApart } from '../support/apart.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { bela } from '../support/factories.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder, tamper } from '../support/project-files.ts'
import { counted, focused } from '../support/readiness.ts'
import { accessibilityProblems } from '../support/window-page.ts'

const folder = aFolder()
let launched: Launched
let page: Page
let client: PageClient
let made: ReturnType<typeof editedApart>

beforeAll(async () => {
  launched = await launch()
  page = launched.page
  client = await pageClient(page)
  const { analyst } = await client.call('host.state', {})
  made = editedApart(folder, { uid: analyst.uid, name: analyst.name, initials: analyst.initials })
  await choose(launched.app, made.ours)
  await client.call('host.openProject', {})
  await page.getByRole('button', { name: 'Import documents' }).waitFor()
})

afterAll(() => launched.close())

const messages = () => page.getByRole('region', { name: 'Messages' })
const dialog = () => page.getByRole('dialog')
const conflicts = () => page.getByRole('list', { name: 'Conflicts' }).getByRole('article')
const twice = () => page.getByRole('list', { name: 'Made twice' }).getByRole('article')
const undoButton = () => messages().getByRole('button', { name: 'Undo' })

const menu = (id: string) => chooseInMenu(launched.app, id)

async function lookInto(file: string): Promise<void> {
  await choose(launched.app, file)
  await menu('file.merge')
}

async function expectConflicts(total: number): Promise<void> {
  await eventually(async () => expect((await client.call('conflicts.list', {})).total).toBe(total))
  if (total > 0) await counted(conflicts(), total)
}

/** Waits until settling has brought the focus to the conflict that is next. */
async function focusOnNext(): Promise<void> {
  await eventually(async () =>
    expect(await page.evaluate(() => document.activeElement?.matches('article.conflict'))).toBe(true),
  )
}

async function noteOf(passage: string): Promise<string | null | undefined> {
  const passages = await client.call('passages.list', { document: made.document })
  return passages.find(({ uid }) => uid === passage)?.note
}

async function inBothThemes(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await accessibilityProblems(page), colorScheme).toEqual([])
  }
}

describe('A copy that was edited apart', () => {
  test('is looked into first: what comes in, from whom, what conflicts, what looks the same', async () => {
    await lookInto(made.theirs)
    await dialog()
      .getByText(/^Béla Writer made \d+ things and did 3 actions on /)
      .waitFor()
    await dialog()
      .getByRole('row', { name: /^Documents 1 .*Union asks for an inquiry/ })
      .waitFor()
    await dialog().getByRole('heading', { name: '5 conflicts' }).waitFor()
    await dialog().getByText('kept or deleted: Béla Writer: changed its note; You: deleted it').waitFor()
    await dialog().getByText('2 documents with the same text').waitFor()
    await dialog()
      .getByText(/the project as it is now is kept among its backups/)
      .waitFor()
    await dialog().getByText('What belongs to these').click()
    await dialog()
      .getByRole('row', { name: /^Taggings 1 / })
      .waitFor()
    await inBothThemes()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    expect((await client.call('documents.list', {})).length).toBe(2)
  })

  test('is given up by closing the dialog while it is looked into', async () => {
    await lookInto(made.theirs)
    await dialog().waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await page.getByRole('progressbar').waitFor({ state: 'detached' })
    expect(await messages().getByRole('alert').count()).toBe(0)
  })

  test('is merged as one step, which a message takes back', async () => {
    await lookInto(made.theirs)
    await dialog().getByRole('button', { name: 'Merge', exact: true }).click()
    await messages()
      .getByText(/^Merged harbour from Béla.claimboard: 11 new\. 5 conflicts to settle/)
      .waitFor()
    await conflicts().nth(4).waitFor()
    await undoButton().click()
    await page.getByRole('heading', { name: 'Nothing is in conflict' }).waitFor()
    expect((await client.call('documents.list', {})).length).toBe(2)
    await inBothThemes()
    await lookInto(made.theirs)
    await dialog().getByRole('button', { name: 'Merge', exact: true }).click()
    await expectConflicts(5)
    const { backups } = await client.call('backups.list', {})
    expect(backups.map(({ reason }) => reason)).toContain('merge')
  })

  test('brings nothing the second time, and says so', async () => {
    await lookInto(made.theirs)
    await dialog().getByText('There is nothing in harbour from Béla.claimboard that is not here').waitFor()
    expect(await dialog().getByRole('button', { name: 'Merge', exact: true }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  })
})

describe('Conflicts', () => {
  test('are counted in the lists and in the status bar, and shown with both values', async () => {
    await page
      .getByRole('navigation', { name: 'Conflicts' })
      .getByRole('button', { name: 'Conflicts 5' })
      .click()
    await page.getByRole('contentinfo').getByRole('button', { name: '5 conflicts' }).waitFor()
    const card = conflicts().filter({ hasText: 'Reliability' })
    await card.getByText('B: usually reliable').waitFor()
    await card.getByText('No second source.').waitFor()
    await card.getByText('Béla Writer').waitFor()
    await inBothThemes()
  })

  test('are settled by a click, and a message takes it back', async () => {
    const take = page.getByRole('button', { name: /^Take this: Reliability: C/ })
    await take.click()
    await expectConflicts(4)
    await undoButton().click()
    await expectConflicts(5)
    await take.click()
    await expectConflicts(4)
    await focusOnNext()
    expect(await client.call('documents.get', { document: made.document })).toMatchObject({
      reliability: 'C',
    })
  })

  test('are settled by keys alone, one after the other', async () => {
    await conflicts().first().focus()
    const first = await conflicts().first().getByRole('heading').textContent()
    expect(first).toContain('Officials denied that anybody was hurt.')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('2')
    await page.keyboard.press('Enter')
    await expectConflicts(3)
    expect(await noteOf(made.denied)).toBe('They answer only to what happened on Monday.')
    // The focus is on the next one: keys go on without a click.
    await focused(conflicts().first())
  })

  test('between deleting and editing say who did what', async () => {
    const card = conflicts().filter({ hasText: 'Two workers said' })
    await card.getByText('Béla Writer changed its note, you deleted it.').waitFor()
    await card.getByRole('button', { name: /^Delete it: / }).click()
    await expectConflicts(2)
    await focusOnNext()
    expect(await noteOf(made.hospital)).toBeUndefined()
  })

  test('of texts are settled by a text of one’s own', async () => {
    const card = conflicts().filter({ hasText: 'it would reopen on Friday' })
    await card.focus()
    await page.keyboard.press('w')
    const field = card.getByRole('textbox', { name: 'Note' })
    await focused(field)
    expect(await field.inputValue()).toBe('The company says so itself.')
    await inBothThemes()
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    await focused(card)
    await page.keyboard.press('w')
    await focused(field)
    await field.fill('The company alone names the date.')
    await page.keyboard.press('Control+Enter')
    await expectConflicts(1)
    await focusOnNext()
    expect(await noteOf(made.friday)).toBe('The company alone names the date.')
  })

  test('show where they are beside the list', async () => {
    await conflicts().first().focus()
    await page.keyboard.press('o')
    await page.getByRole('region', { name: 'Board', exact: true }).waitFor()
    await conflicts().first().waitFor()
  })

  test('of a kind are settled by a rule, until nothing is left', async () => {
    await page.getByRole('combobox', { name: 'Show' }).selectOption({ label: 'cards (1)' })
    await page.getByRole('button', { name: 'All theirs' }).click()
    await messages().getByText('1 conflict settled.').waitFor()
    await page.getByRole('heading', { name: 'Nothing is in conflict' }).waitFor()
    await page.getByRole('navigation', { name: 'Conflicts' }).waitFor({ state: 'detached' })
  })
})

describe('What was made twice', () => {
  test('is offered for joining, documents with what makes them the same', async () => {
    await menu('merge.duplicates')
    await counted(twice(), 3)
    const documents = twice().filter({ hasText: '2 documents with the same text' })
    await documents.getByText('they have the same SHA-256').waitFor()
    await inBothThemes()
    await documents.getByRole('radio', { name: 'This one stays' }).nth(1).check()
    await documents.getByRole('button', { name: 'Join into Harbour workers want an inquiry' }).click()
    await counted(twice(), 2)
    const titles = (await client.call('documents.list', {})).map(({ title }) => title)
    expect(titles).toContain('Harbour workers want an inquiry')
    expect(titles).not.toContain('Union asks for an inquiry')
    await undoButton().click()
    await counted(twice(), 3)
  })

  test('is told apart by somebody who knows better, and offered again when that is undone', async () => {
    await twice()
      .nth(1)
      .getByRole('button', { name: /is not the same$/ })
      .click()
    await counted(twice(), 2)
    await messages().getByText('are not offered for joining again').waitFor()
    await undoButton().click()
    await counted(twice(), 3)
  })

  test('is joined by keys alone, until there is nothing more', async () => {
    await twice()
      .first()
      .getByRole('button', { name: /^Join into / })
      .focus()
    for (let left = 3; left > 0; left--) {
      await eventually(async () =>
        expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Join'),
      )
      await page.keyboard.press('Enter')
      await counted(twice(), left - 1)
    }
    await page.getByRole('heading', { name: 'Nothing was made twice' }).waitFor()
    await inBothThemes()
  })

  test('and all that was settled is taken back step by step, down to before the merge', async () => {
    for (let { undo } = await client.call('history.state', {}); undo !== null; ) {
      const was = undo
      await client.call('history.undo', {})
      undo = (await client.call('history.state', {})).undo
      if (was.startsWith('Merge from')) break
    }
    const titles = (await client.call('documents.list', {})).map(({ title }) => title)
    expect(titles.sort()).toEqual(['Crane falls at the northern quay', 'Harbour workers want an inquiry'])
    expect((await client.call('conflicts.list', {})).total).toBe(0)
    expect(await noteOf(made.denied)).toBe('They answer only to what happened at the quay.')
  })
})

describe('A project that is dropped on an open one', () => {
  async function drop(file: string): Promise<void> {
    const session = await page.context().newCDPSession(page)
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data })
    await session.detach()
  }

  test('is merged or opened, as its owner says', async () => {
    await drop(made.theirs)
    await dialog().getByRole('button', { name: 'Open it' }).waitFor()
    await inBothThemes()
    await dialog().getByRole('button', { name: 'Merge it in' }).click()
    await dialog().getByRole('button', { name: 'Merge', exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await drop(made.theirs)
    const opened = launched.app.waitForEvent('window')
    await dialog().getByRole('button', { name: 'Open it' }).click()
    const other = await opened
    await other.getByRole('button', { name: 'Import documents' }).waitFor()
    await other.close()
  })
})

describe('A file that cannot be merged is refused in words:', () => {
  const copy = (name: string, change: (file: string) => void) => () => {
    const file = path.join(folder, name)
    copyFileSync(made.theirs, file)
    change(file)
    return file
  }
  const kinds: [what: string, file: () => string, words: RegExp][] = [
    ['the project itself', () => made.ours, /cannot be merged with itself/],
    [
      'another project',
      () => {
        const file = path.join(folder, 'roads.claimboard')
        createProject(file, 'Roads', bela)
        return file
      },
      /is another project \(“Roads”\), not a copy of this one/,
    ],
    [
      'a copy for publication',
      copy('published.claimboard', (file) => {
        const connection = new Database(file)
        makePublication(connection, ['notes'])
        connection.close()
      }),
      /is a copy for publication/,
    ],
    [
      'a copy of a newer version',
      copy('newer.claimboard', (file) => tamper(file, 'pragma user_version = 9999')),
      /newer/,
    ],
    [
      'a copy that was cut off',
      copy('half.claimboard', (file) => {
        const bytes = readFileSync(file)
        writeFileSync(file, bytes.subarray(0, bytes.length / 2))
      }),
      /damaged|incomplete|whole/i,
    ],
    [
      'a copy whose clock was ahead',
      copy('ahead.claimboard', (file) =>
        tamper(file, `update session set hlc = ${Date.now() + 48 * 3_600_000}`),
      ),
      /whose clock was wrong/,
    ],
  ]
  test.each(kinds)('%s', async (_what, file, words) => {
    await lookInto(file())
    await dialog().getByRole('alert').getByText(words).waitFor()
    expect(await dialog().getByRole('button', { name: 'Merge', exact: true }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  })
})
