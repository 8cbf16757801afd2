import { copyFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { interleaved, type Run, runScript } from './measure.ts'
import type { Result } from './result.ts'

const changes = 50_000

/** An action that changes 50,000 claims, and its undo, ÷ bare updates of the same rows in one transaction. */
export function benchUndo(folder: string, rounds: number): Result[] {
  const file = path.join(folder, 'claims.claimboard')
  runScript('export-project.ts', [file, String(changes), '1'])
  const fresh = () => {
    const copy = path.join(folder, 'undo.claimboard')
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true })
    copyFileSync(file, copy)
    return copy
  }
  const { done, undone, raw } = interleaved(rounds, {
    done: () => runScript('undo-task.ts', [fresh(), 'do']),
    undone: () => runScript('undo-task.ts', [fresh(), 'undo']),
    raw: () => runScript('project-raw.ts', ['update', fresh()]),
  })
  return [line('An action that changes 50,000 claims', done, raw), line('the undo of it', undone, raw)]
}

function line(name: string, ours: Run, raw: Run): Result {
  const yardstick = 'better-sqlite3 updates of the same 50,000 rows, one transaction'
  const { ms, peakMiB } = ours
  return { name, yardstick, ms, yardstickMs: raw.ms, ratio: ms / raw.ms, aim: null, peakMiB }
}
