import fs from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Board } from '../../db/contract/board.ts'
import { createProject } from '../../db/project.ts'
import type { WritableDb } from '../../db/sql.ts'
import { expectAccessible } from '../support/accessible.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { aClaim, aDocument, anActor, anna, aPassage, aTag, aTagging } from '../support/factories.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder, writeTo } from '../support/project-files.ts'
import { drawn, focused } from '../support/readiness.ts'
import { clickOn } from '../support/window-page.ts'

const body = [
  'Beijing asks for guards of its own.',
  'Beijing has asked to post its own guards beside the crews, according to five officials.',
  'The officials would not have foreign guards on the ground.',
  'A spokesman would neither confirm nor deny the talks.',
].join('\n')

const folder = aFolder()
let launched: Launched
let page: Page
let client: PageClient
let made: ReturnType<typeof content>

/** What the boards of this test are made of. */
function content(db: WritableDb) {
  const publisher = anActor(db, 'The Meridian', { kind: 'media' })
  const document = aDocument(db, body, {
    title: 'Beijing asks for guards',
    publisher,
    published: '2024-11-13',
    reliability: 'B',
  })
  const tag = aTag(db, 'Demands', { colour: '#3b6fd4' })
  const passages = [
    'has asked to post its own guards',
    'would not have foreign guards',
    'five officials',
  ].map((words) => {
    const passage = aPassage(db, document, words)
    aTagging(db, passage, tag)
    return passage
  })
  const ministry = anActor(db, 'Interior ministry', { kind: 'government-body' })
  const beijing = anActor(db, 'Beijing', { kind: 'state' })
  const claims = [
    aClaim(db, 'Beijing has asked for posts of its own.', [passages[0] ?? ''], {
      reliability: 'B',
      credibility: 2,
    }),
    aClaim(db, 'Foreign guards will not work in the field.', [passages[1] ?? ''], { stance: 'denies' }),
  ]
  return { document, passages, ministry, beijing, claims }
}

beforeAll(async () => {
  const file = path.join(folder, 'corridor.claimboard')
  createProject(file, 'Corridor', anna)
  made = writeTo(file, content)
  launched = await launch({ args: [file] })
  page = launched.page
  client = await pageClient(page)
  // A board that glides to its place is no place for a mouse that knows where things were.
  await page.emulateMedia({ reducedMotion: 'reduce' })
})

afterAll(() => launched.close())

const board = () => page.getByRole('region', { name: 'Board', exact: true })
const boards = () => page.getByRole('navigation', { name: 'Boards', exact: true })
const tool = (name: string) =>
  page.getByRole('toolbar', { name: 'Board tools' }).getByRole('button', { name })
const card = (name: string | RegExp) => board().getByRole('group', { name })
const link = (name: string | RegExp) => board().getByRole('group', { name })
const inspector = (name: string | RegExp) =>
  page.getByRole('complementary', { name: 'Inspector' }).getByRole('region', { name })
const undo = () => page.getByRole('button', { name: 'Undo', exact: true }).first()
const nextUndo = () => client.call('history.state', {}).then((state) => state.undo)

/** Goes to the one document from its list. */
async function openText(): Promise<void> {
  await page.getByRole('navigation', { name: 'Documents' }).locator('.document-row').click()
}

/** The board as the project has it. */
async function stored(): Promise<Board> {
  const [first] = await client.call('boards.list', {})
  return client.call('boards.get', { board: first?.uid ?? '' })
}

async function placeOf(text: string) {
  const found = (await stored()).cards.find(({ content }) => JSON.stringify(content).includes(text))
  if (!found) throw new Error(`No card says “${text}”.`)
  return found
}

/** Drags with the mouse, as a hand does: in steps. */
async function drag(from: Locator, by: { x: number; y: number }, grip = { x: 40, y: 12 }): Promise<void> {
  const box = await from.boundingBox()
  if (!box) throw new Error('Nothing is there to drag.')
  await page.mouse.move(box.x + grip.x, box.y + grip.y)
  await page.mouse.down()
  await page.mouse.move(box.x + grip.x + by.x / 2, box.y + grip.y + by.y / 2, { steps: 4 })
  await page.mouse.move(box.x + grip.x + by.x, box.y + grip.y + by.y, { steps: 4 })
  await page.mouse.up()
}

async function expectPressed(name: string, pressed: boolean): Promise<void> {
  await eventually(async () => expect(await tool(name).getAttribute('aria-pressed')).toBe(String(pressed)))
}

/** Has the whole board in sight. */
async function showEverything(): Promise<void> {
  await board().getByRole('button', { name: 'Show everything' }).click()
  await drawn(page)
}

describe('a board', () => {
  test('is made from the list of boards, and named there', async () => {
    await page.getByRole('button', { name: 'New board' }).click()
    await board().getByText('Lay out what you know').waitFor()
    await expectAccessible(page)
    await boards().getByRole('button', { name: 'Untitled board' }).press('F2')
    await boards().getByRole('textbox', { name: 'Name of the board' }).fill('Who agreed to what')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Who agreed to what' }).waitFor()
  })

  test('takes a note where it is double-clicked, and nothing while nothing stands in it', async () => {
    await board()
      .locator('.react-flow__pane')
      .dblclick({ position: { x: 200, y: 160 } })
    const text = page.getByRole('textbox', { name: 'Text of the note' })
    await focused(text)
    await page.keyboard.press('Escape')
    await text.waitFor({ state: 'detached' })
    await board()
      .locator('.react-flow__pane')
      .dblclick({ position: { x: 200, y: 160 } })
    await focused(text)
    await page.keyboard.type('Ask who staffs the posts')
    await page.keyboard.press('Escape')
    await card('Note: Ask who staffs the posts').waitFor()
    expect(await nextUndo()).toBe('Write note on board')
    expect((await stored()).cards).toHaveLength(1)
  })

  test('gives back what was written and could not be saved', async () => {
    await board()
      .locator('.react-flow__pane')
      .dblclick({ position: { x: 200, y: 300 } })
    const text = page.getByRole('textbox', { name: 'Text of the note' })
    await text.fill('x'.repeat(100_001))
    await page.keyboard.press('Escape')
    await page.getByRole('alert').getByText('longer than 100,000 characters').waitFor()
    expect((await text.inputValue()).length).toBe(100_001)
    await text.fill('')
    await page.keyboard.press('Escape')
    await text.waitFor({ state: 'detached' })
    await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click()
    expect((await stored()).cards).toHaveLength(1)
  })

  test('takes what lists give it, where it is let go', async () => {
    const canvas = board().locator('.react-flow__pane')
    await page
      .getByRole('navigation', { name: 'Documents' })
      .getByRole('button', { name: /Beijing asks for guards/ })
      .dragTo(canvas, { targetPosition: { x: 420, y: 120 } })
    await card('Article: Beijing asks for guards').waitFor()
    await page
      .getByRole('navigation', { name: 'Tags' })
      .getByRole('button', { name: /Demands/ })
      .dragTo(canvas, { targetPosition: { x: 160, y: 420 } })
    await card(/^Passage: .*would not have foreign guards/).waitFor()
    const { cards } = await stored()
    expect(cards.map(({ kind }) => kind).sort()).toEqual([
      'document',
      'note',
      'passage',
      'passage',
      'passage',
    ])
    expect(await nextUndo()).toBe('Add 3 cards to board')
  })

  test('takes the selected sentence from a text, by its button and by B', async () => {
    await openText()
    await clickOn(page, 'A spokesman would')
    await page.keyboard.press('s')
    await page
      .getByRole('toolbar', { name: 'Selection' })
      .getByRole('button', { name: 'Add to board' })
      .click()
    await page.getByText('Added to “Who agreed to what”.').waitFor()
    expect(await nextUndo()).toBe('Add passage to board')
    await clickOn(page, 'Beijing asks for guards of its own')
    await page.keyboard.press('s')
    await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
    await page.keyboard.press('b')
    await eventually(async () => expect((await stored()).cards).toHaveLength(7))
    await page.getByRole('button', { name: 'Show', exact: true }).first().click()
    await card(/^Passage: .*neither confirm nor deny/).waitFor()
  })

  test('shows claims and actors with who says it, stance and grades', async () => {
    const { uid } = await stored()
    const add = (content: { kind: 'claim' | 'actor' | 'document'; subject: string }) =>
      client.call('cards.create', { board: uid, cards: [{ content }] })
    for (const subject of made.claims) await add({ kind: 'claim', subject })
    for (const subject of [made.ministry, made.beijing]) await add({ kind: 'actor', subject })
    await client.call('cards.create', {
      board: uid,
      cards: [{ content: { kind: 'note', body: 'Who pays?' } }],
    })
    await page.keyboard.press('Escape')
    const claim = card('Claim denies: Foreign guards will not work in the field.')
    await claim.getByText('⊘ denies').waitFor()
    await card('Government body: Interior ministry').waitFor()
    await card(/^Claim asserts/)
      .getByText('B2')
      .waitFor()
    await card('Note: Who pays?').waitFor()
    await showEverything()
    expect((await stored()).cards).toHaveLength(12)
  })

  test('shows what its subjects say now', async () => {
    await client.call('documents.update', { document: made.document, title: 'Guards of its own' })
    await card('Article: Guards of its own').waitFor()
  })
})

describe('links', () => {
  test('are drawn from the edge of a card to another one, and named at once', async () => {
    const from = card('Claim denies: Foreign guards will not work in the field.')
    await from.hover()
    const grip = from.locator('.react-flow__handle-bottom')
    await grip.waitFor()
    await drawn(page)
    const to = await card('Government body: Interior ministry').boundingBox()
    const start = await grip.boundingBox()
    if (!to || !start) throw new Error('The cards are not on the screen.')
    await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
    await page.mouse.down()
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 })
    await page.mouse.up()
    await page.getByRole('textbox', { name: 'Label of the link' }).fill('refuses')
    await page.keyboard.press('Enter')
    await link(/^Link refuses, from “Foreign guards/).waitFor({ state: 'attached' })
  })

  test('are made by the keyboard alone: two cards, then L', async () => {
    await card('Government body: Interior ministry').focus()
    await page.keyboard.press('Space')
    await card('State: Beijing').focus()
    await page.keyboard.press('Space')
    await inspector('Cards').getByText('2 cards').waitFor()
    await page.keyboard.press('l')
    await focused(page.getByRole('textbox', { name: 'Label of the link' }))
    await page.keyboard.type('answers')
    await page.keyboard.press('Enter')
    await link(/^Link answers, from “Interior ministry” to “Beijing”/).waitFor({ state: 'attached' })
  })

  test('are made by choosing one card after the other', async () => {
    await page.keyboard.press('Escape')
    await tool('Link').click()
    await board().getByText('Choose the card that the link starts from').waitFor()
    await card('Note: Who pays?').click()
    await board().getByText('Choose the card that the link goes to').waitFor()
    await card('State: Beijing').click()
    await page.getByRole('textbox', { name: 'Label of the link' }).press('Escape')
    await eventually(async () => expect((await stored()).links).toHaveLength(3))
  })

  test('have a kind, arrowheads and a style, which the inspector edits', async () => {
    const { cards, links } = await stored()
    const claims = cards.filter(({ kind }) => kind === 'claim').map(({ uid }) => uid)
    const others = cards.filter(({ kind }) => kind === 'passage').map(({ uid }) => uid)
    const ends = [[claims[0], claims[1]], ...others.slice(0, 4).map((passage, i) => [passage, claims[i % 2]])]
    for (const [from = '', to = ''] of ends) await client.call('links.create', { from, to })
    expect(links).toHaveLength(3)
    const contradiction = link(/^Link from “Beijing has asked.* to “Foreign guards/)
    await contradiction.focus()
    await page.keyboard.press('Space')
    const details = inspector('Link')
    await details.getByLabel('Kind').selectOption('contradicts')
    await details.getByLabel('Line').selectOption('dashed')
    await details.getByLabel('Arrow').selectOption('both')
    await eventually(async () => {
      const edited = (await stored()).links.find(({ kind }) => kind === 'contradicts')
      expect(edited).toMatchObject({ direction: 'both', style: 'dashed' })
    })
    expect((await stored()).links).toHaveLength(8)
    await expectAccessible(page)
  })
})

describe('cards', () => {
  test('are moved by hand, on the grid, and Undo puts them back', async () => {
    const before = await placeOf('Who pays?')
    const seen = await card('Note: Who pays?').boundingBox()
    await drag(card('Note: Who pays?'), { x: 61, y: 47 })
    await eventually(async () => {
      const after = await placeOf('Who pays?')
      expect([after.x, after.y]).not.toEqual([before.x, before.y])
      expect([Math.abs(after.x % 8), Math.abs(after.y % 8)]).toEqual([0, 0])
    })
    expect(await nextUndo()).toBe('Move note')
    await undo().click()
    await eventually(async () => expect(await placeOf('Who pays?')).toEqual(before))
    await eventually(async () => expect(await card('Note: Who pays?').boundingBox()).toEqual(seen))
  })

  test('walk by arrow keys, further with Shift, and a walk is one step of the history', async () => {
    const note = card('Note: Who pays?')
    const before = await placeOf('Who pays?')
    await note.focus()
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight', { delay: 10 })
    await page.keyboard.press('Shift+ArrowDown')
    await eventually(async () => {
      const { x, y } = await placeOf('Who pays?')
      expect([x, y]).toEqual([before.x + 24, before.y + 64])
    })
    await page.keyboard.press('Alt+Shift+ArrowRight')
    await eventually(async () => expect((await placeOf('Who pays?')).width).toBe(before.width + 64))
    expect(await nextUndo()).toBe('Resize note')
  })

  test('are selected together, lined up, grouped and moved as one', async () => {
    const names = ['Government body: Interior ministry', 'State: Beijing', 'Note: Who pays?'] as const
    await page.keyboard.press('Escape')
    for (const name of names) await card(name).click({ modifiers: ['Control'], position: { x: 30, y: 12 } })
    await tool('Align').click()
    await page.getByRole('menuitem', { name: 'Align left edges' }).click()
    const selected = async () =>
      (await stored()).cards.filter(
        ({ kind, content }) => kind === 'actor' || JSON.stringify(content).includes('Who pays?'),
      )
    await eventually(async () => expect(new Set((await selected()).map(({ x }) => x)).size).toBe(1))
    expect(await nextUndo()).toBe('Align 3 cards')
    await tool('Group').click()
    await page.getByRole('textbox', { name: 'Title of the group' }).fill('The two sides')
    await page.keyboard.press('Enter')
    await focused(card('Group: The two sides'))
    const before = await selected()
    await page.keyboard.press('ArrowUp')
    await eventually(async () => {
      expect((await selected()).map(({ x, y }) => [x, y])).toEqual(before.map(({ x, y }) => [x, y - 8]))
    })
    expect(await nextUndo()).toBe('Move group')
  })

  test('are selected by a frame around them, and let go by Escape', async () => {
    await showEverything()
    await page.keyboard.press('v')
    await expectPressed('Select', true)
    const box = await board().boundingBox()
    if (!box) throw new Error('The board is not on the screen.')
    await page.mouse.move(box.x + 80, box.y + 16)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width - 16, box.y + box.height - 16, { steps: 6 })
    await page.mouse.up()
    await inspector('Cards').getByText('13 cards').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await inspector('Cards').waitFor({ state: 'detached' })
    await expectPressed('Select', false)
    // At the edge, the canvas has moved on under the frame.
    await showEverything()
  })

  test('come to the front, are coloured, deleted, and brought back', async () => {
    const note = card('Note: Ask who staffs the posts')
    await note.click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Bring to front' }).click()
    await eventually(async () => expect(await nextUndo()).toBe('Bring note to front'))
    await note.click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Green' }).click()
    await eventually(async () => expect((await placeOf('Ask who')).colour).toBe('#1f8a70'))
    await note.focus()
    await page.keyboard.press('Delete')
    await note.waitFor({ state: 'detached' })
    await undo().click()
    await note.waitFor()
  })

  test('lead to the sentence that they come from', async () => {
    await card(/^Claim denies/).dblclick({ position: { x: 60, y: 40 } })
    await page.getByRole('region', { name: 'Reader' }).waitFor()
    await inspector(/^Claim/)
      .getByText('would not have foreign guards')
      .first()
      .waitFor()
    await page.getByRole('tab', { name: 'Who agreed to what' }).click()
    await card('Article: Guards of its own').waitFor()
    await card('Article: Guards of its own').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Reader' }).waitFor()
    await page.getByRole('tab', { name: 'Who agreed to what' }).click()
  })

  test('say clearly that what they showed was deleted', async () => {
    const passage = (await stored()).cards.find(({ content }) =>
      JSON.stringify(content).includes('neither confirm'),
    )
    await client.call('passages.remove', { passages: [passage?.subject ?? ''] })
    await card('Passage: What stood here was deleted from the project.').waitFor()
    await undo().click()
    await card(/^Passage: .*neither confirm nor deny/).waitFor()
  })

  test('are copied as text with their source', async () => {
    await card(/^Claim denies/).focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Space')
    await page.evaluate(() => document.execCommand('copy'))
    const copied = () => launched.app.evaluate(({ clipboard }) => clipboard.readText())
    await eventually(async () =>
      expect(await copied()).toContain('Foreign guards will not work in the field.'),
    )
    expect(await copied()).toContain('denies')
  })
})

describe('a board leaves the program', () => {
  const exportAs = async (entry: string, file: string) => {
    await choose(launched.app, file)
    await board().getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: entry }).click()
    await page.getByText(`The board was written to ${path.basename(file)}.`).waitFor()
    return fs.readFileSync(file)
  }

  test('as a drawing, as JSON Canvas and as a picture', async () => {
    const svg = (await exportAs('Export as drawing (SVG)…', path.join(folder, 'board.svg'))).toString()
    expect(svg).toContain('Foreign guards will not work')
    const canvas = JSON.parse(
      (await exportAs('Export as JSON Canvas…', path.join(folder, 'board.canvas'))).toString(),
    )
    expect([canvas.nodes.length, canvas.edges.length]).toEqual([13, 8])
    const png = await exportAs('Export as picture (PNG)…', path.join(folder, 'board.png'))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    // IHDR: width and height at bytes 16 and 20 (PNG, §11.2.2).
    expect(png.readUInt32BE(16)).toBeGreaterThan(1000)
  })
})

test('things are put on the board that the person chooses, where there are several', async () => {
  await client.call('boards.create', { title: 'Second' })
  await boards().getByRole('button', { name: 'Second' }).waitFor()
  await openText()
  await clickOn(page, 'according to five officials')
  await page.keyboard.press('s')
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await page.keyboard.press('b')
  const menu = page.getByRole('menu', { name: 'Add to which board?' })
  await menu.waitFor()
  await expectAccessible(page)
  await menu.getByRole('menuitem', { name: 'Second' }).click()
  await page.getByText('Added to “Second”.').waitFor()
  await boards().getByRole('button', { name: 'Second' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await boards().getByRole('button', { name: 'Second' }).waitFor({ state: 'detached' })
})

test('a board takes passages and words of a text by its name in the list', async () => {
  const before = await stored()
  const count = before.cards.length
  const name = boards().getByRole('button', { name: before.title })
  await openText()
  await page.getByRole('region', { name: 'Reader', exact: true }).waitFor()
  await clickOn(page, 'Beijing asks for guards of its own')
  await page.keyboard.press('s')
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await client.call('boards.create', { title: 'Another board' })
  const other = boards().getByRole('button', { name: 'Another board' })
  await page.locator('.cm-selectionLayer').waitFor({ state: 'attached' })
  const words = page.locator('.cm-line', { hasText: 'Beijing asks for guards of its own' }).first()
  await words.dragTo(other, { sourcePosition: { x: 320, y: 12 } })
  await page.getByText('Added to “Another board”.').waitFor()
  await page.locator('.margin-bar:visible').last().dragTo(other)
  const second = await eventually(async () => {
    const found = (await client.call('boards.list', {})).find(({ title }) => title === 'Another board')
    expect(found).toMatchObject({ cards: 2 })
    return found
  })
  expect((await stored()).cards).toHaveLength(count)
  await client.call('boards.remove', { board: second?.uid ?? '' })
  await name.click()
  await other.waitFor({ state: 'detached' })
})
