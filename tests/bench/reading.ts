import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { launch } from '../support/electron.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { median } from './measure.ts'
import { articleOf, randomFrom } from './random.ts'
import type { Result } from './result.ts'

/** As long as the longest article that people brought, and marked as densely: UTF-16 code units. */
const articleLength = 40_000
const passages = 120
const longestPassage = 300
const perRound = 10
/** Below these nobody notices that there was something to wait for. */
const aim = { tag: 50, query: 10 }

/**
 * In the real window, on an article of 40 KB with 120 passages over each other: from the key of a tag's digit to the
 * painted highlight, and a query from the page to the store and back; and what a frame and a message to the shell
 * take by themselves in the same window.
 */
export async function benchReading(folder: string, rounds: number): Promise<Result[]> {
  const { app, page, close } = await launch()
  try {
    const client = await pageClient(page)
    await choose(app, path.join(folder, 'reading.claimboard'))
    await client.call('host.newProject', { title: 'Reading' })
    const document = await prepare(client, folder, app)
    await page.getByRole('textbox', { name: /^Text of/ }).focus()
    await page.keyboard.press('Control+Home')
    await page.evaluate(watchReader)
    const times = noTimes()
    for (let round = 0; round <= rounds; round++) {
      const now = await oneRound(page, document)
      // The first round warms caches and does not count.
      if (round > 0) for (const name of keysOf(times)) times[name].push(...now[name])
    }
    const [ms, stored, frame] = [median(times.tag), median(times.stored), median(times.frame)]
    const [query, shell] = [median(times.query), median(times.shell)]
    return [
      {
        name: 'Tagging: from the key to the painted highlight',
        yardstick: 'a key, a changed word and its frame',
        ms,
        yardstickMs: frame,
        ratio: ms / frame,
        aim: null,
        aimMs: aim.tag,
      },
      {
        name: 'the same until it is stored and the project has answered with it',
        yardstick: 'the same',
        ms: stored,
        yardstickMs: frame,
        ratio: stored / frame,
        aim: null,
      },
      {
        name: 'A query from the page to the store and back',
        yardstick: 'a call that the shell itself refuses',
        ms: query,
        yardstickMs: shell,
        ratio: query / shell,
        aim: null,
        aimMs: aim.query,
      },
    ]
  } finally {
    await close()
  }
}

type Times = Record<'frame' | 'tag' | 'stored' | 'query' | 'shell', number[]>

function noTimes(): Times {
  return { frame: [], tag: [], stored: [], query: [], shell: [] }
}

function keysOf<Key extends string>(object: Record<Key, unknown>): Key[] {
  return Object.keys(object) as Key[]
}

/** @returns the id of the article, which is open in the reader */
async function prepare(
  client: PageClient,
  folder: string,
  app: Parameters<typeof choose>[0],
): Promise<string> {
  const random = randomFrom(5)
  const body = articleOf(articleLength, random)
  const file = path.join(folder, 'reading.txt')
  writeFileSync(file, body)
  await choose(app, file)
  const { files } = await client.call('host.chooseDocuments', {})
  const { imported } = await client.call('documents.import', { files: files.map(({ token }) => token) })
  const document = imported[0]?.uid ?? ''
  const tags: string[] = []
  for (let digit = 1; digit <= 6; digit++) {
    const { tag } = await client.call('tags.create', { name: `Tag ${digit}`, digit })
    tags.push(tag)
  }
  for (let i = 0; i < passages; i++) {
    const start = Math.floor(random() * (body.length - longestPassage))
    const end = start + 20 + Math.floor(random() * (longestPassage - 20))
    await client.call('passages.create', { document, start, end, tags: tags.slice(0, i % 3) })
  }
  return document
}

async function oneRound(page: Page, document: string): Promise<Times> {
  const times = noTimes()
  const expect = (what: 'frame' | 'highlight') =>
    page.evaluate((expected) => window.readerBench?.expect(expected), what)
  const painted = async () => (await page.evaluate(() => window.readerBench?.painted())) ?? Number.NaN
  for (let i = 0; i < perRound; i++) {
    await expect('frame')
    await page.keyboard.press('F8')
    times.frame.push(await painted())
    for (let line = 0; line < 3; line++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('s')
    await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
    await expect('highlight')
    await page.keyboard.press(String(1 + (i % 6)))
    times.tag.push(await painted())
    times.stored.push((await page.evaluate(() => window.readerBench?.stored())) ?? Number.NaN)
    const trip = (name: string, input: object) =>
      page.evaluate(
        async ([operation, argument]) => {
          const start = performance.now()
          await window.testClient?.call(operation, argument)
          return performance.now() - start
        },
        [name, input] as const,
      )
    times.shell.push(await trip('bench.nothing', {}))
    times.query.push(await trip('passages.list', { document }))
  }
  return times
}

declare global {
  interface Window {
    readerBench?: {
      /** The next key is measured, until a passage is painted that was not there, or until a frame. */
      expect(what: 'frame' | 'highlight'): void
      /** Milliseconds from the key's time stamp until what it led to was painted. */
      painted(): Promise<number>
      /** The same until what is painted is the project's own answer. */
      stored(): Promise<number>
    }
  }
}

/** Runs in the page: watches it frame by frame. */
function watchReader(): void {
  const word = document.body.appendChild(document.createElement('span'))
  let done: Promise<number> = Promise.resolve(Number.NaN)
  let began = 0
  const marked = () =>
    [...document.querySelectorAll('[data-passages]')].map((one) => one.getAttribute('data-passages')).join()
  const after = (start: number, ready: () => boolean) =>
    new Promise<number>((resolve, reject) => {
      const look = () => {
        if (performance.now() - start > 20_000) return reject(new Error('No passage was painted.'))
        if (!ready()) return requestAnimationFrame(look)
        // A message comes after the frame that is being made now.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now() - start)
        port2.postMessage(null)
      }
      requestAnimationFrame(look)
    })
  window.readerBench = {
    expect: (what) => {
      const before = what === 'highlight' ? marked() : ''
      done = new Promise((resolve) => {
        const start = (event: Event) => {
          began = event.timeStamp
          if (what === 'frame') word.textContent = String(event.timeStamp)
          resolve(after(event.timeStamp, () => what === 'frame' || marked() !== before))
        }
        document.addEventListener('keydown', start, { once: true, capture: true })
      })
    },
    painted: () => done,
    stored: () => after(began, () => document.querySelector('[data-passages*="pending-"]') === null),
  }
}
