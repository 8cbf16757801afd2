import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandIsThere } from '../support/command-is-there.ts'
import { faultOperations, type Operation, problemsAfter, run } from '../support/fault-operations.ts'
import { seed, tell, times } from '../support/fault-size.ts'
import { randomFrom } from '../support/mutate.ts'
import { aFolder } from '../support/project-files.ts'
import { aSmallDisk, mayMount } from '../support/small-disk.ts'

/** Sets the limit of the size of a file that a process may write (`ulimit -f`). */
const mayLimit = commandIsThere('prlimit', '--version')
const needsPrlimit = mayLimit ? '' : ' (skipped: needs prlimit, apt-get install util-linux)'
const needsRoot = mayMount ? '' : ' (skipped: needs the right to mount, run it as root)'

const operations = faultOperations()
const trials = times(3, 200)

/** How many bytes the files of a folder have, and the largest of them. */
function sizesIn(folder: string): { all: number; largest: number } {
  const sizes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(path.join(entry.parentPath, entry.name)).size)
  return { all: sizes.reduce((sum, size) => sum + size, 0), largest: Math.max(0, ...sizes) }
}

function prepared(operation: Operation): string {
  const folder = aFolder()
  operation.prepare(folder)
  return folder
}

class Told {
  runs = 0
  failed = 0
  readonly wrong: string[] = []

  async judge(
    name: string,
    operation: Operation,
    folder: string,
    ran: ReturnType<typeof run>,
    after?: () => void,
  ) {
    this.runs++
    if (ran.status !== 0 || ran.stderr !== '') this.failed++
    after?.()
    const problems = await problemsAfter(operation, folder, ran)
    this.wrong.push(...problems.map((problem) => `${operation.name}, ${name}: ${problem}`))
  }

  tell(what: string) {
    const { runs, failed, wrong } = this
    tell(what, {
      runs,
      'failed and said so': failed,
      'done all the same': runs - failed,
      wrong: wrong.length,
    })
    expect(wrong).toEqual([])
  }
}

describe.skipIf(!mayLimit)(`a limit on the size of files${needsPrlimit}`, () => {
  it.each(operations)(
    '$name: leaves all or nothing, says what is wrong, and can be done without the limit',
    async (operation) => {
      const random = randomFrom(seed)
      const told = new Told()
      const { largest } = sizesIn(prepared(operation))
      for (let n = 0; n < trials; n++) {
        // From nothing at all to more than is needed; half of them where it becomes tight.
        const bytes = Math.floor(n % 2 === 0 ? largest * 1.6 * random() : largest * (0.9 + 0.4 * random()))
        const folder = prepared(operation)
        const ran = run(operation, folder, ['prlimit', `--fsize=${bytes}`])
        await told.judge(`${bytes} bytes`, operation, folder, ran)
      }
      told.tell(`file-size limits, ${operation.name}`)
    },
    24 * 3_600_000,
  )
})

describe.skipIf(!mayMount)(`a disk that becomes full${needsRoot}`, () => {
  it.each(operations)(
    '$name: leaves all or nothing, says what is wrong, and can be done once there is space',
    async (operation) => {
      const random = randomFrom(seed)
      const told = new Told()
      const disk = aSmallDisk(32)
      const { all } = sizesIn(prepared(operation))
      for (let n = 0; n < trials; n++) {
        const folder = path.join(disk.folder, 'work')
        mkdirSync(folder)
        operation.prepare(folder)
        // Private copies lie elsewhere every other time: then all of the room is for the project's own disk.
        const elsewhere = n % 2 === 0
        const aside = aFolder()
        const own = elsewhere
          ? { ...operation, env: () => ({ ...operation.env(folder), TMPDIR: aside }) }
          : operation
        const free = (all * 3 * random() ** 2) / 2 ** 20
        disk.fill(free)
        const ran = run(own, folder)
        await told.judge(`${free.toFixed(2)} MB free`, operation, folder, ran, () => disk.makeSpace())
        rmSync(folder, { recursive: true })
      }
      told.tell(`full disks, ${operation.name}`)
    },
    24 * 3_600_000,
  )
})
