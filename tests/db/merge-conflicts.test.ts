import { copyFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { OpenProject } from '../../db/project.ts'
import { insertRow, removeRows, updateRow } from '../../db/rows.ts'
import { sql } from '../../db/sql.ts'
import { refusal } from '../support/annotations.ts'
import { anna, aTagging, bela } from '../support/factories.ts'
import { call, mergeInto, twoCopies } from '../support/merged-copies.ts'

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
