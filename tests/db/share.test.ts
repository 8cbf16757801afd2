import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import { storeContract } from '../../db/contract/contract.ts'
import { leftOutWords, publicationWords } from '../../db/contract/left-out-words.ts'
import type { LeftOut } from '../../db/contract/project.ts'
import { openProject } from '../../db/project.ts'
import { insertRow, removeRows, updateRow } from '../../db/rows.ts'
import { answer } from '../../db/run.ts'
import { type Shared, shareHandlers } from '../../db/share.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import { type ReadableDb, sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { startChild } from '../support/child.ts'
import {
  aClaim,
  aDocument,
  anActor,
  anAlias,
  anna,
  aPassage,
  aTag,
  aTagging,
  bela,
  liveRows,
  type TestProject,
  testProject,
} from '../support/factories.ts'
import { aFolder, aProjectFile, openForeign } from '../support/project-files.ts'

const extract = () => {
  throw new Error('Nothing is extracted.')
}

/** Shares as a reader's thread does: from a snapshot on a connection of its own. */
function share({ project }: TestProject, target: string, without: LeftOut[] = [], stopAt?: number): Shared {
  const snapshot = openSnapshot(project.db.connection.name)
  let steps = 0
  try {
    const task = shareHandlers['project.share']({ ...project.context, db: snapshot.db }, { target, without })
    return runTaskSync(task, { extract, cancelled: () => steps++ === stopAt })
  } finally {
    snapshot.close()
  }
}

/** What a look into a copy gives; it is opened as a colleague would, as a file from elsewhere. */
function inCopy<T>(file: string, look: (db: ReadableDb) => T): T {
  const project = openForeign(file, { readOnly: true })
  try {
    return look(project.db)
  } finally {
    project.close()
  }
}

const target = () => path.join(aFolder(), 'copy.claimboard')
const uidOf = (db: ReadableDb) => db.value<string>(sql`select uid from live_project`)
const rowsOf = (db: ReadableDb, table: 'action' | 'change' | 'cell' | 'session') =>
  db.all(sql`select * from ${{ text: table, values: [] }} order by 1, 2, 3`)

/** Whether words are anywhere in a file, as bytes of UTF-8, whatever SQLite makes of them. */
const holds = (file: string, words: string) => readFileSync(file).includes(words)

/** A project in which something of every kind was made, changed and deleted by two people. */
function aRichProject(): TestProject {
  const project = testProject({ title: 'Road closures' })
  project.write((db) => {
    const document = aDocument(db, 'Officials denied it. Nobody was hurt.', {
      note: 'documentremark',
      publisher: anActor(db, 'The Daily'),
    })
    const passage = aPassage(db, document, 'Officials', { note: 'passageremark' })
    aTagging(db, passage, aTag(db, 'Kept tag'))
    const spokesman = anActor(db, 'Spokesman')
    const claim = aClaim(db, 'It was closed.', [passage], {
      claimant: { kind: 'actor', actor: spokesman },
      note: 'claimremark',
      reliability: 'B',
      reliability_reason: 'keptreason',
    })
    removeRows(db, 'actor', [spokesman])
    insertRow(
      db,
      'note',
      { body: 'privateremark', private: 1, subject_table: 'claim', subject: claim },
      anna.uid,
    )
    insertRow(db, 'note', { body: 'publicremark', private: 0 }, anna.uid)

    const goneDocument = aDocument(db, 'The deletedtext of a deleted document.', { title: 'deletedtitle' })
    aPassage(db, goneDocument, 'deletedtext', { note: 'removedremark' })
    removeRows(db, 'document', [goneDocument])
    const goneTag = aTag(db, 'deletedtag')
    aTag(db, 'Child', { parent: goneTag })
    removeRows(db, 'tag', [goneTag])
    anAlias(db, anActor(db, 'Ministry'), 'deletedalias', { document: goneDocument })
    const renamed = aTag(db, 'formername')
    updateRow(db, 'tag', renamed, { name: 'New name' })
  })
  project.write((db) => {
    insertRow(db, 'analyst', { name: bela.name, initials: bela.initials }, bela.uid, bela.uid)
    aTag(db, 'A colleague’s tag', {}, bela)
  })
  return project
}

describe('a copy of everything', () => {
  it('is a sound project with the same rows, id and history, and leaves nothing beside it', () => {
    const project = aRichProject()
    const file = target()
    const shared = share(project, file)
    expect(storeContract['project.share'].output.parse(shared)).toEqual({
      bytes: readFileSync(file).length,
      leftOut: [],
      publication: false,
    })
    expect(readdirSync(path.dirname(file))).toEqual(['copy.claimboard'])
    inCopy(file, (db) => {
      expect(uidOf(db)).toBe(uidOf(project.db))
      for (const table of ['document', 'passage', 'tag', 'claim', 'note']) {
        expect(liveRows(db, table)).toEqual(liveRows(project.db, table))
      }
      expect(rowsOf(db, 'action')).toEqual(rowsOf(project.db, 'action'))
      expect(rowsOf(db, 'cell')).toEqual(rowsOf(project.db, 'cell'))
    })
  })

  it('can be made while the project is open for reading only, and under any name', () => {
    const origin = aProjectFile()
    const project = openProject(origin, { analyst: anna, readOnly: true })
    const file = path.join(aFolder(), `it's "for" you 证据 🗂️ ‏تقرير.claimboard`)
    const task = shareHandlers['project.share'](
      { ...project.context, db: project.db },
      { target: file, without: [] },
    )
    runTaskSync(task, { extract })
    project.close()
    expect(inCopy(file, (db) => db.column(sql`select name from live_tag`))).toEqual(['Denials'])
  })

  it('replaces a file of that name in one instant', () => {
    const project = testProject()
    const file = target()
    writeFileSync(file, 'an older copy')
    share(project, file)
    expect(inCopy(file, uidOf)).toBe(uidOf(project.db))
    expect(readdirSync(path.dirname(file))).toEqual(['copy.claimboard'])
  })
})

describe('a working copy', () => {
  it('leaves the history out and can still be merged', () => {
    const project = aRichProject()
    const file = target()
    expect(share(project, file, ['history'])).toMatchObject({ leftOut: ['history'], publication: false })
    expect(holds(file, 'formername')).toBe(false)
    inCopy(file, (db) => {
      expect(uidOf(db)).toBe(uidOf(project.db))
      expect([rowsOf(db, 'action'), rowsOf(db, 'change')]).toEqual([[], []])
      expect(rowsOf(db, 'cell')).toEqual(rowsOf(project.db, 'cell'))
      expect(rowsOf(db, 'session')).toEqual(rowsOf(project.db, 'session'))
      expect(db.value(sql`select count(*) from tag where deleted = 1`)).toBe(1)
    })
  })
})

describe('what a copy leaves out', () => {
  it('is counted beforehand, and is what the copy then has not', () => {
    const project = aRichProject()
    const parts = project.call(handlers, 'project.parts', {})
    expect(parts).toEqual({
      actions: 3,
      privateNotes: 1,
      remarks: 3,
      names: ['Anna Reader', 'Béla Writer'],
      deleted: 3,
    })
    expect(leftOutWords('notes', parts)).toBe(
      'the notes: 1 private note, and 3 notes on documents, passages, claims and what belongs to them.',
    )
    expect(publicationWords(parts)).toContain('3 actions of the history and 3 things that were deleted')
    const file = target()
    share(project, file, ['history', 'notes', 'names'])
    const copy = openProject(file, { analyst: anna, readOnly: true })
    const left = answer(handlers, copy, 'project.parts', {}).value
    // The actor whom a claim still names stays.
    expect(left).toEqual({
      actions: 0,
      privateNotes: 0,
      remarks: 0,
      names: ['Analyst 1', 'Analyst 2'],
      deleted: 0,
    })
    copy.close()
  })
})

describe('a copy for publication', () => {
  const everything: LeftOut[] = ['history', 'notes', 'names']

  it.each<[LeftOut[], string[]]>([
    [['notes'], ['privateremark', 'passageremark', 'documentremark', 'claimremark']],
    [['names'], ['Anna Reader', 'Béla Writer', anna.uid, bela.uid]],
    [
      everything,
      ['privateremark', 'passageremark', 'documentremark', 'claimremark', 'Anna Reader', anna.uid],
    ],
  ])('without %s holds not a byte of that, nor of what was deleted or changed', (without, words) => {
    const project = aRichProject()
    const whole = target()
    share(project, whole)
    const file = target()
    expect(share(project, file, without)).toMatchObject({ leftOut: without, publication: true })
    const removed = [
      'deletedtext',
      'deletedtitle',
      'removedremark',
      'deletedtag',
      'deletedalias',
      'formername',
    ]
    for (const word of [...words, ...removed]) {
      expect([word, holds(whole, word), holds(file, word)]).toEqual([word, true, false])
    }
    expect(holds(file, 'publicremark')).toBe(true)
    expect(holds(file, 'keptreason')).toBe(true)
  })

  it('has an id of its own and nothing that merging needs', () => {
    const project = aRichProject()
    const file = target()
    share(project, file, ['notes'])
    inCopy(file, (db) => {
      expect(uidOf(db)).not.toBe(uidOf(project.db))
      for (const table of ['action', 'change', 'cell', 'session'] as const)
        expect(rowsOf(db, table)).toEqual([])
    })
  })

  it('shows what the project shows, is sound, and can be searched and worked on', () => {
    const project = aRichProject()
    const file = target()
    share(project, file, everything)
    const copy = openForeign(file)
    const tables = ['document', 'passage', 'tagging', 'claim', 'claimant', 'evidence', 'proposition'] as const
    for (const table of tables) {
      expect([table, liveRows(copy.db, table).length]).toEqual([table, liveRows(project.db, table).length])
    }
    expect(copy.db.column(sql`select name from live_analyst order by name`)).toEqual([
      'Analyst 1',
      'Analyst 2',
    ])
    expect(copy.db.column(sql`select parent from live_tag where name = 'Child'`)).toEqual([null])
    expect(
      copy.db.column(sql`select distinct a.name from live_tag t join live_analyst a on a.uid = t.created_by
      order by 1`),
    ).toEqual(['Analyst 1', 'Analyst 2'])
    // The claim goes on naming the actor who was deleted, as it does in the project.
    expect(copy.db.column(sql`select a.name from live_claimant c join actor a on a.uid = c.actor`)).toEqual([
      'Spokesman',
    ])
    expect(
      copy.db.column(sql`select col from search_index i join search_entry e on e.n = i.rowid
      where search_index match 'officials'`),
    ).toEqual(['body'])
    expect(runTaskSync(verifyProject(copy.db), { extract }).problems).toEqual([])
    copy.history?.perform({ operation: 'test', label: 'Tag' }, (db) => aTag(db, 'More'))
    copy.close()
  })

  it('leaves the project itself as it was', () => {
    const project = aRichProject()
    const before = ['tag', 'document', 'note', 'analyst'].map((table) => liveRows(project.db, table))
    share(project, target(), everything)
    expect(['tag', 'document', 'note', 'analyst'].map((table) => liveRows(project.db, table))).toEqual(before)
  })
})

describe('sharing that does not succeed', () => {
  it.each([0, 1, 2, 3])('leaves no half file when it is cancelled at step %i', (stopAt) => {
    const project = testProject()
    const file = target()
    expect(() => share(project, file, ['notes'], stopAt)).toThrow('Cancelled.')
    expect(readdirSync(path.dirname(file))).toEqual([])
    writeFileSync(file, 'an older copy')
    expect(() => share(project, file, [], stopAt)).toThrow('Cancelled.')
    expect(readFileSync(file, 'utf8')).toBe('an older copy')
    expect(readdirSync(path.dirname(file))).toEqual(['copy.claimboard'])
  })

  it('never touches the project that is shared, whatever it is called', () => {
    const project = testProject()
    const folder = aFolder()
    symlinkSync(project.path, path.join(folder, 'link.claimboard'))
    linkSync(project.path, path.join(folder, 'hard.claimboard'))
    for (const name of [
      project.path,
      path.join(folder, 'link.claimboard'),
      path.join(folder, 'hard.claimboard'),
    ]) {
      expect(() => share(project, name)).toThrow('cannot be shared onto itself')
    }
    expect(liveRows(project.db, 'project')).toHaveLength(1)
    expect(readdirSync(project.folder).filter((name) => name.includes('partial'))).toEqual([])
  })

  it('does not pull a file from under the program that has it open', async () => {
    const project = testProject()
    const other = aProjectFile()
    const child = startChild('holds-project.ts', other)
    await child.line()
    expect(() => share(project, other)).toThrow(/is open in Claimboard|was not closed/)
    child.send('close')
    await child.ended()
    expect(inCopy(other, (db) => db.column(sql`select name from live_tag`))).toEqual(['Denials'])
    expect(readdirSync(path.dirname(other))).toEqual(['test.claimboard'])
  })

  it('says in words where nothing can be written', () => {
    const project = testProject()
    const folder = aFolder()
    expect(() => share(project, path.join(folder, 'no', 'copy.claimboard'))).toThrow('There is no folder')
    mkdirSync(path.join(folder, 'taken'))
    expect(() => share(project, path.join(folder, 'taken'))).toThrow('is a folder')
    writeFileSync(path.join(folder, 'x.claimboard-journal'), 'left')
    expect(() => share(project, path.join(folder, 'x.claimboard'))).toThrow('left over')
    if (process.getuid?.() !== 0) {
      chmodSync(folder, 0o555)
      expect(() => share(project, path.join(folder, 'copy.claimboard'))).toThrow('Nothing can be written')
      chmodSync(folder, 0o755)
    }
    expect(existsSync(path.join(folder, 'copy.claimboard'))).toBe(false)
  })
})
