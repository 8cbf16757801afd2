import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { checkFile } from '../../db/check-file.ts'
import { AppError } from '../../db/contract/errors.ts'
import { repairProject } from '../../db/repair/repair.ts'
import { startChild } from '../support/child.ts'
import { seed, tell, times } from '../support/fault-size.ts'
import { inMemory } from '../support/in-memory.ts'
import { makeLargeProject } from '../support/large-project.ts'
import { mutate } from '../support/mutate.ts'
import { aFolder } from '../support/project-files.ts'

function pristineProject(): string {
  const file = path.join(aFolder(), 'pristine.claimboard')
  makeLargeProject(file)
  return file
}

const judged = times(1000, 100_000)

/** How many files a process judges before it is thrown away. */
const batch = 500

// A check takes some milliseconds, and a busy machine a hundred times as long.
const hangs = 60_000

it(
  `mutated project files are judged without a crash or a hang, and what passes can be worked on, ${judged} times`,
  async () => {
    const pristine = pristineProject()
    const folder = inMemory()
    const told: Record<string, number> = {}
    const wrong: string[] = []
    // Seeds of pieces of a long run must not meet.
    const firstSeed = seed * 1_000_000
    for (let done = 0; done < judged; done += batch) {
      const size = Math.min(batch, judged - done)
      const child = startChild('judges-mutants.ts', pristine, folder, String(firstSeed + done), String(size))
      for (let n = 0; n < size; n++) {
        const giveUp = new AbortController()
        const line = await Promise.race([
          child.line(),
          setTimeout(hangs, 'hung', { signal: giveUp.signal }).catch(() => undefined),
        ])
        giveUp.abort()
        const outcome = line ?? 'crashed'
        told[outcome] = (told[outcome] ?? 0) + 1
        if (/^(hung|crashed|not understood)/.test(outcome))
          wrong.push(`Seed ${firstSeed + done + n}: ${outcome}`)
        if (outcome === 'hung' || outcome === 'crashed') break
      }
      await child.kill()
    }
    tell('mutated project files through the gate', told)
    expect(wrong).toEqual([])
  },
  24 * 3_600_000,
)

const repaired = times(40, 2000)

it(
  `mutated project files are salvaged into sound ones, ${repaired} times`,
  () => {
    const bytes = readFileSync(pristineProject())
    const told: Record<string, number> = {}
    const file = path.join(inMemory(), 'mutated.claimboard')
    const firstSeed = seed * 1_000_000
    for (let n = 0; n < repaired; n++) {
      const { bytes: mutated, mutation } = mutate(bytes, firstSeed + n)
      writeFileSync(file, mutated)
      const verdict = checkFile(file)
      let outcome = 'salvaged whole'
      try {
        // The repair itself checks what it has made, and would fail here.
        if (!repairProject(file, null).complete) outcome = 'salvaged, losses told'
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'not-a-project'))
          throw new Error(`Seed ${firstSeed + n}, ${mutation}`, { cause: error })
        outcome = 'nothing left'
      }
      const key = `${verdict.ok ? 'passed' : 'refused'} by the gate, ${outcome}`
      told[key] = (told[key] ?? 0) + 1
    }
    tell('mutated project files salvaged', told)
    expect(Object.values(told).reduce((sum, count) => sum + count, 0)).toBe(repaired)
  },
  24 * 3_600_000,
)
