import path from 'node:path'
import type { ElectronApplication, Page } from 'playwright'
import { createProject, openProject } from '../../db/project.ts'
import type { WritableDb } from '../../db/sql.ts'
import { launch } from '../support/electron.ts'
import { aClaim, aDocument, anActor, anna, aPassage } from '../support/factories.ts'
import { type PageClient, pageClient } from '../support/page-client.ts'
import { median } from './measure.ts'
import { articleOf, randomFrom } from './random.ts'
import type { Result } from './result.ts'

const bare = path.join(import.meta.dirname, 'bare-window')

/** Cards of five kinds in equal parts, on a grid with gaps to take hold of the canvas. */
const kinds = 5
const ofEach = 100
const columns = 25
const step = { x: 280, y: 200 }
const links = 400
const articleLength = 20_000
const size = { width: 1440, height: 900 }
/** Moves of the mouse in a round: to and fro, some seconds. */
const moves = 240
const stride = 8
/** A frame that takes half again as long as it should is one that is seen to be missing. */
const longFrame = 1.5
/** 60 frames a second. */
const frameMs = 1000 / 60

interface Frames {
  /** Milliseconds between frames. */
  readonly between: readonly number[]
}

/**
 * In the real window, on a board of 500 cards and 400 links: the frames while the canvas is dragged at 100 %, against
 * the frames of a bare Electron window over which the mouse moves in the same way, in turn.
 */
export async function benchBoard(folder: string, rounds: number): Promise<Result[]> {
  const file = path.join(folder, 'board.claimboard')
  const items = prepare(file)
  const ours = await launch({ args: [file] })
  const yardstick = await launch({}, bare)
  try {
    for (const { app } of [ours, yardstick]) await enlarge(app)
    await ours.page.getByRole('button', { name: 'Import documents', exact: true }).waitFor()
    const client = await pageClient(ours.page)
    await layOut(client, items)
    const grip = await openAt100(ours.page)
    const frames: number[] = []
    const bareFrames: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const now = await dragged(ours.page, grip)
      const then = await dragged(yardstick.page, { x: size.width / 2, y: size.height / 2 })
      // The first round warms caches and does not count.
      if (round === 0) continue
      frames.push(...now.between)
      bareFrames.push(...then.between)
    }
    return [
      {
        name: 'A frame while a board of 500 cards is dragged, on average',
        yardstick: 'a frame of a bare window under the same mouse',
        ms: mean(frames),
        yardstickMs: mean(bareFrames),
        ratio: mean(frames) / mean(bareFrames),
        aim: 1,
      },
      {
        name: 'the same, the middle frame',
        yardstick: 'the same',
        ms: median(frames),
        yardstickMs: median(bareFrames),
        ratio: median(frames) / median(bareFrames),
        aim: null,
      },
      {
        name: `its frames over ${Math.round(frameMs * longFrame)} ms, in a thousand`,
        yardstick: 'the same, in a thousand',
        ms: longOnes(frames),
        yardstickMs: longOnes(bareFrames),
        ratio: longOnes(frames) / longOnes(bareFrames),
        aim: null,
      },
    ]
  } finally {
    await ours.close()
    await yardstick.close()
  }
}

/** A project with as many subjects as the board has cards. */
function prepare(file: string) {
  createProject(file, 'A large board', anna)
  const project = openProject(file, { analyst: anna })
  try {
    const made = project.history?.perform({ operation: 'bench.write', label: 'Write' }, subjects)
    if (!made) throw new Error('The project cannot be written.')
    return made.value
  } finally {
    project.close()
  }
}

function subjects(db: WritableDb) {
  const body = articleOf(articleLength, randomFrom(500))
  const document = aDocument(db, body, { title: 'What the passages come from' })
  return Array.from({ length: ofEach }, (_, i) => {
    const passage = aPassage(db, document, [i * 150, i * 150 + 120])
    return {
      passage,
      claim: aClaim(db, `What is claimed for the ${i}th time, in a sentence of the usual length.`, [passage]),
      actor: anActor(db, `Actor ${i}`),
      document: aDocument(db, `Text ${i}`, { title: `Article ${i} on what happened and who said so` }),
      note: `Note ${i}: ask who counted, and when.`,
    }
  })
}

async function layOut(client: PageClient, items: ReturnType<typeof prepare>): Promise<void> {
  const { board } = await client.call('boards.create', { title: 'Large' })
  const contents = items.flatMap(({ passage, claim, actor, document, note }) => [
    { kind: 'passage' as const, subject: passage },
    { kind: 'claim' as const, subject: claim },
    { kind: 'actor' as const, subject: actor },
    { kind: 'document' as const, subject: document },
    { kind: 'note' as const, body: note },
  ])
  if (contents.length !== kinds * ofEach) throw new Error('The board has not the cards that it should have.')
  const { cards } = await client.call('cards.create', {
    board,
    cards: contents.map((content, i) => ({
      content,
      x: (i % columns) * step.x,
      y: Math.floor(i / columns) * step.y,
    })),
  })
  for (let i = 0; i < links; i++)
    await client.call('links.create', { from: cards[i] ?? '', to: cards[i + columns + (i % 3)] ?? '' })
}

/** Shows the board at 100 %. @returns a place on the screen where there is no card */
async function openAt100(page: Page): Promise<{ x: number; y: number }> {
  await page.getByRole('navigation', { name: 'Boards' }).getByRole('button', { name: 'Large' }).click()
  const board = page.getByRole('region', { name: 'Board', exact: true })
  await board.getByRole('group').first().waitFor()
  await board.focus()
  await page.keyboard.press('0')
  await board.getByText('100 %').waitFor()
  return page.evaluate(() => {
    for (let y = innerHeight / 2; y < innerHeight; y += 8)
      for (let x = innerWidth / 2; x < innerWidth; x += 8)
        if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane')) return { x, y }
    throw new Error('There is no place between the cards.')
  })
}

/** Drags from a place to and fro, and counts what is painted meanwhile. */
async function dragged(page: Page, from: { x: number; y: number }): Promise<Frames> {
  await page.evaluate(() => {
    const between: number[] = []
    let before = performance.now()
    const count = (now: number) => {
      between.push(now - before)
      before = now
      // Ends with the drag.
      if (document.body.dataset.counting === 'true') requestAnimationFrame(count)
    }
    document.body.dataset.counting = 'true'
    Object.assign(window, { between })
    requestAnimationFrame(count)
  })
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let i = 1; i <= moves; i++) {
    const there = i <= moves / 2 ? i : moves - i
    await page.mouse.move(from.x - there * stride, from.y - there * (stride / 2))
  }
  await page.mouse.up()
  return page.evaluate(() => {
    document.body.dataset.counting = 'false'
    // The first one waited for the count to begin.
    return { between: (window as unknown as { between: number[] }).between.slice(1) }
  })
}

async function enlarge(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, ...bounds })
  }, size)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function longOnes(values: readonly number[]): number {
  return (1000 * values.filter((value) => value > frameMs * longFrame).length) / values.length
}
