import fs from 'node:fs'
import path from 'node:path'

// Enough for months of ordinary use; with its predecessor, small enough to send to somebody.
const LARGEST_BYTES = 1024 * 1024

/** Where a profile has its log. */
export function logFile(profile: string): string {
  return path.join(profile, 'logs', 'claimboard.log')
}

/** The log file of a profile. It holds traces and references, no sentence of any document. */
export function openLog(profile: string): (text: string) => void {
  const current = logFile(profile)
  const folder = path.dirname(current)
  return (text) => {
    const line = `${new Date().toISOString()} ${text}\n`
    try {
      fs.mkdirSync(folder, { recursive: true })
      if (sizeOf(current) > LARGEST_BYTES) fs.renameSync(current, path.join(folder, 'claimboard.1.log'))
      fs.appendFileSync(current, line)
    } catch (error) {
      // A full disk must not keep the program from working; whoever started it by hand sees the line.
      process.stderr.write(`The log could not be written (${String(error)}): ${line}`)
    }
  }
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
