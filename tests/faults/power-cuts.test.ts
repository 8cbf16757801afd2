import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openProject } from '../../db/project.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { Disk } from '../support/disk-model.ts'
import { mayTrace, needsStrace, record } from '../support/disk-trace.ts'
import { anna } from '../support/factories.ts'
import { faultOperations, leftIn, temporaryIn } from '../support/fault-operations.ts'
import { seed, tell, times } from '../support/fault-size.ts'
import { cutPower } from '../support/power.ts'
import { aFolder, aProjectFile } from '../support/project-files.ts'

const writer = path.resolve(import.meta.dirname, '../support/writes-recorded.ts')

type Journal = 'wal' | 'delete'

/** What became of the writes of a program whose power was cut again and again. */
interface Outcome {
  readonly cuts: number
  /** Cuts after which something that was acknowledged is not there. */
  readonly lost: number
  /** What else is wrong: the project cannot be opened, is damaged, or shows half of an action. */
  readonly broken: readonly string[]
}

function cutWrites(journal: Journal, cuts: number, synchronous: readonly string[] = []): Outcome {
  const folder = aFolder()
  const file = aProjectFile('test.claimboard', folder)
  const disk = new Disk(folder)
  const { events, status, stderr } = record(folder, [process.execPath, writer, file, journal, ...synchronous])
  expect([status, stderr]).toEqual([0, ''])
  const broken: string[] = []
  let lost = 0
  for (const { place, at, said } of cutPower(disk, events, cuts, seed)) {
    try {
      const saved = savedIn(path.join(place, 'test.claimboard'), journal)
      if (saved < said.length) lost++
      // What was being saved may be there; nothing that had not begun.
      if (saved > said.length + 1) broken.push(`At ${at}, action ${saved} is there already.`)
      if (readdirSync(place).join() !== 'test.claimboard')
        broken.push(`At ${at}, left: ${readdirSync(place)}`)
    } catch (error) {
      broken.push(`At ${at}: ${error}`)
    }
  }
  return { cuts, lost, broken }
}

/** Opens what is left, as the program does, and returns how many of the writer's actions are in it. */
function savedIn(file: string, journal: Journal): number {
  const project = openProject(file, { analyst: anna, mustWrite: true, journal })
  try {
    const { problems } = runTaskSync(verifyProject(project.db), { extract: () => expect.fail() })
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '))
    const numbers = project.db.column<string>(
      sql`select name from live_tag where name <> 'Denials' order by position`,
    )
    const marked = project.db.value<string | null>(
      sql`select description from live_tag where name = 'Denials'`,
    )
    const whole = numbers.every((number, index) => number === String(index + 1))
    if (!whole || Number(marked ?? 0) !== numbers.length) {
      throw new Error(`Half of an action: marked ${marked}, made ${numbers}`)
    }
    // Work goes on.
    project.history?.undo()
    return numbers.length
  } finally {
    project.close()
  }
}

const cuts = times(300, 20_000)
/** Losses are found soon where there are any. */
const controlCuts = Math.max(75, Math.ceil(cuts / 4))
/** Each looks at everything in the project, and at its backups. */
const operationCuts = times(30, 2000)

function countsOf({ cuts: tried, lost, broken }: Outcome) {
  return { cuts: tried, lost, broken: broken.length }
}

describe.skipIf(!mayTrace)(`a power cut while a program writes${needsStrace}`, () => {
  it.each(['wal', 'delete'] as const)(
    'loses nothing that was acknowledged (journal %s)',
    (journal) => {
      const outcome = cutWrites(journal, cuts)
      tell(`power cuts during writes, journal ${journal}`, countsOf(outcome))
      expect(outcome).toMatchObject({ lost: 0, broken: [] })
    },
    24 * 3_600_000,
  )

  it.each([
    ['wal', 'normal'],
    ['delete', 'full'],
  ] as const)(
    'would be noticed if it lost something: journal %s with synchronous=%s does',
    (journal, synchronous) => {
      const outcome = cutWrites(journal, controlCuts, [synchronous])
      tell(
        `power cuts during writes, journal ${journal}, synchronous=${synchronous} (control)`,
        countsOf(outcome),
      )
      expect(outcome.lost).toBeGreaterThan(0)
    },
    24 * 3_600_000,
  )
})

describe.skipIf(!mayTrace)(`a power cut while a command works${needsStrace}`, () => {
  it.each(mayTrace ? faultOperations() : [])(
    '$name: leaves all or nothing, and all of it once that was said',
    async (operation) => {
      const folder = aFolder()
      operation.prepare(folder)
      const disk = new Disk(folder)
      const { events, status } = record(folder, operation.command(folder), {
        env: operation.env(folder),
        except: temporaryIn(folder),
      })
      expect(status).toBe(0)
      const told = { cuts: operationCuts, before: 0, after: 0, lost: 0 }
      const broken: string[] = []
      for (const { place, at, said, ended } of cutPower(disk, events, operationCuts, seed)) {
        const { acknowledges } = operation
        try {
          const state = await operation.stateOf(place)
          told[state]++
          const done = ended || (acknowledges !== null && said.some((line) => acknowledges.test(line)))
          if (done && state === 'before') told.lost++
          const left = leftIn(place)
          if (left.length > 0) broken.push(`At ${at}, left: ${left}`)
        } catch (error) {
          broken.push(`At ${at} of ${events.length}: ${error}`)
        }
      }
      tell(`power cuts, ${operation.name}`, { ...told, broken: broken.length })
      expect([told.lost, broken]).toEqual([0, []])
    },
    24 * 3_600_000,
  )
})
