import { isatty } from 'node:tty'
import type { Progress } from '../contract/protocol.ts'
import { writeError } from './output.ts'
import { cutTo, harmless, oneLine } from './terminal-text.ts'

// Often enough to look alive, seldom enough to cost nothing.
const refreshMs = 100

// One less than the narrowest terminal in use: a line that wraps could not be taken back.
const widest = 79

/** A line on standard error that tells how far a task is; only where somebody is looking. */
export function progressLine(): { show(progress: Progress): void; clear(): void } {
  if (!isatty(2)) return { show: () => {}, clear: () => {} }
  let last = 0
  return {
    show: ({ done, total, note }) => {
      if (Date.now() - last < refreshMs) return
      last = Date.now()
      const amount = total === null ? String(done) : `${Math.floor((100 * done) / Math.max(1, total))} %`
      writeError(`\r\x1b[K${cutTo(harmless(oneLine(`${amount}  ${note}`)), widest)}`)
    },
    clear: () => {
      if (last > 0) writeError('\r\x1b[K')
    },
  }
}
