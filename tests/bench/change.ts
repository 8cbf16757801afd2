import { copyFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { interleaved, type Run, runScript } from './measure.ts'
import type { Result } from './result.ts'

const claims = 100_000
/** What comes after it waits for this long: a click should not be felt to. */
const aimMs = 50

/** From a small change in a large project until the store has answered what the window asks for again, and is free. */
export function benchChange(folder: string, rounds: number): Result[] {
  const file = path.join(folder, 'change.claimboard')
  runScript('export-project.ts', [file, String(claims), '1'])
  const fresh = () => {
    const copy = path.join(folder, 'changed.claimboard')
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true })
    copyFileSync(file, copy)
    return copy
  }
  const { lists, table, raw } = interleaved(rounds, {
    lists: () => runScript('change-task.ts', [fresh()]),
    table: () => runScript('change-task.ts', [fresh(), 'table']),
    raw: () => runScript('change-raw.ts', [fresh()]),
  })
  return [
    line('100,000 claims: from a new one until the store has answered the window and is free', lists, raw),
    line('the same with the evidence table in front', table, raw),
  ]
}

function line(name: string, { ms, peakMiB }: Run, raw: Run): Result {
  const yardstick = 'better-sqlite3: insert the rows of the claim, read the rows of the same lists'
  return { name, yardstick, ms, yardstickMs: raw.ms, ratio: ms / raw.ms, aim: null, aimMs, peakMiB }
}
