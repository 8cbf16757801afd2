import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { interleaved, runScript } from './measure.ts'
import { articleOf, randomFrom } from './random.ts'
import type { Result } from './result.ts'

const files = 2_000
const bytesPerFile = 5_000

/** Import of 2,000 texts of 5 KB by the real task ÷ bare inserts of the same texts with a full-text index. */
export function benchImport(folder: string, rounds: number): Result[] {
  const texts = path.join(folder, 'texts')
  mkdirSync(texts)
  const random = randomFrom(1)
  for (let i = 0; i < files; i++) {
    writeFileSync(path.join(texts, `${String(i).padStart(4, '0')}.txt`), articleOf(bytesPerFile, random))
  }
  const fresh = (name: string) => {
    const file = path.join(folder, name)
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
    return file
  }
  const { ours, raw } = interleaved(rounds, {
    ours: () => runScript('import-task.ts', [texts, fresh('import.claimboard')]),
    raw: () => runScript('import-raw.ts', [texts, fresh('raw.sqlite')]),
  })
  return [
    {
      name: 'Import of 2,000 texts of 5 KB',
      yardstick: 'better-sqlite3 inserts of the same texts with FTS, one transaction',
      ms: ours.ms,
      yardstickMs: raw.ms,
      ratio: ours.ms / raw.ms,
      aim: 1.3,
      peakMiB: ours.peakMiB,
    },
  ]
}
