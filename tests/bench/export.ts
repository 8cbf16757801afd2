import { rmSync } from 'node:fs'
import path from 'node:path'
import { yardstick } from './export-yardstick.ts'
import { interleaved, runProgram, runScript } from './measure.ts'
import type { Result } from './result.ts'

const passages = 200_000

/**
 * CSV export of 200,000 rows of evidence by the real task, the file flushed to the disk included, ÷ the sqlite3
 * command writing the same rows; and how much more memory it takes than the export of a quarter of them.
 *
 * @throws Error when the two files do not hold the same values
 */
export function benchExport(folder: string, rounds: number): Result[] {
  const file = (name: string) => path.join(folder, name)
  runScript('export-project.ts', [file('large.claimboard'), String(passages)])
  runScript('export-project.ts', [file('small.claimboard'), String(passages / 4)])
  const { ours, sqlite, small } = interleaved(rounds, {
    ours: () => runScript('export-task.ts', [file('large.claimboard'), file('ours.csv')]),
    sqlite: () => {
      rmSync(file('theirs.csv'), { force: true })
      const script = yardstick(file('theirs.csv'))
      return runProgram('sqlite3', ['-readonly', file('large.claimboard')], script)
    },
    small: () => runScript('export-task.ts', [file('small.claimboard'), file('small.csv')]),
  })
  const comparison = path.join(import.meta.dirname, 'compare-csv.py')
  runProgram('python3', [comparison, file('ours.csv'), file('theirs.csv')])
  const common = {
    yardstick: '`sqlite3 -csv` of the same query',
    yardstickMs: sqlite.ms,
    peakMiB: ours.peakMiB,
  }
  return [
    { ...common, name: 'CSV export of 200,000 rows', ms: ours.ms, ratio: ours.ms / sqlite.ms, aim: 1 },
    {
      ...common,
      name: 'the same, start of the process included',
      ms: ours.processMs,
      ratio: ours.processMs / sqlite.ms,
      aim: null,
    },
    {
      name: 'its peak memory in MiB',
      yardstick: 'export of 50,000 rows, in MiB',
      ms: ours.peakMiB,
      yardstickMs: small.peakMiB,
      ratio: ours.peakMiB / small.peakMiB,
      aim: null,
    },
  ]
}
