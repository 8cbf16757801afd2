import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { anyDeeds, live } from '../support/merge-histories.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'claimboard-merges-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// As many as take some seconds; tests/faults/merge-histories.test.ts lives through thousands.
const runs = 40
/** Makes a failing run repeatable: it stands in the title. */
const seed = Number(process.env.CLAIMBOARD_MERGE_SEED ?? Date.now() & 0x7fffffff)
// A run takes a third of a second on a busy machine; one that fails is made smaller, which takes many more.
const patience = 120_000 + runs * 3000

it(
  `Whatever three copies of a project go through, they come to the same (${runs} runs, seed ${seed})`,
  () => {
    const met = { merges: 0, conflicts: 0 }
    fc.assert(
      fc.property(anyDeeds, (deeds) => {
        const { merges, conflicts } = live(deeds, folder)
        met.merges += merges
        met.conflicts += conflicts
      }),
      { numRuns: runs, seed, interruptAfterTimeLimit: patience },
    )
    expect(met.merges).toBeGreaterThan(runs / 4)
    expect(met.conflicts).toBeGreaterThan(runs / 8)
  },
  patience,
)
