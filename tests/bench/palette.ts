import path from 'node:path'
import type { Page } from 'playwright'
import { launch } from '../support/electron.ts'
import { chooseInMenu } from '../support/menu.ts'
import { median, runScript } from './measure.ts'
import { randomFrom } from './random.ts'
import type { Result } from './result.ts'

const claims = 100_000
/** Beyond it somebody who types waits. */
const aimMs = 100
const perRound = 8

/**
 * The palette over a project with 100,000 claims in the real window: from a key to the painted list of what was found,
 * claims and places in texts included; and what a frame takes by itself in the same window.
 */
export async function benchPalette(folder: string, rounds: number): Promise<Result[]> {
  const file = path.join(folder, 'palette.claimboard')
  runScript('export-project.ts', [file, String(claims), '1'])
  const { app, page, close } = await launch({ args: [file] })
  try {
    await page.getByRole('navigation', { name: 'Documents' }).getByText('Document 0').first().waitFor()
    await chooseInMenu(app, 'edit.find')
    const field = page.getByRole('combobox', { name: 'Find anything' })
    await field.fill('Actor 7')
    await page
      .getByRole('option', { name: /^Actor Actor 7/ })
      .first()
      .waitFor()
    await field.fill('Event 7')
    await page
      .getByRole('option', { name: /^Event Event 7/ })
      .first()
      .waitFor()
    await page.evaluate(watchPalette)
    const random = randomFrom(7)
    const times: Times = { found: [], frame: [] }
    for (let round = 0; round <= rounds; round++) {
      const now = await oneRound(page, random)
      // The first round warms caches and does not count.
      if (round === 0) continue
      times.found.push(...now.found)
      times.frame.push(...now.frame)
    }
    const [ms, yardstickMs] = [median(times.found), median(times.frame)]
    return [
      {
        name: 'Palette over 100,000 claims: from a key to the painted list',
        yardstick: 'a key, a changed word and its frame',
        ms,
        yardstickMs,
        ratio: ms / yardstickMs,
        aim: null,
        aimMs,
      },
    ]
  } finally {
    await close()
  }
}

type Times = Record<'found' | 'frame', number[]>

async function oneRound(page: Page, random: () => number): Promise<Times> {
  const times: Times = { found: [], frame: [] }
  const painted = async () => (await page.evaluate(() => window.paletteBench?.painted())) ?? Number.NaN
  for (let i = 0; i < perRound; i++) {
    await page.evaluate(() => window.paletteBench?.expect(null))
    await page.keyboard.press('F8')
    times.frame.push(await painted())
    const number = String(1000 + Math.floor(random() * 8999))
    const field = page.getByRole('combobox', { name: 'Find anything' })
    await field.fill(`statement ${number.slice(0, -1)}`)
    await page
      .getByRole('option', { name: new RegExp(`^Claim Statement ${number.slice(0, -1)}`) })
      .first()
      .waitFor()
    await page.evaluate((wanted) => window.paletteBench?.expect(wanted), `Statement ${number}`)
    await page.keyboard.press(number.at(-1) ?? '')
    times.found.push(await painted())
  }
  return times
}

declare global {
  interface Window {
    paletteBench?: {
      /** The next key is measured, until all claims in the list begin in this way; without it until a frame. */
      expect(beginning: string | null): void
      /** Milliseconds from the key until what it led to was painted. */
      painted(): Promise<number>
    }
  }
}

/** Runs in the page: watches the palette frame by frame. */
function watchPalette(): void {
  const list = document.querySelector('.palette [role=listbox]')
  if (!list) throw new Error('The palette is not open.')
  const word = document.querySelector('.palette')?.appendChild(document.createElement('span'))
  let done: Promise<number> = Promise.resolve(Number.NaN)
  const found = (beginning: string) => {
    const labels = [...list.querySelectorAll('[role=option]')]
      .filter((option) => option.querySelector('.kind')?.textContent === 'Claim')
      .map((option) => option.querySelector('.ellipsis')?.textContent ?? '')
    return labels.length > 0 && labels.every((label) => label.startsWith(beginning))
  }
  const after = (start: number, ready: () => boolean) =>
    new Promise<number>((resolve, reject) => {
      const look = () => {
        if (performance.now() - start > 20_000) return reject(new Error('The palette finds nothing.'))
        if (!ready()) return requestAnimationFrame(look)
        // A message comes after the frame that is being made now.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now() - start)
        port2.postMessage(null)
      }
      requestAnimationFrame(look)
    })
  window.paletteBench = {
    expect: (beginning) => {
      done = new Promise((resolve) => {
        const onKey = (event: KeyboardEvent) => {
          if (beginning === null && word) word.textContent = String(event.timeStamp)
          resolve(after(event.timeStamp, () => beginning === null || found(beginning)))
        }
        document.addEventListener('keydown', onKey, { capture: true, once: true })
      })
    },
    painted: () => done,
  }
}
