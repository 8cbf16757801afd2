// Lives through random histories of three copies of a project, as many as it is told, and prints as JSON what they
// met, or which law did not hold and in what history.
import { mkdtempSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { anyDeeds, live } from './merge-histories.ts'

const [, , runs, seed] = process.argv
const folder = mkdtempSync(path.join(tmpdir(), 'claimboard-merges-'))
const met = { histories: 0, merges: 0, conflicts: 0 }
const result = fc.check(
  fc.property(anyDeeds, (deeds) => {
    const { merges, conflicts } = live(deeds, folder)
    met.histories++
    met.merges += merges
    met.conflicts += conflicts
  }),
  { numRuns: Number(runs), seed: Number(seed) },
)
rmSync(folder, { recursive: true, force: true })
writeSync(
  1,
  `${JSON.stringify({ ...met, failure: result.failed ? fc.defaultReportMessage(result) : null })}\n`,
)
