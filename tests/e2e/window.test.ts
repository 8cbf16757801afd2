import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PassageInfo } from '../../db/contract/passage.ts'
import { expectAccessible } from '../support/accessible.ts'
import { writeArticles } from '../support/articles.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { recordsInPython } from '../support/exported.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { focused, passagesDrawn } from '../support/readiness.ts'
import { clickOn, dragOver } from '../support/window-page.ts'

/** An article of those that are imported. */
const guards = 'Beijing asks for guards of its own'
const corpus = path.resolve(import.meta.dirname, '../../../shared/corpus')

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

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const list = (name: string) => page.getByRole('navigation', { name, exact: true })
const inspector = (name: string) =>
  page.getByRole('complementary', { name: 'Inspector' }).getByRole('region', { name, exact: true })
const toast = (text: string | RegExp) => page.getByRole('region', { name: 'Messages' }).getByText(text)
const text = () => page.getByRole('region', { name: 'Reader' }).getByRole('textbox')
const tagName = () => page.getByRole('combobox', { name: 'Tag name' })

async function openDocument(title: string): Promise<void> {
  await list('Documents').getByRole('button', { name: title }).click()
  await page.getByRole('textbox', { name: `Text of ${title}` }).waitFor()
}

/** Presses T for what is selected and applies a tag by its name. */
async function tagIt(name: string): Promise<void> {
  await page.keyboard.press('t')
  await tagName().fill(name)
  await page.keyboard.press('Enter')
  await tagName().waitFor({ state: 'detached' })
}

const toolbar = () => page.getByRole('toolbar', { name: 'Selection' })

/** Drags over words and waits until they can be marked. */
async function select(words: string): Promise<void> {
  await dragOver(page, words)
  await toolbar().waitFor()
}

/** Selects the sentence that was clicked, by S. */
async function selectSentence(): Promise<void> {
  await page.keyboard.press('s')
  await toolbar().waitFor()
}

/** Passages of all documents, in reading order. */
async function passages(): Promise<PassageInfo[]> {
  const documents = await client.call('documents.list', {})
  const lists = await Promise.all(documents.map(({ uid }) => client.call('passages.list', { document: uid })))
  return lists.flat()
}

/** Waits until the text that is shown has the marks of all its passages. */
async function marked(title: string): Promise<void> {
  const document = (await client.call('documents.list', {})).find((one) => one.title === title)
  await passagesDrawn(page, await client.call('passages.list', { document: document?.uid ?? '' }))
}

async function quotes(): Promise<string[]> {
  return (await passages()).map(({ quote }) => quote)
}

test('the first screen says what to do', async () => {
  await page.getByRole('heading', { name: 'Claimboard' }).waitFor()
  await button('Open a project…').waitFor()
  await page.getByText('Projects that you open will be listed here.').waitFor()
  await expectAccessible(page)
})

test('who works here can be said at once', async () => {
  await page.getByLabel('You are').fill('Amal Rahim')
  await page.getByLabel('Initials').fill('ar')
  await page.keyboard.press('Tab')
  await eventually(async () =>
    expect((await client.call('host.state', {})).analyst).toMatchObject({
      name: 'Amal Rahim',
      initials: 'AR',
    }),
  )
})

describe('a project', () => {
  test('is told why it cannot be opened', async () => {
    const file = path.join(folder, 'holiday.claimboard')
    fs.writeFileSync(file, 'not a database')
    await choose(launched.app, file)
    await button('Open a project…').click()
    const message = page.getByRole('alert').filter({ hasText: 'holiday.claimboard' })
    await message.waitFor()
    await message.getByRole('button', { name: 'Dismiss' }).click()
  })

  test('is made by its title and a place, and what hinders it is told in the dialog', async () => {
    await button('New project…').click()
    await page.getByRole('dialog', { name: 'New project' }).waitFor()
    await expectAccessible(page)
    await page.getByLabel('Title').fill('Corridor security 2024–2026')
    await choose(launched.app, path.join(folder, 'nowhere', 'corridor.claimboard'))
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await choose(launched.app, path.join(folder, 'corridor.claimboard'))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Bring in what you want to read' }).waitFor()
    await eventually(async () =>
      expect(await page.getByLabel('Project title').inputValue()).toBe('Corridor security 2024–2026'),
    )
    await expectAccessible(page)
  })

  test('takes documents in, tells the ones it knows, and why others cannot be read', async () => {
    const files = writeArticles(folder)
    await choose(launched.app, ...files)
    await button('Import documents').click()
    await toast('3 documents imported.').waitFor()
    await list('Documents')
      .getByRole('button', { name: /Beijing asks.*The Meridian · 13 Nov 2024/s })
      .waitFor()
    await page.getByRole('status', { name: 'Saved' }).getByText('All changes saved').waitFor()

    const picture = path.join(folder, 'picture.txt')
    fs.writeFileSync(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]))
    await choose(launched.app, picture, files[0] as string)
    await button('Import documents').click()
    const report = page.getByRole('dialog', { name: 'Not imported' })
    await report.getByText('picture.txt is a PNG picture').waitFor()
    // It goes away by itself.
    await toast(/1 document in the project already, 1 file not imported/).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await report.waitFor({ state: 'detached' })
  })
})

describe('a passage', () => {
  beforeAll(() => openDocument(guards))

  test('is selected by mouse and tagged with T, and the tag is made on the way', async () => {
    await select('Beijing has asked to post its own guards beside the crews it sends')
    await toolbar().getByRole('button', { name: 'Tag' }).waitFor()
    await page.keyboard.press('t')
    await tagName().fill('Demands / Security posts')
    await page.getByRole('option', { name: 'Create tag “Demands / Security posts”' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await inspector('Passage').getByText('Security posts').waitFor()
    await list('Tags')
      .getByRole('button', { name: /Security posts\s*1/ })
      .waitFor()
    await focused(text())
    await toolbar().waitFor({ state: 'detached' })
    await eventually(async () =>
      expect(await quotes()).toEqual(['Beijing has asked to post its own guards beside the crews it sends']),
    )
  })

  test('may lie over another one; each is offered when both are clicked', async () => {
    await select('the crews it sends to build roads and ports')
    await tagIt('Projects')
    await eventually(async () => expect(await quotes()).toHaveLength(2))
    await marked(guards)
    await clickOn(page, 'the crews it sends')
    const both = page.getByRole('menu', { name: 'Passages here' })
    await both.getByRole('menuitem', { name: /Security posts/ }).waitFor()
    await both.getByRole('menuitem', { name: /Projects/ }).click()
    await inspector('Passage').getByText('the crews it sends to build roads and ports').waitFor()
    await expectAccessible(page)
  })

  test('is selected by keys alone: the sentence with S, or with the arrows', async () => {
    await clickOn(page, 'yet would not have foreign guards')
    await selectSentence()
    await tagIt('Talks')
    await clickOn(page, 'Police had first')
    await page.keyboard.press('Home')
    for (let i = 0; i < 4; i++) await page.keyboard.press('Control+Shift+ArrowRight')
    await toolbar().waitFor()
    await page.keyboard.press('h')
    await eventually(async () => {
      const found = await passages()
      expect(found.map(({ quote }) => quote)).toContain(
        'The officials agreed to let observers sit in on security meetings, yet would not have foreign guards on the ground; they offered cameras and training in return.',
      )
      const plain = found.filter(({ tags }) => tags.length === 0).map(({ quote }) => quote)
      expect(plain).toEqual([expect.stringMatching(/^\S+( \S+){2,3}$/)])
    })
  })

  test('takes the tag that owns a digit', async () => {
    await list('Tags').getByRole('button', { name: /Talks/ }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Digit 3' }).click()
    await list('Tags')
      .getByRole('button', { name: /Talks\s*3/ })
      .waitFor()
    await select('would neither confirm nor deny the talks')
    await page.keyboard.press('3')
    await eventually(async () => {
      const [talks] = (await client.call('tags.list', {})).filter(({ name }) => name === 'Talks')
      expect(talks).toMatchObject({ digit: 3, passages: 2 })
    })
  })

  test('has what is typed right after N in its note, before that is up', async () => {
    await select('A written draft is on the table')
    await page.keyboard.press('n')
    await page.keyboard.type('check the hour')
    const field = inspector('Passage').getByRole('textbox', { name: 'Note' })
    await eventually(async () => expect(await field.inputValue()).toBe('check the hour'))
    await page.keyboard.press('Control+Enter')
    await eventually(async () =>
      expect((await passages()).find(({ quote }) => quote === 'A written draft is on the table')?.note).toBe(
        'check the hour',
      ),
    )
    expect(await client.call('claims.list', {})).toEqual([])
    await button('Undo').click()
    await button('Undo').click()
    await eventually(async () =>
      expect((await passages()).map(({ quote }) => quote)).not.toContain('A written draft is on the table'),
    )
  })

  test('takes a note with N, and another tag with T', async () => {
    await marked(guards)
    await clickOn(page, 'would neither confirm')
    await inspector('Passage').getByText('would neither confirm nor deny the talks').waitFor()
    await page.keyboard.press('n')
    await focused(inspector('Passage').getByRole('textbox', { name: 'Note' }))
    await page.keyboard.type('Compare what the ministry said.')
    await page.keyboard.press('Control+Enter')
    await eventually(async () =>
      expect((await passages()).map(({ note }) => note)).toContain('Compare what the ministry said.'),
    )
    await text().focus()
    await tagIt('Demands')
    await inspector('Passage').getByRole('button', { name: 'Remove the tag Demands' }).waitFor()
  })

  test('keeps a note that is written once more after it was taken back', async () => {
    const field = inspector('Passage').getByRole('textbox', { name: 'Note' })
    const write = async (note: string) => {
      await field.fill(note)
      await page.keyboard.press('Control+Enter')
      await eventually(async () => expect((await passages()).map((one) => one.note)).toContain(note))
    }
    await write('Ask again.')
    await button('Undo').click()
    await eventually(async () => expect(await field.inputValue()).toBe('Compare what the ministry said.'))
    await write('Ask again.')
  })

  test('never splits what is one character, and has no white space at its ends', async () => {
    await openDocument('Harbour road blast: what is known')
    await select(' injured. 🚑👩‍🚒 ')
    await page.keyboard.press('h')
    await eventually(async () => expect(await quotes()).toContain('injured. 🚑👩‍🚒'))
  })

  test('is found in text that runs from right to left', async () => {
    await openDocument('بندرگاہ کی سڑک پر دھماکا')
    await clickOn(page, 'دو انجینئر')
    await selectSentence()
    await tagIt('Casualties')
    await eventually(async () =>
      expect(await quotes()).toContain('دو انجینئر ہلاک ہوئے اور کم از کم دس افراد زخمی ہوئے۔'),
    )
    expect(
      await page
        .getByRole('region', { name: 'Reader' })
        .locator('.cm-line[dir]')
        .first()
        .evaluate((line) => getComputedStyle(line).direction),
    ).toBe('rtl')
  })

  test('is deleted with Delete, and comes back by the message that says so', async () => {
    await openDocument(guards)
    await marked(guards)
    const before = await quotes()
    await clickOn(page, 'would neither confirm')
    await inspector('Passage').getByText('would neither confirm').waitFor()
    await page.keyboard.press('Delete')
    await eventually(async () => expect(await quotes()).toHaveLength(before.length - 1))
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
    await eventually(async () => expect(await quotes()).toEqual(before))
  })
})

/** Clicks Undo or Redo and waits until it is done; each is an action of its own. */
async function step(name: 'Undo' | 'Redo'): Promise<void> {
  const actions = async () => (await client.call('history.list', { limit: 1000 })).length
  const before = await actions()
  await button(name).click()
  await eventually(async () => expect(await actions()).toBe(before + 1))
}

test('everything is undone and done again, with labels', async () => {
  const before = { passages: await passages(), tags: await client.call('tags.list', {}) }
  const { undo } = await client.call('history.state', {})
  await eventually(async () =>
    expect(await button('Undo').getAttribute('title')).toBe(`Undo: ${undo} (Ctrl+Z)`),
  )
  let undone = 0
  for (; (await client.call('history.state', {})).undo !== null; undone++) await step('Undo')
  await eventually(async () => expect(await button('Undo').isDisabled()).toBe(true))
  expect(await client.call('documents.list', {})).toEqual([])
  expect(await client.call('tags.list', {})).toEqual([])
  await page.getByRole('heading', { name: 'Bring in what you want to read' }).waitFor()
  for (; undone > 0; undone--) await step('Redo')
  expect({ passages: await passages(), tags: await client.call('tags.list', {}) }).toEqual(before)
  await openDocument(guards)
})

test('the rows that Export CSV writes are the passages, value for value', async () => {
  const file = path.join(folder, 'passages.csv')
  await choose(launched.app, file)
  await button('Export CSV').click()
  await page.getByRole('radio', { name: /^Passages/ }).check()
  await page.getByRole('radio', { name: /^CSV, exact/ }).check()
  await expectAccessible(page)
  await button('Choose where to save it…').click()
  const stored = await passages()
  await toast(`${stored.length} rows written to passages.csv.`).waitFor()
  const rows = recordsInPython(fs.readFileSync(file))
  const expected = stored.map(({ uid, quote, note, start }) => ({
    passage_id: uid,
    passage_quote: quote,
    passage_note: note ?? '',
    passage_start: String(start),
  }))
  const byId = (a: { passage_id?: string }, b: { passage_id?: string }) =>
    String(a.passage_id).localeCompare(String(b.passage_id))
  const columns = ['passage_id', 'passage_quote', 'passage_note', 'passage_start'] as const
  const found = rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])))
  expect(found.sort(byId)).toEqual(expected.sort(byId))
})

test('a copy without names opens for somebody else with everything in it', async () => {
  const file = path.join(folder, 'for-a-colleague.claimboard')
  await choose(launched.app, file)
  await button('Share a copy').click()
  await page.getByRole('checkbox', { name: /^Names/ }).check()
  await page.getByText('This makes a publication copy').waitFor()
  await expectAccessible(page)
  await button('Choose where to save it…').click()
  await toast(/^for-a-colleague\.claimboard written/).waitFor()
  const stored = await quotes()
  const theirs = await launch({ args: [file] })
  try {
    const documents = theirs.page.getByRole('navigation', { name: 'Documents' })
    await documents.getByRole('button', { name: /Beijing asks/ }).click()
    await theirs.page
      .getByRole('region', { name: 'Reader' })
      .getByText('would neither confirm')
      .first()
      .waitFor()
    const colleague = await pageClient(theirs.page)
    const opened = await colleague.call('documents.list', {})
    const lists = await Promise.all(
      opened.map(({ uid }) => colleague.call('passages.list', { document: uid })),
    )
    expect(lists.flat().map(({ quote }) => quote)).toEqual(stored)
    expect(lists.flat().some(({ createdByName }) => createdByName === 'Amal Rahim')).toBe(false)
  } finally {
    await theirs.close()
  }
})

test('the shortcuts are shown by ?', async () => {
  await text().focus()
  await page.keyboard.press('?')
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await shortcuts.getByText('Select the sentence').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await shortcuts.waitFor({ state: 'detached' })
})

test('a closed project stands among the recent ones and opens from there', async () => {
  await client.call('host.closeProject', {})
  await button(/^corridor/).click()
  await list('Documents')
    .getByRole('button', { name: /Beijing asks/ })
    .waitFor()
})

test.skipIf(!fs.existsSync(corpus))('five real articles are imported and tagged to their ends', async () => {
  await client.call('host.closeProject', {})
  await choose(launched.app, path.join(folder, 'five.claimboard'))
  await button('New project…').click()
  await page.getByLabel('Title').fill('Five articles')
  await page.keyboard.press('Enter')
  await button('Choose a folder…').waitFor()
  await choose(launched.app, corpus)
  await button('Choose a folder…').click()
  await toast('5 documents imported.').waitFor()
  const documents = await client.call('documents.list', {})
  for (const { uid, title } of documents) {
    await openDocument(title)
    await text().focus()
    await page.keyboard.press('Control+End')
    await selectSentence()
    await tagIt('Last words')
    await eventually(async () => {
      const [passage, ...others] = await client.call('passages.list', { document: uid })
      const { body } = await client.call('documents.text', { document: uid })
      expect(others).toEqual([])
      expect(passage?.fits).toBe(true)
      expect(body.slice(passage?.end).length).toBeLessThan(400)
    })
  }
})
