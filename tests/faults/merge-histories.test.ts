import { availableParallelism } from 'node:os'
import { expect, it } from 'vitest'
import { startChild } from '../support/child.ts'
import { seed, tell, times } from '../support/fault-size.ts'

interface Lived {
  readonly histories: number
  readonly merges: number
  readonly conflicts: number
  /** What did not hold, and the history that shows it. */
  readonly failure: string | null
}

const histories = times(1000, 10_000)
// fast-check's seeds are 32 bits wide; those of pieces and of processes must not meet.
const seedOf = (worker: number) => (seed * 65_536 + worker) & 0x7fffffff

it(
  `whatever three copies of a project go through, they come to the same (${histories} histories)`,
  async () => {
    const workers = availableParallelism()
    const lived = await Promise.all(
      Array.from({ length: workers }, async (_, worker) => {
        const share = Math.floor(histories / workers) + (worker < histories % workers ? 1 : 0)
        const child = startChild('lives-histories.ts', String(share), String(seedOf(worker)))
        const [line] = await child.rest()
        if (line === undefined)
          throw new Error(`A process ended with ${await child.ended()} and said nothing.`)
        return JSON.parse(line) as Lived
      }),
    )
    const sum = (of: (one: Lived) => number) => lived.reduce((total, one) => total + of(one), 0)
    const failures = lived.flatMap(({ failure }) => failure ?? [])
    const met = {
      histories: sum((one) => one.histories),
      merges: sum((one) => one.merges),
      conflicts: sum((one) => one.conflicts),
      failed: failures.length,
    }
    tell('merge histories', met)
    expect(failures).toEqual([])
    expect(met.histories).toBe(histories)
    // They have met what they are about.
    expect(met.merges).toBeGreaterThan(histories / 4)
    expect(met.conflicts).toBeGreaterThan(histories / 8)
  },
  24 * 3_600_000,
)
