import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { interleaved, type Run, runProgram, runScript } from './measure.ts'
import type { Result } from './result.ts'

const sizes = { small: 10, large: 1024 }

/**
 * Project files as such: opening and closing those of 10 MiB and of 1 GiB ÷ the same by bare SQLite; a copy to share
 * and a backup, both checked, ÷ `cp` with a flush; the gate for files from elsewhere ÷ tools that read as much.
 */
export function benchFiles(folder: string, rounds: number): Result[] {
  const place = path.join(folder, 'files')
  const profile = path.join(place, 'profile')
  mkdirSync(profile, { recursive: true })
  const file = (name: string) => path.join(place, `${name}.claimboard`)
  for (const [name, size] of Object.entries(sizes)) {
    runScript('sized-project.ts', [file(name), String(size), profile])
    // Bare SQLite gets one of its own: what it writes would make the program's look like a file from elsewhere.
    copyFileSync(file(name), file(`${name}-raw`))
  }
  const ours = (part: string, name: string) => () =>
    runScript('project-task.ts', [part, file(name), profile, file('copy')])
  const raw = (part: string, name: string) => () => runScript('project-raw.ts', [part, file(`${name}-raw`)])
  const shell = (script: string, ...args: string[]) => runProgram('sh', ['-ec', script, 'sh', ...args])
  try {
    const runs = interleaved(rounds, {
      openSmall: ours('open', 'small'),
      openSmallRaw: raw('open', 'small'),
      closeSmall: ours('close', 'small'),
      closeSmallRaw: raw('close', 'small'),
      openLarge: ours('open', 'large'),
      openLargeRaw: raw('open', 'large'),
      closeLarge: ours('close', 'large'),
      closeLargeRaw: raw('close', 'large'),
      copy: ours('copy', 'large'),
      backup: ours('backup', 'large'),
      cp: () => {
        const run = shell('cp "$1" "$2" && sync "$2"', file('large'), file('cp'))
        rmSync(file('cp'))
        return run
      },
      gate: ours('gate', 'large'),
      first: () => {
        const [stranger, known] = [file('stranger'), path.join(place, 'stranger')]
        copyFileSync(file('large'), stranger)
        const run = runScript('project-task.ts', ['first', stranger, known])
        rmSync(stranger)
        rmSync(known, { recursive: true })
        return run
      },
      tools: () =>
        shell('sqlite3 -readonly "$1" "pragma integrity_check" && sha256sum "$1"', file('large-raw')),
    })
    const least = 'better-sqlite3: open, read the list of documents'
    const back = 'better-sqlite3: write the log back after one change, close'
    const copied = '`cp` and `sync` of the file'
    const read = '`sqlite3` with `pragma integrity_check`, and `sha256sum`'
    return [
      line(
        'Project of 10 MB: opened until its documents are listed',
        least,
        runs.openSmall,
        runs.openSmallRaw,
      ),
      line('the same closed after a change', back, runs.closeSmall, runs.closeSmallRaw),
      line(
        'Project of 1 GB: opened until its documents are listed',
        least,
        runs.openLarge,
        runs.openLargeRaw,
      ),
      line('the same closed after a change', back, runs.closeLarge, runs.closeLargeRaw),
      line('A copy of it to share, read back', copied, runs.copy, runs.cp),
      line('A backup of it, read back with all checksums', copied, runs.backup, runs.cp),
      line('The gate, for a file of 1 GB from elsewhere', read, runs.gate, runs.tools),
      line('the same with the private copy and a new index: its first opening', read, runs.first, runs.tools),
    ]
  } finally {
    rmSync(place, { recursive: true })
  }
}

function line(name: string, yardstick: string, ours: Run, theirs: Run): Result {
  const { ms, peakMiB } = ours
  return { name, yardstick, ms, yardstickMs: theirs.ms, ratio: ms / theirs.ms, aim: null, peakMiB }
}
