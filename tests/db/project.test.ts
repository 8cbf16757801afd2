import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { journalModeOn, shareWarning } from '../../db/file-system.ts'
import { schemaVersion } from '../../db/migrate.ts'
import { createProject, openProject } from '../../db/project.ts'
import { projectHandlers } from '../../db/project-info.ts'
import { sql } from '../../db/sql.ts'
import { anna, aTag, testProject } from '../support/factories.ts'
import { aFolder, aProjectFile } from '../support/project-files.ts'

const open = (file: string, options = {}) => openProject(file, { analyst: anna, ...options })
const tagsIn = (file: string) => {
  const project = open(file, { readOnly: true })
  try {
    return project.db.column<string>(sql`select name from live_tag order by name`)
  } finally {
    project.close()
  }
}
const journalOf = (project: ReturnType<typeof open>) =>
  project.db.connection.pragma('journal_mode', { simple: true })
// Linux only; elsewhere there is nothing to count.
const openFiles = () => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0)

describe('a new project', () => {
  it('is one file, at rest, with its title', () => {
    const folder = aFolder()
    const file = path.join(folder, 'new.claimboard')
    createProject(file, 'Road closures', anna)
    expect(readdirSync(folder)).toEqual(['new.claimboard'])
    expect(readFileSync(file).subarray(68, 72).toString()).toBe('CLMB')
    const project = open(file)
    expect(project.db.column(sql`select title from live_project`)).toEqual(['Road closures'])
    project.close()
  })

  it('never overwrites, be it a project, another file, a folder or a dangling link', () => {
    const folder = aFolder()
    for (const name of ['a.txt', 'folder', 'link']) {
      const target = path.join(folder, name)
      if (name === 'a.txt') writeFileSync(target, 'mine')
      else if (name === 'folder') mkdirSync(target)
      else symlinkSync(path.join(folder, 'nowhere'), target)
      expect(() => createProject(target, 'Test', anna)).toThrow('exists already')
    }
    expect(readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe('mine')
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'folder', 'link'])
  })

  it('is not made in a folder that is not there, nor beside the journal of a lost one', () => {
    const folder = aFolder()
    expect(() => createProject(path.join(folder, 'no', 'a.claimboard'), 'Test', anna)).toThrow(
      'There is no folder',
    )
    writeFileSync(path.join(folder, 'b.claimboard-wal'), 'left over')
    expect(() => createProject(path.join(folder, 'b.claimboard'), 'Test', anna)).toThrow('left over')
    expect(readdirSync(folder)).toEqual(['b.claimboard-wal'])
  })
})

describe('an open project', () => {
  it('logs ahead with every commit flushed, and is a single file again when it is closed', () => {
    const file = aProjectFile()
    const project = open(file)
    const { connection } = project.db
    expect(journalOf(project)).toBe('wal')
    expect(connection.pragma('synchronous', { simple: true })).toBe(2)
    project.history?.perform({ operation: 'test', label: 'Tag' }, (db) => aTag(db, 'New'))
    expect(existsSync(`${file}-wal`)).toBe(true)
    project.close()
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
    expect(readFileSync(file).subarray(18, 20)).toEqual(Buffer.from([1, 1]))
    expect(tagsIn(file)).toEqual(['Denials', 'New'])
  })

  it('keeps a rollback journal with every removal flushed where there is no shared memory', () => {
    const file = aProjectFile()
    const project = open(file, { journal: 'delete' })
    expect(journalOf(project)).toBe('delete')
    expect(project.db.connection.pragma('synchronous', { simple: true })).toBe(3)
    expect(project.context.warnings).toEqual([shareWarning])
    project.history?.perform({ operation: 'test', label: 'Tag' }, (db) => aTag(db, 'New'))
    project.close()
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
    expect(tagsIn(file)).toEqual(['Denials', 'New'])
  })

  it('tells network shares from disks by what Linux calls them', () => {
    const nfs = 0x6969
    const ext4 = 0xef53
    expect([journalModeOn(nfs), journalModeOn(ext4)]).toEqual(['delete', 'wal'])
  })

  it('can be closed twice', () => {
    const project = open(aProjectFile())
    project.close()
    expect(() => project.close()).not.toThrow()
  })

  it('can be opened once more in the same program, for reading', () => {
    const file = aProjectFile()
    const project = open(file)
    const second = open(file)
    expect(second.history).toBeNull()
    expect(second.context.readOnlyReason).toBe('It is open in this program already.')
    project.history?.perform({ operation: 'test', label: 'Tag' }, (db) => aTag(db, 'Seen'))
    expect(second.db.column(sql`select name from live_tag order by name`)).toEqual(['Denials', 'Seen'])
    second.close()
    project.close()
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
  })

  it('loses nothing when somebody still reads it while it is closed', () => {
    const file = aProjectFile()
    const project = open(file)
    project.history?.perform({ operation: 'test', label: 'Tag' }, (db) => aTag(db, 'Late'))
    const reader = new Database(file, { readonly: true })
    reader.exec('begin')
    reader.prepare('select count(*) from tag').get()
    project.close()
    reader.close()
    expect(tagsIn(file)).toEqual(['Denials', 'Late'])
    open(file).close()
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
  })

  it('can still be read as a whole when its file was deleted while it is open', () => {
    const file = aProjectFile()
    const project = open(file)
    project.history?.perform({ operation: 'test', label: 'Tag' }, (db) => aTag(db, 'Last'))
    expect(project.readable().file).toBe(file)
    rmSync(file)
    const copy = project.readable()
    expect(tagsIn(copy.file)).toEqual(['Denials', 'Last'])
    copy.release()
    expect(existsSync(copy.file)).toBe(false)
    project.close()
  })

  it('is whole under its new name when it was renamed, and takes no more writes until it is opened there', () => {
    const file = aProjectFile()
    const project = open(file)
    project.history?.perform({ operation: 'test', label: 'Tag' }, (db) => aTag(db, 'Before'))
    expect(() => project.requireInPlace()).not.toThrow()
    const renamed = path.join(path.dirname(file), 'renamed.claimboard')
    renameSync(file, renamed)
    expect(() => project.requireInPlace()).toThrow('was moved, renamed or deleted while it was open')
    project.close()
    expect(readdirSync(path.dirname(file))).toEqual(['renamed.claimboard'])
    expect(tagsIn(renamed)).toEqual(['Before', 'Denials'])
  })

  it('may have quotes, emoji, right-to-left and Chinese in its name and folder', () => {
    for (const name of [`it's "quoted"`, '🗂️ 证据', 'تقرير‏ عن الطريق', '100% #1 ?x=y']) {
      const folder = path.join(aFolder(), name)
      mkdirSync(folder)
      const file = aProjectFile(`${name}.claimboard`, folder)
      expect(tagsIn(file)).toEqual(['Denials'])
      expect(readdirSync(folder)).toEqual([`${name}.claimboard`])
    }
  })

  it('is opened under its true name through a link, so that two names cannot be two writers', () => {
    const file = aProjectFile()
    const link = path.join(aFolder(), 'link.claimboard')
    symlinkSync(file, link)
    const project = open(link)
    expect(existsSync(`${file}-lock`)).toBe(true)
    expect(open(file).context.readOnly).toBe(true)
    project.close()
  })
})

describe('a project that cannot be written', () => {
  it.each([
    ['with write-protection', (file: string) => chmodSync(file, 0o444), 'The file is write-protected.'],
    [
      'in a protected folder',
      (file: string) => chmodSync(path.dirname(file), 0o555),
      'Its folder is write-protected.',
    ],
    ['with a second name', (file: string) => linkSync(file, path.join(aFolder(), 'b')), 'hard link'],
  ])('%s opens for reading and says why', (_, protect, reason) => {
    const file = aProjectFile()
    protect(file)
    const before = readFileSync(file)
    const names = readdirSync(path.dirname(file))
    const project = open(file)
    expect(project.history).toBeNull()
    expect(project.context.readOnlyReason).toContain(reason)
    expect(project.db.column(sql`select name from live_tag`)).toEqual(['Denials'])
    project.close()
    expect(readFileSync(file)).toEqual(before)
    expect(readdirSync(path.dirname(file))).toEqual(names)
    expect(() => open(file, { mustWrite: true })).toThrow(`cannot be changed. `)
    chmodSync(path.dirname(file), 0o755)
  })

  it('is read through a private copy when it was not closed on its way to a read-only medium', () => {
    const origin = aProjectFile()
    const left = open(origin)
    left.history?.perform({ operation: 'test', label: 'Tag' }, (db) => aTag(db, 'In the log'))
    const medium = aFolder()
    const file = path.join(medium, 'test.claimboard')
    for (const suffix of ['', '-wal']) writeFileSync(file + suffix, readFileSync(origin + suffix))
    left.close()
    chmodSync(medium, 0o555)
    const names = readdirSync(medium)
    const project = open(file)
    expect(project.db.column(sql`select name from live_tag order by name`)).toEqual(['Denials', 'In the log'])
    const copy = project.db.connection.name
    expect(copy).not.toBe(file)
    expect(statSync(path.dirname(copy)).mode & 0o777).toBe(0o700)
    project.close()
    expect(existsSync(copy)).toBe(false)
    expect(readdirSync(medium)).toEqual(names)
    chmodSync(medium, 0o755)
  })
})

describe('what is no project', () => {
  const cases: [name: string, make: (file: string) => void, code: string, message: RegExp][] = [
    ['a file that is not there', () => {}, 'not-found', /^There is no file .*moved, renamed or deleted/],
    [
      'a path through a file',
      (file) => writeFileSync(path.dirname(file), ''),
      'not-found',
      /^There is no file/,
    ],
    ['a folder', (file) => mkdirSync(file, { recursive: true }), 'not-a-project', /is a folder/],
    ['an empty file', (file) => writeAt(file, ''), 'not-a-project', /is empty/],
    [
      'a JPEG',
      (file) => writeAt(file, Buffer.from('ffd8ffe000104a464946', 'hex')),
      'not-a-project',
      /is a JPEG picture/,
    ],
    [
      'a text',
      (file) => writeAt(file, 'Dear reader,\n'.repeat(20)),
      'not-a-project',
      /is a file of another kind/,
    ],
    ['a ZIP archive', (file) => writeAt(file, 'PK\x03\x04rest'), 'not-a-project', /is a ZIP archive/],
    ['the first bytes of one', (file) => writeAt(file, 'SQLite format 3\0abc'), 'damaged', /is incomplete/],
    ['a link to nowhere', (file) => linkAt(file), 'not-found', /There is no file/],
  ]
  it.each(cases)('%s is refused in plain words', (_, make, code, message) => {
    const file = path.join(aFolder(), 'sub', 'x.claimboard')
    make(file)
    const before = openFiles()
    for (const readOnly of [false, true]) {
      expect(failure(() => open(file, { readOnly }))).toMatchObject({
        code,
        message: expect.stringMatching(message),
      })
    }
    expect(openFiles()).toBe(before)
    expect(existsSync(`${file}-lock`)).toBe(false)
  })

  it('a database of another application is refused, and left as it was', () => {
    const file = path.join(aFolder(), 'other.claimboard')
    const other = new Database(file)
    other.exec('create table t (a); pragma application_id = 7')
    other.close()
    const before = readFileSync(file)
    expect(failure(() => open(file))).toMatchObject({
      code: 'not-a-project',
      message: 'other.claimboard is a database of another application, not a project of Claimboard.',
    })
    expect(readFileSync(file)).toEqual(before)
  })

  it('a project of a newer program is refused, and left as it was', () => {
    const file = aProjectFile()
    const newer = new Database(file)
    newer.pragma('user_version = 99')
    newer.close()
    const before = readFileSync(file)
    expect(failure(() => open(file))).toMatchObject({
      code: 'file-too-new',
      message: expect.stringContaining('Update Claimboard'),
    })
    expect(readFileSync(file)).toEqual(before)
  })

  it('a project that was cut off is called incomplete', () => {
    const whole = readFileSync(aProjectFile())
    const file = path.join(aFolder(), 'cut.claimboard')
    for (const length of [whole.length - 1, whole.length - 4096, 4096, 150]) {
      writeFileSync(file, whole.subarray(0, length))
      expect(failure(() => open(file))).toMatchObject({
        code: 'damaged',
        message: expect.stringContaining('is incomplete'),
      })
    }
  })
})

describe('what a project says of itself', () => {
  it('are its title, its question and how much it holds', () => {
    const project = testProject({ title: 'Road closures' })
    project.write((db) => aTag(db, 'One'))
    project.call(projectHandlers, 'project.update', { question: 'Who closed the road?' })
    expect(project.call(projectHandlers, 'project.get', {})).toMatchObject({
      title: 'Road closures',
      question: 'Who closed the road?',
      assumptions: null,
      fileName: 'test.claimboard',
      readOnly: false,
      warnings: [],
      schemaVersion,
      counts: { documents: 0, tags: 1 },
    })
    project.history.undo()
    expect(project.call(projectHandlers, 'project.get', {}).question).toBeNull()
  })
})

function writeAt(file: string, content: string | Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, content, typeof content === 'string' ? 'latin1' : undefined)
}

function linkAt(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  symlinkSync(path.join(path.dirname(file), 'nowhere'), file)
}

function failure(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('It did not fail.')
}
