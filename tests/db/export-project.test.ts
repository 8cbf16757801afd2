import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentHandlers } from '../../db/documents.ts'
import { schemaVersion } from '../../db/migrate.ts'
import { insertRow, updateRow } from '../../db/rows.ts'
import { sql, type WritableDb } from '../../db/sql.ts'
import { exported } from '../support/exported.ts'
import {
  aClaim,
  aDocument,
  anActor,
  anna,
  aPassage,
  aTag,
  aTagging,
  type TestProject,
  testProject,
} from '../support/factories.ts'

interface Canonical {
  format: string
  version: number
  tables: Record<string, Record<string, unknown>[]>
  conflicts: { table: string; uid: string; cell: string; values: unknown[] }[]
}

function bytesOf({ db }: TestProject): Buffer {
  return exported(db, { what: 'project', format: 'json' })
}

function canonical(project: TestProject): Canonical {
  return JSON.parse(bytesOf(project).toString()) as Canonical
}

const body = 'The port reopened 😀.\r\nAll "is" well.'

function build(w: WritableDb) {
  const document = aDocument(w, body)
  const passage = aPassage(w, document, 'port')
  const tag = aTag(w, 'Ports')
  aTagging(w, passage, tag)
  return { document, passage, tag, claim: aClaim(w, 'It reopened.', [passage]) }
}

describe('The canonical export', () => {
  it('holds every visible row with its id, texts and originals included', () => {
    const project = testProject()
    const { document, passage } = project.write(build)
    const { format, version, tables, conflicts } = canonical(project)
    expect([format, version, conflicts]).toEqual(['claimboard-project', schemaVersion, []])
    expect(tables.passage).toMatchObject([
      { uid: passage, document, start_offset: 4, quote: 'port', note: null },
    ])
    expect(tables.passage?.[0]).not.toHaveProperty('deleted')
    expect(tables.document_text).toMatchObject([{ document, body }])
    expect(Buffer.from(String(tables.original_bytes?.[0]?.base64), 'base64').toString()).toBe(body)
    expect(tables.claimant).toHaveLength(1)
    for (const table of ['session', 'cell', 'action', 'change', 'search_entry'])
      expect(tables).not.toHaveProperty(table)
  })

  it('is byte for byte what it was after undo, and what it became after redo', () => {
    const project = testProject()
    project.write(build)
    const before = bytesOf(project)
    project.write((w) => {
      const { passage, tag } = build(w)
      updateRow(w, 'tag', tag, { name: 'Harbours' })
      updateRow(w, 'passage', passage, { note: 'seen' })
    })
    project.call(documentHandlers, 'documents.remove', {
      documents: [project.db.value<string>(sql`select min(uid) from live_document`) ?? ''],
    })
    const after = bytesOf(project)
    project.history.undo()
    project.history.undo()
    expect(bytesOf(project).equals(before)).toBe(true)
    project.history.redo()
    project.history.redo()
    expect(bytesOf(project).equals(after)).toBe(true)
  })

  it('does not depend on the order in which rows came', () => {
    const actors = ['B', 'A', 'C'].map((name, i) => ({
      uid: `0190000${i}-0000-7000-8000-000000000000`,
      name,
    }))
    const made = (order: readonly number[]) => {
      const project = testProject()
      project.write((w) => {
        for (const i of order) {
          const { uid, name } = actors[i] ?? { uid: '', name: '' }
          insertRow(w, 'actor', { name, kind: 'state' }, anna.uid, uid)
        }
      })
      return canonical(project).tables.actor?.map(({ uid, name }) => [uid, name])
    }
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (order) => {
        expect(made(order)).toEqual(actors.map(({ uid, name }) => [uid, name]))
      }),
      { numRuns: 6 },
    )
  })

  it('leaves out what was deleted, its original too', () => {
    const project = testProject()
    const { document } = project.write(build)
    project.call(documentHandlers, 'documents.remove', { documents: [document] })
    const { tables } = canonical(project)
    for (const table of [
      'document',
      'document_text',
      'original',
      'original_bytes',
      'passage',
      'tagging',
      'evidence',
    ]) {
      expect(tables[table]).toEqual([])
    }
    expect(bytesOf(project).toString()).not.toContain('port')
  })

  it('holds the values of a cell that two copies wrote differently', () => {
    const project = testProject()
    const actor = project.write((w) => anActor(w, 'One'))
    project.write((w) => updateRow(w, 'actor', actor, { name: 'Two' }))
    // As a merge would leave it: a second live entry by another session.
    project.db.connection.exec(`insert into cell select tbl, uid, col, x'00', 1, 1, '{"name":"Another"}' from cell
      where tbl = 'actor' and col = 'name'`)
    expect(canonical(project).conflicts).toEqual([
      { table: 'actor', uid: actor, cell: 'name', values: [{ name: 'Another' }, { name: 'Two' }] },
    ])
  })

  it('is JSON and nothing else', () => {
    const { db } = testProject()
    expect(() => exported(db, { what: 'project', format: 'csv' })).toThrow(/as JSON/)
    expect(() => exported(db, { what: 'project', format: 'json', columns: ['uid'] })).toThrow(/whole project/)
  })

  it('gives back originals of any length', () => {
    const project = testProject()
    const lengths = [1, 2, 3, 3 * (1 << 18) - 1, 3 * (1 << 18), 3 * (1 << 18) + 1]
    project.write((w) => lengths.map((length) => aDocument(w, 'é'.repeat(length))))
    const { tables } = canonical(project)
    const texts = tables.original_bytes?.map(({ base64 }) => Buffer.from(String(base64), 'base64').toString())
    expect(texts?.map((text) => text.length).sort((a, b) => a - b)).toEqual(lengths)
  })
})
