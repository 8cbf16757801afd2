import path from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright'
import { launch } from '../support/electron.ts'
import { type PageClient, pageClient } from '../support/page-client.ts'
import { median, runScript } from './measure.ts'
import { randomFrom } from './random.ts'
import type { Result } from './result.ts'

const claims = 100_000
/** What a person does within: beyond it a table feels slow. */
const aimMs = 100
const jumpsPerRound = 8

/** What is sorted by, up and down: a text of the claim itself, and names that stand elsewhere. */
const sorted = { statement: 'Statement', claimant: 'Claimant' } as const
// With this one between them there are more orders than lists that the store keeps, so that each is made anew.
const between = 'Cite'

// The store looks into the columns half a second after the table was last asked for; a busy machine takes a few more.
const foresightMs = 12_000

/**
 * The evidence table with 100,000 claims in the real window: from a key, a dragged scroll bar and a click on a
 * head to rows that are painted; and what a frame takes by itself in the same window, and the order by SQL alone.
 */
export async function benchTable(folder: string, rounds: number): Promise<Result[]> {
  const file = path.join(folder, 'table.claimboard')
  runScript('export-project.ts', [file, String(claims), '1'])
  const order = orderOf(file)
  const { page, close } = await launch({ args: [file] })
  try {
    await page.getByRole('navigation', { name: 'Evidence' }).getByText('Evidence table').click()
    await page.getByRole('gridcell', { name: /^B-\d/ }).first().waitFor()
    await page.evaluate(watchTable)
    const client = await pageClient(page)
    const times = noTimes()
    const orders: number[] = []
    const random = randomFrom(3)
    // The first round warms caches and does not count.
    for (let round = 0; round <= rounds; round++) {
      const now = await oneRound(page, client, random, round % 2 === 0 ? 'reviewed' : 'draft')
      const orderMs = order.run()
      if (round === 0) continue
      orders.push(orderMs)
      for (const name of Object.keys(times) as (keyof Times)[]) times[name].push(...now[name])
    }
    const frame = median(times.frame)
    const line = (name: string, ms: number, yardstick: string, yardstickMs: number): Result => {
      return { name, yardstick, ms, yardstickMs, ratio: ms / yardstickMs, aim: null, aimMs }
    }
    const empty = 'a key, a changed word and its frame'
    const sqlMs = median(orders)
    const ordered = 'better-sqlite3 `select uid from claim … order by statement`, and a frame'
    return [
      line('Table of 100,000 claims: from Ctrl+End to painted rows', median(times.key), empty, frame),
      line('the same from a scroll bar dragged anywhere', median(times.scroll), empty, frame),
      line('the same from a click that sorts by statement', median(times.statement), ordered, sqlMs + frame),
      line('the same from a click that sorts by claimant', median(times.claimant), ordered, sqlMs + frame),
      unaimed(
        line('the same by statement at once after a change', median(times.changed), ordered, sqlMs + frame),
      ),
    ]
  } finally {
    order.close()
    await close()
  }
}

/** There to be looked at: the columns are looked into again once nothing is written any more. */
function unaimed({ aimMs: _, ...line }: Result): Result {
  return line
}

/** The plainest statement that brings all ids in an order, and how many milliseconds it takes now. */
function orderOf(file: string) {
  const db = new Database(file, { readonly: true })
  const statement = db
    .prepare(`select c.uid from claim c join proposition p on p.uid = c.proposition
      where c.deleted = 0 and p.deleted = 0 order by p.statement, c.uid`)
    .pluck()
  return {
    run: () => {
      const start = performance.now()
      statement.all()
      return performance.now() - start
    },
    close: () => db.close(),
  }
}

type Times = Record<'frame' | 'key' | 'scroll' | 'changed' | keyof typeof sorted, number[]>

function noTimes(): Times {
  return { frame: [], key: [], scroll: [], changed: [], statement: [], claimant: [] }
}

async function oneRound(
  page: Page,
  client: PageClient,
  random: () => number,
  status: 'reviewed' | 'draft',
): Promise<Times> {
  const times = noTimes()
  const expect = (what: 'rows' | 'frame') =>
    page.evaluate((expected) => window.tableBench?.expect(expected), what)
  const painted = async () => (await page.evaluate(() => window.tableBench?.painted())) ?? Number.NaN
  for (let i = 0; i < jumpsPerRound; i++) {
    await expect('frame')
    await page.keyboard.press('F8')
    times.frame.push(await painted())
    await page.evaluate((share) => window.tableBench?.scroll(share), random())
    times.scroll.push(await painted())
  }
  for (let i = 0; i < jumpsPerRound; i++) {
    await page.evaluate(() => window.tableBench?.focus())
    await expect('rows')
    await page.keyboard.press(i % 2 === 0 ? 'Control+End' : 'Control+Home')
    times.key.push(await painted())
  }
  const click = async (name: string) => {
    await expect('rows')
    await page.getByRole('columnheader', { name }).click()
    return painted()
  }
  await page.waitForTimeout(foresightMs)
  for (const name of ['statement', 'claimant'] as const) {
    times[name].push(await click(sorted[name]), await click(sorted[name]))
    await click(between)
    await click(between)
  }
  const { keys } = await client.call('evidence.keys', { shape: 'claims', from: 0, to: 1 })
  const { claims: changed } = await client.call('evidence.subjects', { shape: 'claims', keys })
  await client.call('claims.setStatus', { claims: changed, status })
  // What the window asks for again after a change is there before this is answered.
  await client.call('documents.list', {})
  times.changed.push(await click(sorted.statement))
  await click(between)
  return times
}

declare global {
  interface Window {
    tableBench?: {
      /** The next key or click is measured, until the table has other rows, or until a frame. */
      expect(what: 'rows' | 'frame'): void
      /** Gives the focus to a cell that is in view. */
      focus(): void
      /** Puts the scroll bar at a share of its way, and measures from there. */
      scroll(share: number): void
      /** Milliseconds from what was done until what it led to was painted. */
      painted(): Promise<number>
    }
  }
}

/** Runs in the page: watches it frame by frame. */
function watchTable(): void {
  const grid = document.querySelector('.evidence-grid')
  const scroller = grid?.querySelector('.ag-grid-viewport')
  const row = grid?.querySelector('.ag-row')
  if (!grid || !scroller || !row) throw new Error('The table is not there.')
  const rowHeight = row.clientHeight
  const word = document.body.appendChild(document.createElement('span'))
  let done: Promise<number> = Promise.resolve(Number.NaN)

  /** The cells of short ids that are in view, where they stay when the table scrolls sideways. */
  const inView = (): HTMLElement[] => {
    const { top, bottom } = scroller.getBoundingClientRect()
    const cells = grid.querySelectorAll<HTMLElement>('[role=gridcell][col-id=claim_cite]')
    return [...cells].filter((cell) => {
      const box = cell.getBoundingClientRect()
      return box.bottom > top && box.top < bottom
    })
  }
  /** Their texts; null where one is not there yet. */
  const shown = (): string | null => {
    const { top, bottom } = scroller.getBoundingClientRect()
    const cells = inView()
    // The head takes a line and a bit, and the last line is cut off.
    const wanted = Math.floor((bottom - top) / rowHeight) - 2
    const texts = cells.map((cell) => cell.textContent ?? '')
    return cells.length < wanted || texts.includes('') ? null : texts.sort().join('\n')
  }
  const after = (start: number, ready: () => boolean) =>
    new Promise<number>((resolve, reject) => {
      const look = () => {
        if (performance.now() - start > 20_000) return reject(new Error('The table shows nothing else.'))
        if (!ready()) return requestAnimationFrame(look)
        // A message comes after the frame that is being made now.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now() - start)
        port2.postMessage(null)
      }
      requestAnimationFrame(look)
    })
  const otherRows = () => {
    const before = shown()
    return () => {
      const now = shown()
      return now !== null && now !== before
    }
  }
  window.tableBench = {
    expect: (what) => {
      const ready = what === 'rows' ? otherRows() : () => true
      done = new Promise((resolve) => {
        const start = (event: Event) => {
          for (const type of ['keydown', 'pointerup']) document.removeEventListener(type, start, true)
          if (what === 'frame') word.textContent = String(event.timeStamp)
          resolve(after(event.timeStamp, ready))
        }
        for (const type of ['keydown', 'pointerup']) document.addEventListener(type, start, true)
      })
    },
    // The row that has it already may be far away: the grid keeps it.
    focus: () => inView().at(-2)?.focus({ preventScroll: true }),
    scroll: (share) => {
      const ready = otherRows()
      const start = performance.now()
      scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight)
      done = after(start, ready)
    },
    painted: () => done,
  }
}
