import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../db/contract/contract.ts'
import { AppError } from '../../db/contract/errors.ts'
import { exportFile } from '../../db/export/export-file.ts'
import { plainError } from '../../db/plain-error.ts'
import { createProject } from '../../db/project.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import type { ReadableDb } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { exported } from '../support/exported.ts'
import { aDocument, anna, aPassage, type TestProject, testProject } from '../support/factories.ts'

let folder: string
let project: TestProject

beforeAll(() => {
  project = testProject()
  project.write((w) => {
    const document = aDocument(w, 'words '.repeat(3_000))
    for (let at = 0; at < 12_000; at++) aPassage(w, document, [at, at + 40])
  })
})

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'claimboard-export-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Options extends Partial<Input<'export.file'>> {
  readonly cancelAt?: number
  readonly onStep?: () => void
  readonly db?: ReadableDb
}

/** Exports the evidence; `onStep` may throw or change the world, `cancelAt` cancels at that step. */
function write(target: string, options: Options = {}) {
  const { cancelAt, onStep, db = project.db, ...rest } = options
  const input = {
    what: 'evidence',
    format: 'csv',
    dialect: 'exact',
    separator: ',',
    target,
    ...rest,
  } as const
  const { context } = project.project
  let steps = 0
  return runTaskSync(exportFile({ ...context, db }, input), {
    extract: () => {
      throw new Error('An export extracts nothing.')
    },
    onProgress: () => onStep?.(),
    cancelled: () => steps++ === cancelAt,
  })
}

/** The code of the error that `work` ends in. */
function failure(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return error instanceof AppError ? error.code : plainError(error).code
  }
  return 'none'
}

describe('An export to a file', () => {
  it('writes what an export to a stream writes, and says how much', () => {
    const target = path.join(folder, 'out.csv')
    const { rows, bytes } = write(target)
    expect(readFileSync(target).equals(exported(project.db, {}))).toBe(true)
    expect([rows, bytes]).toEqual([12_000, statSync(target).size])
    expect(readdirSync(folder)).toEqual(['out.csv'])
  })

  it('leaves nothing behind when it is cancelled, at any step', () => {
    for (const cancelAt of [0, 1, 2, 3]) {
      expect(failure(() => write(path.join(folder, 'out.csv'), { cancelAt }))).toBe('cancelled')
      expect(readdirSync(folder)).toEqual([])
    }
  })

  it('leaves what was there before when it is cancelled or fails', () => {
    const target = path.join(folder, 'out.csv')
    writeFileSync(target, 'before')
    expect(failure(() => write(target, { cancelAt: 2 }))).toBe('cancelled')
    expect(failure(() => write(target, { columns: ['nothing'] }))).toBe('invalid')
    expect(readFileSync(target, 'utf8')).toBe('before')
    expect(readdirSync(folder)).toEqual(['out.csv'])
  })

  it('replaces a file, keeping its permissions, and follows a link to it', () => {
    const target = path.join(folder, 'out.csv')
    const link = path.join(folder, 'link.csv')
    writeFileSync(target, 'before', { mode: 0o600 })
    symlinkSync(target, link)
    write(link)
    expect(readFileSync(target, 'utf8')).toMatch(/^document_id,/)
    expect(statSync(target).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).sort()).toEqual(['link.csv', 'out.csv'])
  })

  it('says when the folder is not there, or vanishes', () => {
    expect(failure(() => write(path.join(folder, 'none', 'out.csv')))).toBe('not-found')
    const vanishing = path.join(folder, 'vanishing')
    mkdirSync(vanishing)
    const onStep = () => rmSync(vanishing, { recursive: true, force: true })
    expect(failure(() => write(path.join(vanishing, 'out.csv'), { onStep }))).toBe('not-found')
    expect(readdirSync(folder)).toEqual([])
  })

  it('refuses a folder as its target', () => {
    expect(failure(() => write(folder))).toBe('invalid')
  })

  it('never overwrites a project, its own least of all', () => {
    const other = path.join(folder, 'other.claimboard')
    createProject(other, 'Other', anna)
    const alias = path.join(folder, 'alias.csv')
    symlinkSync(project.path, alias)
    for (const target of [project.path, `${project.path}-wal`, alias, other]) {
      const before = statSync(target, { throwIfNoEntry: false })?.size
      expect(failure(() => write(target))).toBe('conflict')
      expect(statSync(target, { throwIfNoEntry: false })?.size).toBe(before)
    }
  })

  it('writes straight to what is not a file', () => {
    expect(write('/dev/null').rows).toBe(12_000)
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  it('ends in a clear message when the device is full', () => {
    expect(failure(() => write('/dev/full'))).toBe('disk-full')
  })

  it('leaves nothing half done on a full disk', ({ skip }) => {
    const disk = path.join(folder, 'disk')
    mkdirSync(disk)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk])
    skip(mounted.status !== 0, 'Only an administrator can make a small disk.')
    try {
      const target = path.join(disk, 'out.csv')
      writeFileSync(target, 'before')
      expect(failure(() => write(target))).toBe('disk-full')
      expect(readdirSync(disk)).toEqual(['out.csv'])
      expect(readFileSync(target, 'utf8')).toBe('before')
    } finally {
      spawnSync('umount', [disk])
    }
  })

  it('leaves nothing half done on a medium that cannot be written', ({ skip }) => {
    const disk = path.join(folder, 'disk')
    mkdirSync(disk)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', disk])
    skip(mounted.status !== 0, 'Only an administrator can make such a medium.')
    try {
      expect(failure(() => write(path.join(disk, 'out.csv')))).toBe('read-only')
      expect(readdirSync(disk)).toEqual([])
    } finally {
      spawnSync('umount', [disk])
    }
  })
})

describe('An export', () => {
  it('is of one moment, whatever is written meanwhile', () => {
    const before = exported(project.db, {})
    const target = path.join(folder, 'out.csv')
    const snapshot = openSnapshot(project.path)
    const add = () => project.write((w) => aPassage(w, aDocument(w, 'More words.'), 'words'))
    write(target, { db: snapshot.db, onStep: add })
    snapshot.close()
    expect(readFileSync(target).equals(before)).toBe(true)
    expect(exported(project.db, {}).equals(before)).toBe(false)
  })
})
