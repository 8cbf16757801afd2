import fs from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentOf } from '../support/command-line.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import {
  type Article,
  claimShown,
  comparedInPython,
  contents,
  corpus,
  corpusIsThere,
  everythingSaved,
  expectJobDone,
  exportFormats,
  exportShapes,
  listed,
  passagesOf,
} from '../support/main-job.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { partsOf } from '../support/parts.ts'
import { aFolder } from '../support/project-files.ts'
import { focused } from '../support/readiness.ts'
import { accessibilityProblems, clickOn, dragOver, lookFor } from '../support/window-page.ts'

describe.skipIf(!corpusIsThere)('The main job on five real articles', { timeout: 240_000 }, () => {
  const folder = aFolder()
  const file = path.join(folder, 'security.claimboard')
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
  const documentRow = (article: Article) => list('Documents').getByRole('button', { name: listed[article] })
  const actorRow = (name: string) =>
    list('Actors')
      .getByRole('button')
      .filter({ has: page.getByText(name, { exact: true }) })
  const readerOf = (name: string | RegExp) => page.getByRole('textbox', { name })

  async function open(article: Article): Promise<void> {
    const row = documentRow(article)
    const title = await row.getAttribute('title')
    await row.click()
    await readerOf(`Text of ${title}`).waitFor()
  }

  /** Selects a stretch of text by its first and last words. */
  async function select(first: string, last?: string): Promise<void> {
    await lookFor(page, first)
    await dragOver(page, first, last)
    await toolbar().waitFor()
  }

  /** Selects the sentence around a few words. */
  async function selectSentence(words: string): Promise<void> {
    await lookFor(page, words)
    await clickOn(page, words)
    await page.keyboard.press('Escape')
    await page.keyboard.press('s')
    await toolbar().waitFor()
  }

  async function press(name: string): Promise<void> {
    await toolbar().getByRole('button', { name, exact: true }).click()
  }

  async function tagAs(tag: string): Promise<void> {
    await press('Tag')
    await combobox('Tag name').fill(tag)
    await page.keyboard.press('Enter')
    await combobox('Tag name').waitFor({ state: 'detached' })
  }

  /** Says which actor the selected words mean; a form that is not its name becomes an alias. */
  async function nameActor(words: string, actor: string): Promise<void> {
    await select(words)
    await press('Actor')
    await combobox('Actor name').fill(actor)
    await page.keyboard.press('Enter')
    await combobox('Actor name').waitFor({ state: 'detached' })
    await actorRow(actor).waitFor()
  }

  /** Names somebody in a field that offers and makes people. */
  async function who(label: string, words: string): Promise<void> {
    await combobox(label).fill(words)
    await page.keyboard.press('Enter')
    // Chosen once everybody who may be meant is known.
    await eventually(async () => expect(await combobox(label).inputValue()).toBe(''))
  }

  async function saveClaim(): Promise<void> {
    const statement = await field('Statement').inputValue()
    await form().getByRole('button', { name: 'Save claim' }).click()
    await form().waitFor({ state: 'detached' })
    await claimShown(page, statement)
  }

  async function inspectorField(label: string, words: string): Promise<void> {
    const editor = part('Document').getByLabel(label, { exact: true })
    await editor.fill(words)
    await editor.press('Enter')
  }

  test('a project is made and the articles imported from their folder', async () => {
    await choose(launched.app, file)
    await button('New project…').click()
    await page.getByLabel('Title').fill('Corridor security')
    await button('Choose where to save it…').click()
    await button('Choose a folder…').waitFor()
    await everythingSaved(page)
    await choose(launched.app, corpus)
    await button('Choose a folder…').click()
    await messages().getByText('5 documents imported.').waitFor()
    for (const article of Object.keys(listed) as Article[]) await documentRow(article).waitFor()
  })

  test('what is known about a document is written beside it', async () => {
    await open('pressure')
    await inspectorField('Published', '2024-11')
    await part('Document').getByLabel('Reliability', { exact: true }).selectOption('C')
    await eventually(async () =>
      expect(await client.call('documents.list', {})).toContainEqual(
        expect.objectContaining({ published: '2024-11', reliability: 'C' }),
      ),
    )
  })

  test('six actors are named from the text, by other forms of their names', async () => {
    await nameActor('Chinese security personnel', 'China')
    await nameActor('Pakistan’s Foreign Office', 'Foreign Office of Pakistan')
    await nameActor('China’s foreign ministry', 'Foreign Ministry of China')
    await open('strategy')
    await nameActor('BLA', 'Balochistan Liberation Army')
    await nameActor('TTP', 'Tehrik-e-Taliban Pakistan')
    await open('services')
    await nameActor('ISI', 'Inter-Services Intelligence')
    await nameActor('Islamabad', 'Pakistan')
  })

  test('passages are tagged, and they overlap', async () => {
    await open('pressure')
    await select('China is pressuring', 'protect thousands')
    await tagAs('Demands / Security posts')
    await select('protect thousands of its citizens')
    await tagAs('Citizens')
    await selectSentence('five Pakistani officials')
    await tagAs('Anonymous')
    await select('not agreed to allow', 'ground operations')
    await tagAs('Refusal')
    await select('neither confirmed nor denied')
    await tagAs('No comment')
    await select('declined to comment')
    await tagAs('No com')
    await open('posts')
    await selectSentence('inner-posts')
    await tagAs('Security posts')
    await open('strategy')
    await select('Tehrik-e-Taliban Pakistan')
    await tagAs('Armed groups')
    await select('Over 11,000 personnel')
    await tagAs('Demands / Guards')
    await open('services')
    await select('“Safe City”')
    await page.keyboard.press('h')
    await open('epiphany')
    await select('killed three people', 'injured 17 others')
    await tagAs('Attacks')
    await select('without overtly challenging')
    await tagAs('Forecast')
    await everythingSaved(page)
  })

  test('a demand and a refusal are claims of five officials', async () => {
    await open('pressure')
    await selectSentence('formal proposal')
    await press('Claim')
    await form().getByText('five Pakistani officials').first().waitFor()
    await field('Statement').fill('Beijing wants to run security together with Pakistan.')
    await field('Act').selectOption('demands')
    await who('About', 'Pakistan')
    await field('Credibility').selectOption('2')
    await saveClaim()
    await selectSentence('active roles')
    await press('Claim')
    await field('Statement').fill('Foreign guards will not work in the field.')
    await button(/^Remove .*author$/).click()
    await who('Claimant', 'five')
    await who('Position holder', 'Pakistan')
    await field('Act').selectOption('refuses')
    await saveClaim()
  })

  test('a ministry neither confirms nor denies, and others decline to comment', async () => {
    await selectSentence('neither confirmed')
    await press('Claim')
    await field('Statement').fill('Talks on joint security are under way.')
    await saveClaim()
    await selectSentence('have declined')
    await press('Claim')
    await field('Statement').fill('The talks on joint security go on.')
    await saveClaim()
    await eventually(async () =>
      expect((await client.call('claims.list', {})).map(({ stance }) => stance)).toEqual([
        'asserts',
        'asserts',
        'neither-confirms-nor-denies',
        'declines-to-comment',
      ]),
    )
    const [, , neither] = await client.call('claims.list', {})
    expect(neither?.claimants).toMatchObject([{ kind: 'actor', name: 'Foreign Ministry of China' }])
  })

  async function figure(measure: string, number: string): Promise<void> {
    await button('Add a figure').click()
    await field('Measure').last().selectOption(measure)
    await field('Low').last().fill(number)
    await field('High').last().fill(number)
    await field('Event').last().fill('Bomb near the airport of Karachi')
  }

  test('two articles count the dead differently', async () => {
    await select('killed two Chinese engineers')
    await press('Claim')
    await field('Statement').fill('The bomb at the airport left two dead.')
    await form().getByText('More', { exact: false }).first().click()
    await figure('killed', '2')
    await saveClaim()
    await open('epiphany')
    await select('killed three people', 'injured 17 others')
    await press('Claim')
    await field('Statement').fill('The bomb at the airport left three dead and seventeen hurt.')
    await form().getByText('More', { exact: false }).first().click()
    await figure('killed', '3')
    await figure('injured', '17')
    await saveClaim()
    await button('Link with what contradicts it').click()
    await page.getByRole('dialog').getByLabel('In', { exact: true }).selectOption('figure')
    await who('The other claim', 'two dead')
    await page.getByRole('dialog').getByRole('button', { name: 'Link', exact: true }).click()
    await part('At odds with').getByText('1 open').waitFor()
  })

  test('an ambassador is quoted, unnamed sources speak, and something is missing', async () => {
    await select('It is very unacceptable', 'in only six months')
    await press('Claim')
    await field('Statement').fill('Two attacks within half a year cannot be borne.')
    await button(/^Remove .*$/)
      .first()
      .click()
    await who('Claimant', 'Jiang Zaidong')
    await field('Act').selectOption('criticises')
    await saveClaim()
    await open('posts')
    await selectSentence('inner-posts')
    await press('Claim')
    await field('Statement').fill('Pakistan lets Chinese posts be set up on its soil.')
    await button(/^Remove .*$/)
      .first()
      .click()
    await who('Claimant', 'top security sources')
    await field('Stance').selectOption('asserts')
    await select('confidential agreement')
    await page.keyboard.press('e')
    await saveClaim()
    await open('services')
    await select('security and diplomatic sources')
    await press('Claim')
    await field('Statement').fill('One of the sources of the article has a name.')
    await button(/^Remove .*$/)
      .first()
      .click()
    await who('Claimant', 'own')
    await field('Stance').selectOption('denies')
    await button('Looked for, not found').click()
    await form()
      .getByLabel(/and not found/)
      .fill('the name of anybody who is quoted')
    await saveClaim()
    await everythingSaved(page)
    expect(await client.call('claims.list', {})).toHaveLength(9)
  })

  const board = () => part('Board')
  const card = (name: RegExp) => board().getByRole('group', { name }).first()
  const link = (name: RegExp) => board().getByRole('group', { name })
  const tool = (name: string) =>
    page.getByRole('toolbar', { name: 'Board tools' }).getByRole('button', { name })

  /** Does what puts one more card on the board, and waits until it is there. */
  async function addToBoard(add: () => Promise<void>): Promise<void> {
    const before = (await cards()).length
    await add()
    await eventually(async () => expect((await cards()).length).toBe(before + 1))
  }

  const dragToBoard = (what: Locator, x: number, y: number) =>
    addToBoard(() => what.dragTo(board(), { targetPosition: { x, y } }))

  async function cards() {
    const [first] = await client.call('boards.list', {})
    return (await client.call('boards.get', { board: first?.uid ?? '' })).cards
  }

  test('twelve cards come to stand on a board, and eight links between them', async () => {
    await button('New board').click()
    await board().waitFor()
    await dragToBoard(documentRow('pressure'), 160, 80)
    await dragToBoard(documentRow('posts'), 520, 80)
    await dragToBoard(actorRow('Foreign Ministry of China'), 160, 300)
    await dragToBoard(actorRow('Pakistan'), 520, 300)
    await open('pressure')
    for (const words of ['not agreed to allow', 'neither confirmed', 'declined to comment']) {
      await select(words)
      await addToBoard(() => press('Add to board'))
    }
    for (const [article, words, statement] of [
      ['pressure', 'closer security', /Foreign guards will not/],
      ['pressure', 'formal proposal', /Beijing wants to run/],
      ['pressure', 'killed two', /left two dead/],
      ['epiphany', 'killed three', /left three dead/],
    ] as const) {
      await open(article)
      await lookFor(page, words)
      await passagesOf(page, client, article, words)
      await clickOn(page, words)
      await part('Claims of the passage').getByRole('button', { name: statement }).click()
      await part(/^Claim /).waitFor()
      await addToBoard(() => button('Add to board').click())
    }
    await page.getByRole('tab', { name: 'Untitled board' }).click()
    await board().getByRole('button', { name: 'Show everything' }).click()
    await tool('Note').click()
    await focused(board().getByRole('textbox'))
    await page.keyboard.type('Who counts the dead?')
    await page.keyboard.press('Escape')
    await eventually(async () => expect(await cards()).toHaveLength(12))
    await card(/^Note/).waitFor()
    await board().getByRole('button', { name: 'Show everything' }).click()
    for (const [from, to, label] of [
      [/^Claim.*left two dead/, /^Claim.*left three dead/, 'counts otherwise'],
      [/^Note/, /^Claim.*left two dead/, 'asks'],
      [/^Note/, /^Claim.*left three dead/, 'asks'],
      [/^Claim.*Foreign guards/, /^Claim.*Beijing wants/, 'answers'],
      [/^State: Pakistan/, /^Claim.*Foreign guards/, 'holds'],
      [/^Government body: Foreign/, /^Passage: .*neither/, 'says'],
      [/^Passage: .*not agreed/, /^Claim.*Foreign guards/, 'carries'],
      [/^Article: Chinese/, /^Article: 000/, 'follows'],
    ] as const) {
      // Nothing is selected that the link would begin at.
      await page.keyboard.press('Escape')
      await tool('Link').click()
      await card(from).click()
      await card(to).click()
      await page.getByRole('textbox', { name: 'Label of the link' }).fill(label)
      await page.keyboard.press('Enter')
      await link(new RegExp(`^Link ${label}, from`))
        .last()
        .waitFor({ state: 'attached' })
    }
    await everythingSaved(page)
    expect(await accessibilityProblems(page)).toEqual([])
    await expectJobDone(client)
  })

  test('every export of the window says what the database says', async () => {
    const out = path.join(folder, 'exports')
    fs.mkdirSync(out)
    const write = async (what: string, how: string | null, name: string) => {
      await choose(launched.app, path.join(out, name))
      await button('Export CSV').click()
      await page.getByRole('radio', { name: new RegExp(`^${what}`) }).check()
      if (how !== null) await page.getByRole('radio', { name: new RegExp(`^${how}`) }).check()
      await button('Choose where to save it…').click()
      await messages().getByText(`written to ${name}.`).waitFor()
    }
    for (const what of exportShapes)
      for (const [how, extension] of Object.entries(exportFormats))
        await write(what, how, `${what.toLowerCase()}.${extension}`)
    await write('Linked tables', null, 'tables.csv.zip')
    const { values, differences } = comparedInPython(file, out)
    expect(differences).toEqual([])
    expect(Object.keys(values)).toHaveLength(exportShapes.length * Object.keys(exportFormats).length + 1)
    expect(Math.min(...Object.values(values))).toBeGreaterThan(50)
  })

  test('a copy is shared, and a colleague finds everything in it', async () => {
    const before = await contents(client)
    await choose(launched.app, copy)
    await button('Share a copy').click()
    await button('Choose where to save it…').click()
    await messages().getByText('copy.claimboard written').waitFor()
    const colleague = await launch({ args: [copy] })
    try {
      const other = await pageClient(colleague.page)
      await colleague.page
        .getByRole('navigation', { name: 'Documents', exact: true })
        .getByRole('button', { name: listed.pressure })
        .waitFor()
      expect(await contents(other)).toEqual(before)
      await expectJobDone(other)
      await colleague.page
        .getByRole('navigation', { name: 'Boards', exact: true })
        .getByRole('button', { name: 'Untitled board' })
        .click()
      await colleague.page.getByRole('group', { name: 'Note: Who counts the dead?' }).waitFor()
    } finally {
      await colleague.close()
    }
  })

  test('everything is undone to the empty project and done again, byte for byte', async () => {
    const all = async (name: 'Undo' | 'Redo') => {
      const step = page.getByRole('banner').getByRole('button', { name, exact: true })
      const next = async () => {
        const state = await client.call('history.state', {})
        return name === 'Undo' ? state.undo : state.redo
      }
      let steps = 0
      for (; (await next()) !== null; steps++) {
        await step.click()
        await everythingSaved(page)
      }
      return steps
    }
    const reopen = async () => {
      await start({ args: [file] })
      await button('Import documents').waitFor()
    }
    const closed = async () => {
      await launched.close()
      return contentOf(file)
    }
    const full = await closed()
    expect(contentOf(copy)).toBe(full)
    await reopen()
    const steps = await all('Undo')
    expect(steps).toBeGreaterThan(40)
    await button('Choose a folder…').waitFor()
    const empty = await closed()
    expect(JSON.parse(empty).tables).toMatchObject({
      document: [],
      passage: [],
      claim: [],
      actor: [],
      board: [],
    })
    await reopen()
    expect(await all('Redo')).toBe(steps)
    expect(await closed()).toBe(full)
    await reopen()
    await expectJobDone(client)
  })
})
