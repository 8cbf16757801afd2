import { copyFileSync, linkSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { nodeGate } from '../../db/gate.ts'
import { createProject, openProject } from '../../db/project.ts'
import { makePublication } from '../../db/publication.ts'
import { linkRow, removeRows, updateRow } from '../../db/rows.ts'
import { sql, type WritableDb } from '../../db/sql.ts'
import { refusal } from '../support/annotations.ts'
import { exported } from '../support/exported.ts'
import { aDocument, anna, aPassage, aTag, aTagging, bela } from '../support/factories.ts'
import {
  type Copy,
  call,
  copyAt,
  expectSound,
  merge,
  mergeInto,
  preview,
  twoCopies,
} from '../support/merged-copies.ts'
import { aFolder, tamper } from '../support/project-files.ts'

describe('A merge', () => {
  it('takes in a copy of an older format, which stays byte for byte what it is', () => {
    const { ours, theirs } = twoCopies()
    theirs.write(bela, (db) => aDocument(db, 'Another text.', { title: 'Harbour' }, bela))
    tamper(theirs.file, 'drop table distinction; pragma user_version = 1')
    const before = readFileSync(theirs.file)
    mergeInto(ours, theirs)
    ours.as(anna, ({ db }) => {
      expect(db.column(sql`select title from live_document order by title`)).toEqual(['Harbour', 'Port'])
    })
    expect(readFileSync(theirs.file)).toEqual(before)
  })

  it('brings what the other copy has, from whom, and is the same in both directions', () => {
    const { ours, theirs, document, passage, tag } = twoCopies()
    theirs.write(bela, (db) => {
      aTagging(db, passage, tag, bela)
      aPassage(db, document, 'Nobody', { note: 'A denial' }, bela)
      aDocument(db, 'Another text about the harbour.', { title: 'Harbour' }, bela)
    })
    ours.write(anna, (db) => updateRow(db, 'passage', passage, { note: 'Who?' }))
    const result = mergeInto(ours, theirs)
    expect(result).toMatchObject({ news: true, from: { file: 'theirs.claimboard', title: 'Harbour' } })
    expect(result.incoming.map(({ table, added, changed }) => [table, added, changed])).toEqual([
      ['analyst', 1, 0],
      ['original', 1, 0],
      ['document', 1, 0],
      ['passage', 1, 0],
      ['tagging', 1, 0],
    ])
    expect(result.contributors).toMatchObject([{ name: 'Béla Writer', rows: 5, actions: 1 }])
    expect(result.conflicts.total).toBe(0)
    mergeInto(theirs, ours, bela)
    expect(theirs.content()).toBe(ours.content())
    expect(mergeInto(theirs, ours).news).toBe(false)
    expectSound(ours)
    ours.as(anna, (project) => {
      const found = call(project, 'search.find', { query: 'another' })
      expect(found.hits.map(({ title }) => title)).toEqual(['Harbour'])
      expect(call(project, 'search.find', { query: 'denial' }).total).toBe(1)
    })
  })

  it('with an ancestor changes nothing and keeps no copy', () => {
    const { folder, ours, theirs, passage } = twoCopies()
    ours.write(anna, (db) => updateRow(db, 'passage', passage, { note: 'Newer' }))
    const before = ours.content()
    expect(mergeInto(ours, theirs)).toMatchObject({ news: false, kept: null, incoming: [] })
    expect(ours.content()).toBe(before)
    expect(readdirSync(folder).sort()).toEqual(['ours.claimboard', 'theirs.claimboard'])
    ours.as(anna, (project) => expect(call(project, 'history.state', {}).undo).toBe('Write'))
  })

  it('keeps the project as it was before', () => {
    const { folder, ours, theirs, passage } = twoCopies()
    const before = ours.content()
    theirs.write(bela, (db) => updateRow(db, 'passage', passage, { note: 'Theirs' }))
    expect(mergeInto(ours, theirs).kept).toBe('in “ours (before merging).claimboard”')
    expect(copyAt(path.join(folder, 'ours (before merging).claimboard')).content()).toBe(before)
    const profile = aFolder()
    const again = copyAt(path.join(folder, 'again.claimboard'))
    copyFileSync(path.join(folder, 'ours (before merging).claimboard'), again.file)
    const project = openProject(again.file, { analyst: anna, gate: { command: nodeGate, profile } })
    expect(merge(project, theirs.file).kept).toBe('among its backups (File > Backups)')
    expect(call(project, 'backups.list', {}).backups).toMatchObject([{ reason: 'merge' }])
    project.close()
  })

  it('is previewed exactly, and the preview changes nothing', () => {
    const { ours, theirs, passage } = twoCopies()
    theirs.write(bela, (db) => updateRow(db, 'passage', passage, { note: 'Theirs' }))
    ours.write(anna, (db) => updateRow(db, 'passage', passage, { note: 'Ours' }))
    const before = ours.content()
    const shown = ours.as(anna, (project) => preview(project, theirs.file))
    expect(shown).toMatchObject({ news: true, conflicts: { total: 1 } })
    expect(ours.content()).toBe(before)
    const { kept: _kept, ...merged } = mergeInto(ours, theirs)
    expect(shown).toEqual(merged)
  })

  it('can be cancelled until it writes', () => {
    const { folder, ours, theirs, passage } = twoCopies()
    theirs.write(bela, (db) => updateRow(db, 'passage', passage, { note: 'Theirs' }))
    const before = ours.content()
    for (const stopAt of [0, 1, 2]) {
      expect(refusal(() => ours.as(anna, (project) => merge(project, theirs.file, stopAt))).code).toBe(
        'cancelled',
      )
      expect(ours.content()).toBe(before)
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
    expect(mergeInto(ours, theirs).news).toBe(true)
  })

  it('is one action that is undone and redone to the byte, with what was done since', () => {
    const { ours, theirs, document, passage, tag } = twoCopies()
    theirs.write(bela, (db) => {
      updateRow(db, 'passage', passage, { note: 'Theirs' })
      const mine = aDocument(db, 'Another text about the harbour.', { title: 'Harbour' }, bela)
      aTagging(db, aPassage(db, mine, 'harbour', {}, bela), tag, bela)
      removeRows(db, 'tag', [aTag(db, 'Gone', {}, bela)])
    })
    ours.write(anna, (db) => updateRow(db, 'passage', passage, { note: 'Ours' }))
    const before = ours.content()
    ours.as(anna, (project) => {
      const content = () => exported(project.db, { what: 'project', format: 'json' }).toString()
      merge(project, theirs.file)
      expect(call(project, 'history.state', {}).undo).toBe('Merge from theirs')
      const merged = content()
      const theirDocument =
        project.db.value<string>(sql`select uid from live_document where title = 'Harbour'`) ?? ''
      project.history?.perform({ operation: 'test', label: 'Since' }, (db) => {
        aTagging(db, aPassage(db, theirDocument, 'text'), tag)
        updateRow(db, 'passage', passage, { note: 'Settled' })
        aPassage(db, document, 'port')
      })
      const since = content()
      for (let round = 0; round < 2; round++) {
        call(project, 'history.undo', {})
        expect(content()).toBe(merged)
        call(project, 'history.undo', {})
        expect(content()).toBe(before)
        expect(call(project, 'search.find', { query: 'another' }).total).toBe(0)
        call(project, 'history.redo', {})
        expect(content()).toBe(merged)
        expect(call(project, 'search.find', { query: 'another' }).total).toBe(1)
        call(project, 'history.redo', {})
        expect(content()).toBe(since)
      }
      call(project, 'history.undo', {})
      call(project, 'history.undo', {})
    })
    expectSound(ours)
    // The colleague's work is not deleted by it: neither there, nor when it is merged once more.
    const theirsBefore = theirs.content()
    mergeInto(theirs, ours, bela)
    expect(JSON.parse(theirs.content()).tables).toEqual({
      ...JSON.parse(theirsBefore).tables,
      passage: expect.anything(),
      analyst: expect.anything(),
    })
    expect(mergeInto(ours, theirs).news).toBe(true)
    expect(ours.content()).toBe(theirs.content())
  })

  it('leaves what others did out of the undo stack, and in the history', () => {
    const { ours, theirs, passage } = twoCopies()
    theirs.write(bela, (db) => updateRow(db, 'passage', passage, { note: 'Theirs' }))
    mergeInto(ours, theirs)
    ours.as(anna, (project) => {
      const actions = call(project, 'history.list', {})
      expect(actions.map(({ analystName, state }) => [analystName, state])).toContainEqual([
        'Béla Writer',
        'elsewhere',
      ])
      call(project, 'history.undo', {})
      expect(call(project, 'history.state', {}).undo).toBe('Write')
    })
  })

  it('makes one row of the same link made twice, by who made it first', () => {
    const { ours, theirs, passage, tag } = twoCopies()
    const values = { passage, tag, analyst: anna.uid }
    const link = (db: WritableDb) => linkRow(db, 'tagging', [passage, tag, anna.uid], values, anna.uid).uid
    theirs.write(anna, link)
    ours.write(anna, link)
    const made = theirs.as(anna, ({ db }) => db.value(sql`select created_at from tagging`))
    mergeInto(ours, theirs)
    expect(ours.as(anna, ({ db }) => db.column(sql`select created_at from live_tagging`))).toEqual([made])
    expect(ours.as(anna, (project) => call(project, 'conflicts.list', {}).total)).toBe(0)
  })
})

describe('What cannot be merged', () => {
  const refused = (ours: Copy, file: string) => {
    const before = ours.content()
    const error = refusal(() => ours.as(anna, (project) => merge(project, file)))
    expect(ours.content()).toBe(before)
    return error
  }

  it('is the project itself, under whatever name', () => {
    const { ours, folder } = twoCopies()
    const link = path.join(folder, 'link.claimboard')
    symlinkSync(ours.file, link)
    for (const file of [ours.file, link]) {
      expect(refused(ours, file)).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('with itself'),
      })
    }
    // A hard link makes the project one that is only read.
    linkSync(ours.file, path.join(folder, 'hard.claimboard'))
    expect(refusal(() => ours.as(anna, (project) => merge(project, link))).code).toBe('read-only')
  })

  it('is another project', () => {
    const { ours, folder } = twoCopies()
    const other = path.join(folder, 'other.claimboard')
    createProject(other, 'Roads', bela)
    expect(refused(ours, other)).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('another project (“Roads”)'),
    })
  })

  it('is a copy for publication, which says why', () => {
    const { ours, theirs } = twoCopies()
    const connection = new Database(theirs.file)
    makePublication(connection, ['notes'])
    connection.close()
    expect(refused(ours, theirs.file)).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('copy for publication'),
    })
  })

  it('is a copy whose clock is a day ahead', () => {
    const { ours, theirs } = twoCopies()
    tamper(theirs.file, `update session set hlc = ${Date.now() + 25 * 3_600_000}`)
    expect(refused(ours, theirs.file)).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('whose clock was wrong'),
    })
  })

  it('is no project, a newer one, a damaged one, one that is cut off, or one that carries code', () => {
    const { ours, theirs, folder } = twoCopies()
    const text = path.join(folder, 'text.claimboard')
    writeFileSync(text, 'No database at all, and never was one.')
    expect(refused(ours, text).code).toBe('not-a-project')
    expect(refused(ours, path.join(folder, 'missing.claimboard')).code).toBe('not-found')
    const bytes = readFileSync(theirs.file)
    const file = path.join(folder, 'bad.claimboard')
    writeFileSync(file, bytes.subarray(0, bytes.length / 2))
    expect(refused(ours, file).code).toBe('damaged')
    writeFileSync(file, bytes)
    tamper(file, 'pragma user_version = 99')
    expect(refused(ours, file).code).toBe('file-too-new')
    writeFileSync(file, bytes)
    tamper(file, 'create trigger sneaky after insert on tag begin select 1; end')
    expect(refused(ours, file).code).toBe('not-a-project')
    writeFileSync(file, bytes)
    tamper(file, `update document_text set body = body || 'x'`)
    const profile = aFolder()
    const project = openProject(ours.file, { analyst: anna, gate: { command: nodeGate, profile } })
    expect(refusal(() => merge(project, file))).toMatchObject({ code: 'damaged' })
    project.close()
  })

  it('is a copy with values that fit no column, and then nothing is changed', () => {
    const { ours, theirs, passage } = twoCopies()
    theirs.write(bela, (db) => updateRow(db, 'passage', passage, { note: 'Theirs' }))
    const bytes = readFileSync(theirs.file)
    for (const val of [
      '{}',
      '{"quote":"x"}',
      '[]',
      '{"start_offset":"a","end_offset":1,"quote":"","prefix":"","suffix":""}',
    ]) {
      writeFileSync(theirs.file, bytes)
      tamper(theirs.file, `update cell set col = 'span', val = '${val}' where col = 'note'`)
      expect(refused(ours, theirs.file)).toMatchObject({ code: 'damaged' })
    }
    // Of tables and cells that there are not, nothing is taken.
    writeFileSync(theirs.file, bytes)
    tamper(
      theirs.file,
      `update cell set col = 'nonsense' where col = 'note'; update cell set tbl = 'sqlite_schema' where col = 'deleted'`,
    )
    mergeInto(ours, theirs)
    expectSound(ours)
  })

  it('into a project that is open for reading only', () => {
    const { ours, theirs } = twoCopies()
    const project = openProject(ours.file, { analyst: anna, readOnly: true })
    expect(refusal(() => merge(project, theirs.file)).code).toBe('read-only')
    expect(preview(project, theirs.file).news).toBe(false)
    project.close()
  })

  it('is one that is open in another program: what is saved there is taken, and it is left alone', () => {
    const { ours, theirs, passage } = twoCopies()
    const writing = openProject(theirs.file, { analyst: bela })
    writing.history?.perform({ operation: 'test', label: 'Write' }, (db) =>
      updateRow(db, 'passage', passage, { note: 'Saved' }),
    )
    // Another process would do so too: a copy is read, with what stands in the write-ahead log.
    const elsewhere = path.join(aFolder(), 'copy.claimboard')
    for (const suffix of ['', '-wal']) copyFileSync(theirs.file + suffix, elsewhere + suffix)
    mergeInto(ours, copyAt(elsewhere))
    expect(ours.as(anna, ({ db }) => db.value(sql`select note from live_passage`))).toBe('Saved')
    writing.close()
  })
})
