import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import type { AppError } from '../../db/contract/errors.ts'
import { historyState } from '../../db/history.ts'
import { extractSync } from '../../db/import/extract-runner.ts'
import { plainError } from '../../db/plain-error.ts'
import { type OpenProject, openProject } from '../../db/project.ts'
import { answer, startWriter } from '../../db/run.ts'
import { shareProject } from '../../db/share.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { anna } from '../support/factories.ts'
import { aFolder, aProjectFile } from '../support/project-files.ts'
import { aSmallDisk, mayMount } from '../support/small-disk.ts'

const tag = (project: OpenProject, name: string, description?: string) =>
  answer(handlers, project, 'tags.create', { name, ...(description ? { description } : {}) })

function failure(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    return plainError(error)
  }
  return expect.fail('It did not fail.')
}

function expectSound(project: OpenProject): void {
  const { problems } = runTaskSync(verifyProject(project.db), { extract: () => expect.fail() })
  expect(problems).toEqual([])
}

const names = (project: OpenProject) =>
  project.db.column<string>(sql`select name from live_tag order by name`)

// Without the right to mount there is no small disk: the fault runs show the same by failing system calls.
describe.skipIf(!mayMount)('a disk that fails under an open project', () => {
  describe.each(['wal', 'delete'] as const)('with the journal %s', (journal) => {
    it('is full: the command says so, has done nothing, and works once there is space', () => {
      const disk = aSmallDisk(4)
      const file = aProjectFile('test.claimboard', disk.folder)
      const project = openProject(file, { analyst: anna, journal })
      tag(project, 'Before')
      const undo = historyState(project.db)
      disk.fill()
      const long = 'x'.repeat(90_000)
      let made = 0
      // What is left in the journal's last pages may still take one.
      const full = failure(() => {
        for (; made < 50; made++) tag(project, `Full ${made}`, long)
      })
      expect(full).toMatchObject({ code: 'disk-full', message: expect.stringContaining('make some space') })
      expect(names(project)).toHaveLength(2 + made)
      if (made === 0) expect(historyState(project.db)).toEqual(undo)
      disk.makeSpace()
      tag(project, `Full ${made}`, long)
      expect(names(project)).toHaveLength(3 + made)
      expectSound(project)
      project.close()
      expect(readdirSync(disk.folder)).toEqual(['test.claimboard'])
    })

    it('is pulled out: the command says what to do, and works once it is back', () => {
      const disk = aSmallDisk(4)
      const file = aProjectFile('test.claimboard', disk.folder)
      const project = openProject(file, { analyst: anna, journal })
      tag(project, 'Before')
      disk.pullOut()
      expect(failure(() => tag(project, 'Away'))).toMatchObject({
        code: 'not-found',
        message: expect.stringContaining('put the medium back'),
      })
      disk.plugIn()
      tag(project, 'Back')
      expect(names(project)).toEqual(['Back', 'Before', 'Denials'])
      expectSound(project)
      project.close()
      expect(readdirSync(disk.folder)).toEqual(['test.claimboard'])
    })
  })

  it('becomes read-only: the command says what to do, and works once it is writable', () => {
    const disk = aSmallDisk(4)
    const file = aProjectFile('test.claimboard', disk.folder)
    const project = openProject(file, { analyst: anna, journal: 'delete' })
    disk.protect(true)
    expect(failure(() => tag(project, 'Protected'))).toMatchObject({
      code: 'read-only',
      message: expect.stringContaining('writable'),
    })
    expect(names(project)).toEqual(['Denials'])
    disk.protect(false)
    tag(project, 'Writable')
    expect(names(project)).toEqual(['Denials', 'Writable'])
    expectSound(project)
    project.close()
  })

  it('is full during an import: whole documents stay, and the rest comes in once there is space', () => {
    const disk = aSmallDisk(200)
    const file = aProjectFile('test.claimboard', disk.folder)
    const sources = aFolder()
    // Far more than an import saves in one step.
    for (let n = 0; n < 30; n++) {
      writeFileSync(path.join(sources, `${n}.txt`), `Text ${n}. `.repeat(100_000))
    }
    const project = openProject(file, { analyst: anna })
    const importAll = () => {
      const { task, finish } = startWriter(handlers, project, 'documents.import', {
        files: [sources],
        recursive: false,
      })
      try {
        return runTaskSync(task, { extract: (input) => extractSync(input) })
      } finally {
        finish()
      }
    }
    const documents = () => project.db.value<number>(sql`select count(*) from live_document`) ?? 0
    disk.fill(60)
    expect(failure(importAll)).toMatchObject({ code: 'disk-full' })
    expect(documents()).toBeGreaterThan(1)
    expect(documents()).toBeLessThan(31)
    expectSound(project)
    disk.makeSpace()
    importAll()
    expect(documents()).toBe(31)
    expectSound(project)
    project.history?.undo()
    project.history?.undo()
    expect(documents()).toBe(1)
    expectSound(project)
    project.close()
    expect(readdirSync(disk.folder)).toEqual(['test.claimboard'])
  })

  it('is full for a copy: none appears, and nothing is left of the attempt', () => {
    const disk = aSmallDisk(1)
    const file = aProjectFile('test.claimboard', aFolder(), 'Officials denied it. '.repeat(80_000))
    const project = openProject(file, { analyst: anna })
    const snapshot = openSnapshot(file)
    const target = path.join(disk.folder, 'copy.claimboard')
    const share = () =>
      runTaskSync(shareProject({ ...project.context, db: snapshot.db }, { target, without: [] }), {
        extract: () => expect.fail(),
      })
    expect(failure(share)).toMatchObject({ code: 'disk-full' })
    expect(existsSync(target)).toBe(false)
    expect(readdirSync(disk.folder)).toEqual([])
    snapshot.close()
    project.close()
  })
})
