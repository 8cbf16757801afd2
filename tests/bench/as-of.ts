import path from 'node:path'
import { interleaved, type Run, runScript } from './measure.ts'
import type { Result } from './result.ts'

const claims = 100_000
const mebibytes = 1024

/**
 * The project as it was, over 100,000 later changes and of a file of 1 GiB ÷ bare SQLite, which copies the same file and
 * writes what the same rows of the journal say was before.
 */
export function benchAsOf(folder: string, rounds: number): Result[] {
  const file = (name: string) => path.join(folder, `${name}.claimboard`)
  runScript('export-project.ts', [file('many'), String(claims), '1'])
  runScript('sized-project.ts', [file('large'), String(mebibytes), path.join(folder, 'profile')])
  for (const name of ['many', 'large']) runScript('as-of-task.ts', ['prepare', file(name)])
  const ours = (name: string) => () => runScript('as-of-task.ts', ['go', file(name)])
  const raw = (name: string) => () => runScript('project-raw.ts', ['back', file(name)])
  const runs = interleaved(rounds, {
    many: ours('many'),
    manyRaw: raw('many'),
    large: ours('large'),
    largeRaw: raw('large'),
  })
  const yardstick = 'better-sqlite3: `vacuum into`, the values before out of the same rows of the journal'
  return [
    line(
      'A project of 100,000 claims as it was before each of them changed',
      yardstick,
      runs.many,
      runs.manyRaw,
    ),
    line('A project of 1 GB as it was', yardstick, runs.large, runs.largeRaw),
  ]
}

function line(name: string, yardstick: string, ours: Run, theirs: Run): Result {
  const { ms, peakMiB } = ours
  return { name, yardstick, ms, yardstickMs: theirs.ms, ratio: ms / theirs.ms, aim: null, peakMiB }
}
