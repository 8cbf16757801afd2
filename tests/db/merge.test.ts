import { copyFileSync, linkSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import type { Analyst } from '../../db/analyst.ts'
import type { Call, Output } from '../../db/contract/contract.ts'
import { storeContract } from '../../db/contract/contract.ts'
import { nodeGate } from '../../db/gate.ts'
import { createProject, type OpenProject, openProject } from '../../db/project.ts'
import { makePublication } from '../../db/publication.ts'
import { insertRow, linkRow, removeRows, updateRow } from '../../db/rows.ts'
import { answer, startReader, startWriter } from '../../db/run.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import { sql, type WritableDb } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { refusal } from '../support/annotations.ts'
import { exported } from '../support/exported.ts'
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
} from '../support/factories.ts'
import { aFolder, tamper } from '../support/project-files.ts'

const extract = () => {
  throw new Error('A merge extracts nothing.')
}

interface Copy {
  readonly file: string
  /** Opens it, does something, and closes it. */
  as<T>(analyst: Analyst, body: (project: OpenProject) => T): T
  write<T>(analyst: Analyst, body: (db: WritableDb) => T): T
  content(): string
}

function copyAt(file: string): Copy {
  const as: Copy['as'] = (analyst, body) => {
    const project = openProject(file, { analyst, mustWrite: true })
    try {
      return body(project)
    } finally {
      project.close()
    }
  }
  return {
    file,
    as,
    write: (analyst, body) =>
      as(analyst, ({ history }) => {
        if (!history) throw new Error('It was opened with mustWrite.')
        return history.perform({ operation: 'test.write', label: 'Write' }, body).value
      }),
    content: () => as(anna, ({ db }) => exported(db, { what: 'project', format: 'json' }).toString()),
  }
}

/** Anna's project with a document, a passage and a tag, and Béla's copy of it. */
function twoCopies() {
  const folder = aFolder()
  const ours = copyAt(path.join(folder, 'ours.claimboard'))
  createProject(ours.file, 'Harbour', anna)
  const made = ours.write(anna, (db) => {
    const document = aDocument(db, 'Officials denied it. Nobody was hurt at the port.', { title: 'Port' })
    const passage = aPassage(db, document, 'Officials')
    return { document, passage, tag: aTag(db, 'Denials') }
  })
  const theirs = copyAt(path.join(folder, 'theirs.claimboard'))
  copyFileSync(ours.file, theirs.file)
  return { folder, ours, theirs, ...made }
}

function preview(project: OpenProject, file: string): Output<'merge.preview'> {
  const snapshot = openSnapshot(project.db.connection.name)
  try {
    const task = startReader(handlers, { context: project.context, db: snapshot.db }, 'merge.preview', {
      file,
    })
    return storeContract['merge.preview'].output.parse(runTaskSync(task, { extract }))
  } finally {
    snapshot.close()
  }
}

function merge(project: OpenProject, file: string, stopAt = Number.POSITIVE_INFINITY): Output<'merge.run'> {
  const { task, finish } = startWriter(handlers, project, 'merge.run', { file })
  let steps = 0
  try {
    return storeContract['merge.run'].output.parse(
      runTaskSync(task, { extract, cancelled: () => steps++ === stopAt }),
    )
  } finally {
    finish()
  }
}

const call = <Name extends keyof typeof storeContract>(project: OpenProject, name: Name, input: Call<Name>) =>
  storeContract[name].output.parse(answer(handlers, project, name, input).value) as Output<Name>

const mergeInto = (into: Copy, from: Copy, analyst = anna) =>
  into.as(analyst, (project) => merge(project, from.file))

function expectSound(copy: Copy): void {
  copy.as(anna, ({ db }) => {
    expect(runTaskSync(verifyProject(db), { extract }).problems).toEqual([])
  })
}

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

describe('A conflict', () => {
  function disputed() {
    const copies = twoCopies()
    const { ours, theirs, passage, document } = copies
    theirs.write(bela, (db) => updateRow(db, 'passage', passage, { note: 'Theirs' }))
    ours.write(anna, (db) => {
      updateRow(db, 'passage', passage, { note: 'Ours' })
      updateRow(db, 'document', document, { reliability: 'B', reliability_reason: 'Quotes two officials.' })
    })
    theirs.write(bela, (db) => updateRow(db, 'document', document, { reliability: 'E' }))
    mergeInto(ours, theirs)
    return copies
  }
  const list = (project: OpenProject) => call(project, 'conflicts.list', {})

  it('is listed in words, with who wrote what and when', () => {
    const { ours, passage, document } = disputed()
    ours.as(anna, (project) => {
      const { conflicts, kinds, total } = list(project)
      expect([total, kinds]).toEqual([
        2,
        [
          { table: 'document', kind: 'documents', count: 1 },
          { table: 'passage', kind: 'passages', count: 1 },
        ],
      ])
      expect(conflicts[0]).toMatchObject({
        kind: 'Document',
        title: 'Port',
        field: 'Reliability',
        writable: false,
      })
      expect(conflicts[0]?.values.map(({ text, analystName, side }) => [text, analystName, side])).toEqual([
        ['Reliability: E: unreliable', 'Béla Writer', 'theirs'],
        [
          'Reliability: B: usually reliable; Reason for the reliability: Quotes two officials.',
          'Anna Reader',
          'ours',
        ],
      ])
      expect(conflicts[1]).toMatchObject({
        uid: passage,
        kind: 'Passage',
        title: 'Officials',
        field: 'Note',
        document: { uid: document, title: 'Port', start: 0 },
        page: { kind: 'passage', uid: passage },
        writable: true,
      })
      expect(conflicts[1]?.values.map(({ text, shown }) => [text, shown])).toEqual([
        ['Ours', true],
        ['Theirs', false],
      ])
    })
  })

  it.each([0, 1])('is settled by either value, which travels and does not come back (%i)', (which) => {
    const { ours, theirs } = disputed()
    const note = ours.as(anna, (project) => {
      const conflict = list(project).conflicts.find(({ cell }) => cell === 'note')
      const value = conflict?.values[which]
      if (!conflict || !value) throw new Error('There is no such conflict.')
      const { table, uid, cell } = conflict
      call(project, 'conflicts.resolve', { table, uid, cell, by: { take: value.id } })
      expect(list(project).conflicts.map((left) => left.cell)).toEqual(['reliability'])
      call(project, 'history.undo', {})
      expect(list(project).total).toBe(2)
      call(project, 'history.redo', {})
      return value.text
    })
    mergeInto(theirs, ours, bela)
    mergeInto(ours, theirs)
    for (const copy of [ours, theirs]) {
      copy.as(anna, (project) => {
        expect(project.db.value(sql`select note from live_passage`)).toBe(note)
        expect(list(project).total).toBe(1)
      })
    }
    expect(theirs.content()).toBe(ours.content())
  })

  it('is settled by a text that is written instead', () => {
    const { ours } = disputed()
    ours.as(anna, (project) => {
      const { table, uid, cell } = list(project).conflicts[1] ?? { table: '', uid: '', cell: '' }
      call(project, 'conflicts.resolve', { table, uid, cell, by: { write: 'Both' } })
      expect(project.db.value(sql`select note from live_passage`)).toBe('Both')
      const { conflicts } = list(project)
      expect(conflicts).toHaveLength(1)
      const other = { table: 'document', uid: conflicts[0]?.uid ?? '', cell: 'reliability' }
      expect(refusal(() => call(project, 'conflicts.resolve', { ...other, by: { write: 'A' } })).code).toBe(
        'invalid',
      )
      expect(refusal(() => call(project, 'conflicts.resolve', { ...other, by: { take: 'AB:1' } })).code).toBe(
        'conflict',
      )
    })
  })

  it.each([
    ['ours', 'Ours', 'B'],
    ['theirs', 'Theirs', 'E'],
    ['newest', 'Ours', 'E'],
  ] as const)('is settled with all others by a rule (%s)', (rule, note, reliability) => {
    const { ours } = disputed()
    ours.as(anna, (project) => {
      expect(call(project, 'conflicts.resolveAll', { rule, table: 'passage' })).toEqual({
        resolved: 1,
        left: 0,
      })
      expect(call(project, 'conflicts.resolveAll', { rule })).toEqual({ resolved: 1, left: 0 })
      expect(project.db.value(sql`select note from live_passage`)).toBe(note)
      expect(project.db.value(sql`select reliability from live_document`)).toBe(reliability)
      expect(list(project).total).toBe(0)
    })
  })

  it('is what deleting comes to where another edited, and the row stays until it is settled', () => {
    const { ours, theirs, passage } = twoCopies()
    theirs.write(bela, (db) => updateRow(db, 'passage', passage, { note: 'Edited' }))
    ours.write(anna, (db) => removeRows(db, 'passage', [passage]))
    mergeInto(ours, theirs)
    ours.as(anna, (project) => {
      const [conflict] = list(project).conflicts
      expect(conflict).toMatchObject({ field: 'Kept or deleted', title: 'Officials' })
      expect(conflict?.values.map(({ text, analystName, did }) => [text, analystName, did])).toEqual([
        ['Kept', 'Béla Writer', 'changed its note'],
        ['Deleted', 'Anna Reader', 'deleted it'],
      ])
      expect(call(project, 'conflicts.resolveAll', { rule: 'ours' })).toEqual({ resolved: 1, left: 0 })
      expect(project.db.column(sql`select uid from live_passage`)).toEqual([])
    })
  })

  it('says what was done to the parts of a row that another deleted', () => {
    const { ours, theirs, passage, tag } = twoCopies()
    theirs.write(bela, (db) => aTagging(db, passage, tag, bela))
    ours.write(anna, (db) => removeRows(db, 'passage', [passage]))
    mergeInto(ours, theirs)
    ours.as(anna, (project) => {
      const [conflict] = list(project).conflicts
      expect(conflict?.values.map(({ did }) => did)).toEqual(['worked on its taggings', 'deleted it'])
    })
  })

  it('names the board on which a card is disputed', () => {
    const { ours, theirs } = twoCopies()
    const [board, card] = ours.write(anna, (db) => {
      const made = insertRow(db, 'board', { title: 'Wall', position: 1 }, anna.uid)
      const place = { x: 0, y: 0, width: 100, height: 50, layer: 1 }
      return [made, insertRow(db, 'card', { board: made, kind: 'note', body: 'Why?', ...place }, anna.uid)]
    })
    copyFileSync(ours.file, theirs.file)
    theirs.write(bela, (db) => updateRow(db, 'card', card ?? '', { x: 20 }))
    ours.write(anna, (db) => updateRow(db, 'card', card ?? '', { x: 30 }))
    mergeInto(ours, theirs)
    ours.as(anna, (project) => {
      const [conflict] = list(project).conflicts
      expect(conflict).toMatchObject({ field: 'Place and size', page: { kind: 'board', uid: board } })
      expect(conflict?.values.map(({ fields }) => fields.find(({ column }) => column === 'x')?.text)).toEqual(
        ['30', '20'],
      )
    })
  })
})

describe('What was made apart and looks the same', () => {
  it('is offered, and joined only when somebody says so', () => {
    const { ours, theirs, tag } = twoCopies()
    const text = 'The same text in both copies.'
    theirs.write(bela, (db) => {
      const document = aDocument(db, text, { title: 'Theirs', note: 'By Béla' }, bela)
      const passage = aPassage(db, document, 'same text', {}, bela)
      aTagging(db, passage, aTag(db, 'ports', {}, bela), bela)
      aClaim(db, 'It is the same.', [passage], {}, bela)
      anAlias(db, anActor(db, 'Ministry of Ports', {}, bela), 'MoP', {}, bela)
    })
    ours.write(anna, (db) => {
      aPassage(db, aDocument(db, text, { title: 'Ours', note: 'By Anna' }), 'The same')
      aTag(db, 'Ports')
      anActor(db, 'MoP')
    })
    const result = mergeInto(ours, theirs)
    expect(result.duplicates.total).toBe(3)
    ours.as(anna, (project) => {
      const { duplicates } = call(project, 'duplicates.list', {})
      expect(
        duplicates.map(({ kind, because, members }) => [kind, because, ...members.map(({ title }) => title)]),
      ).toEqual([
        ['document', 'the same text', 'Theirs', 'Ours'],
        ['tag', 'the same name', 'ports', 'Ports'],
        ['actor', 'the same name', 'Ministry of Ports', 'MoP'],
      ])
      expect(duplicates[0]?.members[0]).toMatchObject({ detail: '1 passage, 1 claim', madeBy: 'Béla Writer' })
      const before = exported(project.db, { what: 'project', format: 'json' }).toString()
      for (const { kind, members } of duplicates) {
        const [into = '', ...others] = members.map(({ uid }) => uid)
        call(project, 'duplicates.join', { kind, into, others })
      }
      expect(call(project, 'duplicates.list', {}).total).toBe(0)
      expect(project.db.all(sql`select title, note from live_document where title <> 'Port'`)).toEqual([
        { title: 'Theirs', note: 'By Béla\n\nBy Anna' },
      ])
      expect(
        project.db.column(sql`select quote from live_passage p join document d on d.uid = p.document
          where d.title = 'Theirs' order by start_offset`),
      ).toEqual(['The same', 'same text'])
      expect(project.db.column(sql`select uid from live_tag where uid <> ${tag}`)).toHaveLength(1)
      expect(runTaskSync(verifyProject(project.db), { extract }).problems).toEqual([])
      for (let n = 0; n < 3; n++) call(project, 'history.undo', {})
      expect(exported(project.db, { what: 'project', format: 'json' }).toString()).toBe(before)
    })
  })

  it('is not offered again when somebody says that it is not the same, in any copy', () => {
    const { ours, theirs } = twoCopies()
    const actors = ours.write(anna, (db) => [
      anActor(db, 'Ministry'),
      anActor(db, 'ministry'),
      anActor(db, 'MINISTRY'),
    ])
    const groups = (copy: Copy, analyst: typeof anna) =>
      copy.as(analyst, (project) =>
        call(project, 'duplicates.list', {}).duplicates.map(({ members }) =>
          members.map(({ title }) => title),
        ),
      )
    const [first = '', second = '', third = ''] = actors
    ours.as(anna, (project) => {
      const input = { kind: 'actor' as const, member: first, others: [second, third] }
      call(project, 'duplicates.distinguish', input)
      expect(call(project, 'history.state', {}).undo).toBe('Tell 3 actors apart')
      call(project, 'duplicates.distinguish', input)
      call(project, 'history.undo', {})
      expect(call(project, 'duplicates.list', {}).total).toBe(1)
      call(project, 'history.redo', {})
    })
    expect(groups(ours, anna)).toEqual([['ministry', 'MINISTRY']])
    mergeInto(theirs, ours)
    expect(groups(theirs, bela)).toEqual([['ministry', 'MINISTRY']])
    theirs.as(bela, (project) => {
      call(project, 'duplicates.join', { kind: 'actor', into: second, others: [third] })
      expect(call(project, 'duplicates.list', {}).total).toBe(0)
      const toItself = { kind: 'actor' as const, member: first, others: [first] }
      expect(refusal(() => call(project, 'duplicates.distinguish', toItself))).toMatchObject({
        code: 'invalid',
        message: 'A thing cannot be told apart from itself.',
      })
      const gone = { kind: 'tag' as const, member: first, others: [second] }
      expect(refusal(() => call(project, 'duplicates.distinguish', gone))).toMatchObject({
        code: 'not-found',
      })
    })
  })

  it('is not joined where the texts differ', () => {
    const { ours } = twoCopies()
    const [into, other] = ours.write(anna, (db) => [aDocument(db, 'One text.'), aDocument(db, 'Another.')])
    ours.as(anna, (project) => {
      const join = () =>
        call(project, 'duplicates.join', { kind: 'document', into: into ?? '', others: [other ?? ''] })
      expect(refusal(join)).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('texts are not the same'),
      })
    })
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
