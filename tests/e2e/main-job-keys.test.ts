import path from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentOf } from '../support/command-line.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { walkTo } from '../support/keyboard.ts'
import {
  type Article,
  claimShown,
  comparedInPython,
  contents,
  corpus,
  corpusIsThere,
  everythingSaved,
  expectJobDone,
  listed,
  passagesOf,
} from '../support/main-job.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { partsOf } from '../support/parts.ts'
import { aFolder } from '../support/project-files.ts'
import { focused } from '../support/readiness.ts'
import { pressForMenu } from '../support/window-page.ts'

// More words than any passage here has.
const mostWords = 200

// Nothing in this file uses a mouse.
describe.skipIf(!corpusIsThere)('The main job by keyboard alone', { timeout: 240_000 }, () => {
  const folder = aFolder()
  const exports = aFolder()
  const file = path.join(folder, 'keys.claimboard')
  const copy = path.join(folder, 'copy.claimboard')
  let launched: Launched
  let page: Page
  let client: PageClient

  const start = async (options: Parameters<typeof launch>[0]) => {
    launched = await launch(options)
    page = launched.page
    client = await pageClient(page)
  }

  beforeAll(() => start({}))
  afterAll(() => launched.close())

  const { button, list, part, form, field, combobox, toolbar, messages } = partsOf(() => page)
  const text = () => page.getByRole('region', { name: 'Reader' }).getByRole('textbox')
  const board = () => part('Board')

  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const type = (words: string) => page.keyboard.type(words)
  const tabTo = (control: Locator, key?: 'Shift+Tab') => walkTo(page, control, key)

  /** Opens a document from the list and goes into its text. */
  async function open(article: Article): Promise<void> {
    const row = list('Documents').getByRole('button', { name: listed[article] })
    const title = await row.getAttribute('title')
    await tabTo(row)
    await press('Enter')
    const shown = page.getByRole('textbox', { name: `Text of ${title}` })
    await shown.waitFor()
    await tabTo(shown)
  }

  /** Finds words in the open text and leaves them selected, up to the last words where those are given. */
  async function select(words: string, last?: string): Promise<void> {
    await pressForMenu(launched.app, 'F')
    const find = page.getByLabel('Words to find in the text')
    await focused(find)
    await press('Control+a')
    await type(words)
    await page
      .getByRole('search')
      .getByText(/^\d+ of/)
      .waitFor()
    await press('Escape')
    await toolbar().waitFor()
    const selected = async () => (await page.evaluate(() => getSelection()?.toString())) ?? ''
    for (let i = 0; last !== undefined && !(await selected()).endsWith(last); i++) {
      if (i === mostWords) throw new Error(`“${last}” does not come after “${words}”.`)
      await press('Control+Shift+ArrowRight')
    }
  }

  /** Selects the sentence in which words stand. */
  async function selectSentence(words: string): Promise<void> {
    await select(words)
    await press('ArrowLeft', 's')
    await toolbar().waitFor()
  }

  async function tagAs(tag: string): Promise<void> {
    await press('t')
    await focused(combobox('Tag name'))
    await type(tag)
    await press('Enter')
    await combobox('Tag name').waitFor({ state: 'detached' })
  }

  async function nameActor(words: string, actor: string): Promise<void> {
    await select(words)
    await press('a')
    await focused(combobox('Actor name'))
    await type(actor)
    await press('Enter')
    await combobox('Actor name').waitFor({ state: 'detached' })
    await eventually(async () =>
      expect((await client.call('actors.list', {})).map(({ name }) => name)).toContain(actor),
    )
  }

  /** Begins a claim on what is selected; the focus is in Act. */
  async function begin(): Promise<void> {
    await press('c')
    await form().waitFor()
    await focused(field('Act'))
  }

  async function state(statement: string): Promise<void> {
    await tabTo(field('Statement'), 'Shift+Tab')
    await press('Control+a')
    await type(statement)
  }

  /** Names somebody else as the claimant, going up from Act. */
  async function by(claimant: string): Promise<void> {
    await tabTo(combobox('Claimant'), 'Shift+Tab')
    await press('Backspace')
    await type(claimant)
    await enterChosen('Claimant')
  }

  /** Chooses what was typed, once everybody who may be meant is known. */
  async function enterChosen(label: string): Promise<void> {
    await press('Enter')
    await eventually(async () => expect(await combobox(label).inputValue()).toBe(''))
  }

  async function save(): Promise<void> {
    const before = (await client.call('claims.list', {})).length
    const statement = await field('Statement').inputValue()
    await press('Enter')
    await form().waitFor({ state: 'detached' })
    await claimShown(page, statement)
    await eventually(async () => expect(await client.call('claims.list', {})).toHaveLength(before + 1))
  }

  async function figure(low: string): Promise<void> {
    await press('Alt+m')
    await tabTo(button('Add a figure'))
    await press('Enter')
    await tabTo(field('Low'))
    await type(low)
    await press('Tab')
    await type(low)
    await tabTo(field('Event'))
    await type('Bomb near the airport of Karachi')
    await tabTo(field('Statement'), 'Shift+Tab')
  }

  test('a project is made and the articles imported', async () => {
    await choose(launched.app, file)
    await tabTo(button('New project…'))
    await press('Enter')
    await focused(page.getByLabel('Title'))
    await type('Corridor security')
    await press('Enter')
    await tabTo(button('Choose a folder…'))
    await choose(launched.app, corpus)
    await press('Enter')
    await messages().getByText('5 documents imported.').waitFor()
  })

  test('actors are named and passages tagged, which overlap', async () => {
    await open('pressure')
    await nameActor('Chinese security personnel', 'China')
    await nameActor('Pakistan’s Foreign Office', 'Foreign Office of Pakistan')
    await nameActor('China’s foreign ministry', 'Foreign Ministry of China')
    await select('China is pressuring', 'protect thousands')
    await tagAs('Demands / Security posts')
    await select('protect thousands of its citizens')
    await tagAs('Citizens')
    await selectSentence('five Pakistani officials')
    await tagAs('Anonymous')
    await select('not agreed to allow')
    await tagAs('Refusal')
    await select('neither confirmed nor denied')
    await tagAs('No comment')
    await select('declined to comment')
    await press('h')
    await open('posts')
    await selectSentence('inner-posts')
    await tagAs('Security posts')
    await open('strategy')
    await nameActor('BLA', 'Balochistan Liberation Army')
    await nameActor('TTP', 'Tehrik-e-Taliban Pakistan')
    await select('Over 11,000 personnel')
    await tagAs('Demands / Guards')
    await open('services')
    await nameActor('ISI', 'Inter-Services Intelligence')
    await nameActor('Islamabad', 'Pakistan')
    await open('epiphany')
    await select('without overtly challenging')
    await tagAs('Forecast')
    await everythingSaved(page)
  })

  test('the common claim takes five keys', async () => {
    await open('pressure')
    await select('formal proposal')
    await press('ArrowLeft')
    const before = (await client.call('claims.list', {})).length
    await press('s')
    await toolbar().waitFor()
    await press('c', 'd', '2', 'Enter')
    await eventually(async () =>
      expect(await client.call('claims.list', {})).toMatchObject([
        { act: 'demands', credibility: 2, claimants: [{ kind: 'source' }] },
      ]),
    )
    expect(before).toBe(0)
    await focused(text())
  })

  test('a refusal by officials, silence, two counts of the dead, nameless sources and an absence', async () => {
    await selectSentence('active roles')
    await begin()
    await press('r')
    await tabTo(combobox('Position holder'), 'Shift+Tab')
    await press('Backspace')
    await type('Pakistan')
    await enterChosen('Position holder')
    await by('five')
    await state('Foreign guards will not work in the field.')
    await save()

    await selectSentence('neither confirmed')
    await begin()
    await state('Talks on joint security are under way.')
    await save()
    await selectSentence('have declined')
    await begin()
    await state('The talks on joint security go on.')
    await save()

    await select('killed two Chinese engineers')
    await begin()
    await figure('2')
    await state('The bomb at the airport left two dead.')
    await save()
    await open('epiphany')
    await select('killed three people')
    await begin()
    await figure('3')
    await state('The bomb at the airport left three dead.')
    await save()

    await open('posts')
    await selectSentence('inner-posts')
    await begin()
    await by('top security sources')
    await state('Pakistan lets Chinese posts be set up on its soil.')
    await save()
    await open('services')
    await select('security and diplomatic sources')
    await begin()
    await by('own')
    await tabTo(button('Looked for, not found'))
    await press('Enter')
    await tabTo(form().getByLabel(/and not found/), 'Shift+Tab')
    await type('the name of anybody who is quoted')
    await state('One of the sources of the article has a name.')
    await save()
    expect(await client.call('claims.list', {})).toHaveLength(8)
  })

  async function cards() {
    const [first] = await client.call('boards.list', {})
    return first ? (await client.call('boards.get', { board: first.uid })).cards : []
  }

  /** Puts what is selected on the board. */
  async function addToBoard(): Promise<void> {
    const before = (await cards()).length
    await press('b')
    await eventually(async () => expect((await cards()).length).toBe(before + 1))
  }

  /** Puts something that is listed on the board, by the menu of its row. */
  async function addFromList(row: Locator): Promise<void> {
    const before = (await cards()).length
    await tabTo(row)
    await press('Shift+F10')
    await walkTo(page, page.getByRole('menuitem', { name: 'Add to board' }), 'ArrowDown')
    await press('Enter')
    await eventually(async () => expect((await cards()).length).toBe(before + 1))
  }

  test('twelve cards come to stand on a board, and eight links between them', async () => {
    await open('pressure')
    for (const words of ['not agreed to allow', 'neither confirmed nor denied', 'declined to comment']) {
      await select(words)
      await addToBoard()
    }
    for (const [article, words, statement] of [
      ['pressure', 'closer security', /Foreign guards will not/],
      ['pressure', 'reaffirmed', /Talks on joint/],
      ['pressure', 'killed two', /left two dead/],
      ['epiphany', 'killed three', /left three dead/],
    ] as const) {
      await open(article)
      await select(words)
      await passagesOf(page, client, article, words)
      await press('ArrowRight', 'ArrowLeft', 'Enter')
      await tabTo(part('Claims of the passage').getByRole('button', { name: statement }))
      await press('Enter')
      await part(/^Claim /).waitFor()
      await addToBoard()
    }
    const actor = (name: string) =>
      list('Actors')
        .getByRole('button')
        .filter({ has: page.getByText(name, { exact: true }) })
    await addFromList(actor('Foreign Ministry of China'))
    await addFromList(actor('Pakistan'))
    await addFromList(list('Documents').getByRole('button', { name: listed.pressure }))
    await addFromList(list('Documents').getByRole('button', { name: listed.posts }))

    await tabTo(list('Boards').getByRole('button', { name: 'Untitled board' }))
    await press('Enter')
    await board().waitFor()
    await tabTo(page.getByRole('toolbar', { name: 'Board tools' }).getByRole('button', { name: 'Note' }))
    await press('Enter')
    await focused(board().getByRole('textbox'))
    await type('Who counts the dead?')
    await press('Escape')
    await eventually(async () => expect(await cards()).toHaveLength(12))
    // As a card it takes the focus, where that is still free.
    await board().getByRole('group', { name: /^Note/ }).waitFor()
    for (const [from, to, label] of [
      [/^Claim.*left two dead/, /^Claim.*left three dead/, 'counts otherwise'],
      [/^Note/, /^Claim.*left two dead/, 'asks'],
      [/^Note/, /^Claim.*left three dead/, 'asks'],
      [/^State: Pakistan/, /^Claim.*Foreign guards/, 'holds'],
      [/^Government body: Foreign Ministry/, /^Claim.*Talks on joint/, 'says'],
      [/^Passage: .*neither/, /^Claim.*Talks on joint/, 'carries'],
      [/^Passage: .*not agreed/, /^Claim.*Foreign guards/, 'carries'],
      [/^Article: Chinese/, /^Article: 000/, 'follows'],
    ] as const) {
      const group = (name: RegExp) => board().getByRole('group', { name }).first()
      await press('Escape')
      await tabTo(group(from))
      await press('Space')
      await tabTo(group(to))
      await press('Space', 'l')
      const editor = page.getByRole('textbox', { name: 'Label of the link' })
      await focused(editor)
      await type(label)
      await press('Enter')
      await editor.waitFor({ state: 'detached' })
    }
    await everythingSaved(page)
    await expectJobDone(client)
  })

  test('the claims are exported and a copy shared, in which everything is found', async () => {
    await choose(launched.app, path.join(exports, 'claims.csv'))
    await tabTo(button('Export CSV'))
    await press('Enter')
    await page.getByRole('dialog').waitFor()
    await press('Enter')
    await messages().getByText('written to claims.csv.').waitFor()
    expect(comparedInPython(file, exports).differences).toEqual([])

    const before = await contents(client)
    await choose(launched.app, copy)
    await tabTo(button('Share a copy'))
    await press('Enter')
    await tabTo(button('Choose where to save it…'))
    await press('Enter')
    await messages().getByText('copy.claimboard written').waitFor()
    const colleague = await launch({ args: [copy] })
    try {
      await colleague.page.getByRole('navigation', { name: 'Documents', exact: true }).waitFor()
      const other = await pageClient(colleague.page)
      expect(await contents(other)).toEqual(before)
      await expectJobDone(other)
    } finally {
      await colleague.close()
    }
  })

  test('everything is undone to the empty project and done again, byte for byte', async () => {
    const full = contentOf(copy)
    const state = () => client.call('history.state', {})
    const actions = async () => (await client.call('history.list', { limit: 1000 })).length
    /** Each is an action of its own: the next key waits for it. */
    const step = async (...more: 'shift'[]) => {
      const before = await actions()
      await pressForMenu(launched.app, 'Z', ...more)
      await eventually(async () => expect(await actions()).toBe(before + 1))
    }
    while ((await state()).undo !== null) await step()
    await button('Choose a folder…').waitFor()
    await launched.close()
    const empty = JSON.parse(contentOf(file))
    expect(empty.tables).toMatchObject({ document: [], passage: [], claim: [], actor: [], board: [] })
    await start({ args: [file] })
    await button('Import documents').waitFor()
    while ((await state()).redo !== null) await step('shift')
    await launched.close()
    expect(contentOf(file)).toBe(full)
    await start({ args: [file] })
  })
})
