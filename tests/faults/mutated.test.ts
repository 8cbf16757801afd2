import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { checkFile } from '../../db/check-file.ts'
import { AppError } from '../../db/contract/errors.ts'
import { repairProject } from '../../db/repair/repair.ts'
import { long } from '../support/fault-size.ts'
import { makeLargeProject } from '../support/large-project.ts'
import { mutate } from '../support/mutate.ts'
import { aFolder } from '../support/project-files.ts'

const seeds = long ? 100_000 : 60

it(
  `mutated project files are judged without a crash or a hang, and salvaged into sound ones, ${seeds} times`,
  () => {
    const folder = aFolder()
    const pristine = path.join(folder, 'pristine.claimboard')
    makeLargeProject(pristine)
    const bytes = readFileSync(pristine)
    const told: Record<string, number> = {}
    const file = path.join(folder, 'mutated.claimboard')
    for (let seed = 1001; seed <= 1000 + seeds; seed++) {
      const { bytes: mutated, mutation } = mutate(bytes, seed)
      writeFileSync(file, mutated)
      const verdict = checkFile(path.join(folder, 'mutated.claimboard'))
      let outcome = 'salvaged whole'
      try {
        // The repair itself checks what it has made, and would fail here.
        if (!repairProject(file, null).complete) outcome = 'salvaged, losses told'
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'not-a-project'))
          throw new Error(`Seed ${seed}, ${mutation}`, { cause: error })
        outcome = 'nothing left'
      }
      const key = `${verdict.ok ? 'passes the gate' : 'refused by the gate'}, ${outcome}`
      told[key] = (told[key] ?? 0) + 1
    }
    console.log(told)
    expect(Object.values(told).reduce((sum, n) => sum + n, 0)).toBe(seeds)
  },
  24 * 3_600_000,
)
