import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkFile } from '../../db/check-file.ts'
import { openProject } from '../../db/project.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { builtCommandLine, type CommandLine } from '../support/command-line.ts'
import { anna } from '../support/factories.ts'
import { long } from '../support/fault-size.ts'
import { makeLargeProject } from '../support/large-project.ts'
import { randomFrom } from '../support/mutate.ts'
import { aFolder } from '../support/project-files.ts'

/** strace makes system calls fail in a program that knows nothing of it. */
const mayInject = spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0

/** Calls by which files are written, and how each may fail. */
const faults = [
  ['pwrite64', 'ENOSPC'],
  ['pwrite64', 'EIO'],
  ['write', 'ENOSPC'],
  ['fdatasync,fsync', 'EIO'],
  ['ftruncate', 'EIO'],
  ['rename', 'EACCES'],
  ['link', 'EIO'],
  ['unlink', 'EACCES'],
] as const

const operations = ['import', 'export', 'share', 'backup'] as const
type Operation = (typeof operations)[number]

let claimboard: CommandLine
let pristine: string
let text: string
let exported: Buffer

beforeAll(() => {
  claimboard = builtCommandLine()
  const folder = aFolder()
  pristine = path.join(folder, 'pristine.claimboard')
  makeLargeProject(pristine)
  text = path.join(folder, 'new.txt')
  writeFileSync(text, 'Port closed after fire. '.repeat(500))
  exported = claimboard.bytes('export', pristine)
})

function wordsOf(operation: Operation, file: string, out: string): string[] {
  switch (operation) {
    case 'import':
    // The first import after half an hour backs the project up at its end.
    case 'backup':
      return ['import', file, text]
    case 'export':
      return ['export', file, '-o', out]
    case 'share':
      return ['share', file, out]
  }
}

function documentsIn(file: string): number {
  const project = openProject(file, { analyst: anna })
  try {
    const { problems } = runTaskSync(verifyProject(project.db), { extract: () => expect.fail() })
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    return project.db.value<number>(sql`select count(*) from live_document`) ?? 0
  } finally {
    project.close()
  }
}

const rounds = long ? 40 : 1

describe.skipIf(!mayInject)('a system call that fails, once or from then on', () => {
  it(
    'leaves the project whole, and each result complete or absent; doing it again works',
    () => {
      const random = randomFrom(7)
      const told: Record<string, number> = {}
      for (let round = 0; round < rounds; round++) {
        for (const operation of operations) {
          for (const [calls, error] of faults) {
            for (const persistent of [false, true]) {
              const folder = aFolder()
              const profile = aFolder()
              const file = path.join(folder, 'project.claimboard')
              const out = path.join(folder, operation === 'export' ? 'out.csv' : 'out.claimboard')
              copyFileSync(pristine, file)
              const when = `${1 + Math.floor(random() ** 2 * 40)}${persistent ? '+' : ''}`
              // Of plain writes only those into files of this run: standard output is one, too.
              const paths = calls === 'write' ? ['-P', out, '-P', file] : []
              const line = claimboard.with({ profile })
              const run = spawnSync(
                'strace',
                [
                  '-f',
                  '-qq',
                  '-o',
                  '/dev/null',
                  ...paths,
                  '-e',
                  `inject=${calls}:error=${error}:when=${when}`,
                  ...line.start,
                  ...wordsOf(operation, file, out),
                ],
                { env: line.env, encoding: 'utf8', timeout: 120_000 },
              )
              const name = `${operation} ${calls} ${error} ${when}`
              expect([name, run.status === 0 || run.status === 1, run.stderr]).toEqual([
                name,
                true,
                run.stderr,
              ])
              const documents = documentsIn(file)
              expect([name, documents >= 12 && documents <= 13]).toEqual([name, true])
              if (run.status === 0 && (operation === 'import' || operation === 'backup'))
                expect([name, documents]).toEqual([name, 13])
              if (operation === 'export' && (run.status === 0 || existsSync(out)))
                expect([name, readFileSync(out).equals(exported)]).toEqual([name, true])
              if (operation === 'share' && (run.status === 0 || existsSync(out)))
                expect([name, checkFile(out)]).toEqual([name, { ok: true }])
              for (const copy of backupsIn(profile))
                expect([name, checkFile(copy)]).toEqual([name, { ok: true }])
              rmSync(out, { force: true })
              expect([name, line(...wordsOf(operation, file, out)).status]).toEqual([name, 0])
              const key = `${operation}: ${run.status === 0 ? 'done all the same' : 'failed and said so'}`
              told[key] = (told[key] ?? 0) + 1
            }
          }
        }
      }
      console.log(told)
    },
    24 * 3_600_000,
  )
})

/** Backups that have their names. */
function backupsIn(profile: string): string[] {
  const place = path.join(profile, 'backups')
  if (!existsSync(place)) return []
  return readdirSync(place).flatMap((project) =>
    readdirSync(path.join(place, project))
      .filter((name) => /^\d.*\.claimboard$/.test(name))
      .map((name) => path.join(place, project, name)),
  )
}
