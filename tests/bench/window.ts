import path from 'node:path'
import { launch } from '../support/electron.ts'
import { median } from './measure.ts'
import type { Result } from './result.ts'

const root = path.resolve(import.meta.dirname, '../..')
const bare = path.join(import.meta.dirname, 'bare-window')

// Launches vary by a third on a busy machine; their median needs more of them than other work does.
const launchesPerRound = 3

/**
 * From the start of the process until the first screen can be clicked ÷ the same for an Electron application
 * with a bare window. Launches are interleaved, each in a fresh profile.
 */
export async function benchWindow(_folder: string, rounds: number): Promise<Result[]> {
  const ours: number[] = []
  const yardstick: number[] = []
  for (let launch = 0; launch <= rounds * launchesPerRound; launch++) {
    const runs = [await untilUsable(bare, 'Ready'), await untilUsable(root, /New project/)] as const
    // The first ones bring the program into the disk's cache.
    if (launch === 0) continue
    yardstick.push(runs[0])
    ours.push(runs[1])
  }
  const ms = median(ours)
  const yardstickMs = median(yardstick)
  return [
    {
      name: 'Window usable after the start',
      yardstick: 'a bare Electron window, launches interleaved',
      ms,
      yardstickMs,
      ratio: ms / yardstickMs,
      aim: 1.4,
    },
  ]
}

/** Milliseconds until a button can be clicked in the first window. */
async function untilUsable(folder: string, button: string | RegExp): Promise<number> {
  const start = performance.now()
  const { page, close } = await launch({}, folder)
  try {
    await page.getByRole('button', { name: button }).first().click({ trial: true })
    return performance.now() - start
  } finally {
    await close()
  }
}
