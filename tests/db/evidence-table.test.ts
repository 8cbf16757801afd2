import { describe, expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import { type TableShape, tableColumns, tableShapes, tagColumn } from '../../db/contract/evidence-columns.ts'
import { longestCell, longestPage, type TableRows } from '../../db/contract/evidence-table.ts'
import { claimsColumns } from '../../db/export/claims.ts'
import { evidenceTableColumns } from '../../db/export/evidence.ts'
import { passagesColumns } from '../../db/export/passages.ts'
import { sql } from '../../db/sql.ts'
import { exported, recordsInPython, rowsInPython } from '../support/exported.ts'
import {
  aClaim,
  aDocument,
  aPassage,
  aTag,
  aTagging,
  type TestProject,
  testProject,
} from '../support/factories.ts'
import { tableProject } from '../support/table-project.ts'

const keysOf = (project: TestProject, rows: { shape: TableShape } & Partial<TableRows>) =>
  project.call(handlers, 'evidence.keys', rows).keys

/** A project with three claims on tagged passages of one document. */
function threeClaims() {
  const project = testProject()
  const ids = project.write((db) => {
    const document = aDocument(db, 'One was said.\nTwo was said.\nThree was said.')
    const tag = aTag(db, 'Said')
    const passages = ['One was said.', 'Two was said.', 'Three was said.'].map((quote) =>
      aPassage(db, document, quote),
    )
    for (const passage of passages) aTagging(db, passage, tag)
    const claims = passages.map((passage, i) =>
      aClaim(db, `Statement ${i + 1}`, [passage], { reliability: 'B' }),
    )
    return { document, tag, passages, claims }
  })
  return { project, ...ids }
}

describe('The columns of the table', () => {
  const names = (columns: readonly { name: string }[]) => columns.map(({ name }) => name).sort()

  it('are those of the exports', () => {
    const exports = {
      claims: claimsColumns([]),
      passages: passagesColumns([]),
      evidence: evidenceTableColumns(),
    }
    for (const shape of tableShapes) expect(names(tableColumns[shape]), shape).toEqual(names(exports[shape]))
  })

  it.each(['no_such', 'constructor', '__proto__', 'uid; drop table claim', 'c.uid', 'tags"'])(
    'do not include “%s”, wherever it is named',
    (column) => {
      const { project } = threeClaims()
      for (const shape of tableShapes) {
        const asked = { shape, columns: [column], from: 0, to: 1 }
        expect(() => project.call(handlers, 'evidence.rows', asked)).toThrow(/has no column/)
        for (const rows of [
          { shape, sort: [{ column, descending: false }] },
          { shape, filter: [{ test: 'filled' as const, column, not: false }] },
        ]) {
          expect(() => project.call(handlers, 'evidence.count', rows)).toThrow(/has no column/)
        }
        expect(() => project.call(handlers, 'evidence.values', { shape, column })).toThrow(/has no column/)
      }
    },
  )

  it('of tags that are gone stay away without a word', () => {
    const { project, tag } = threeClaims()
    const columns = [tagColumn('gone'), 'claim_statement', tagColumn(tag)]
    const { rows } = project.call(handlers, 'evidence.rows', { shape: 'claims', columns, from: 0, to: 1 })
    expect(rows[0]?.cells).toEqual(['Statement 1', 1])
  })
})

describe('A filter', () => {
  it('refuses a test that does not suit the column, and what is no date', () => {
    const { project } = threeClaims()
    const count = (filter: TableRows['filter']) =>
      project.call(handlers, 'evidence.count', { shape: 'claims', filter })
    expect(() => count([{ test: 'range', column: 'claim_statement', from: 1, to: 2 }])).toThrow(
      /cannot be filtered/,
    )
    expect(() => count([{ test: 'between', column: 'said', from: 'last week', to: null }])).toThrow(
      /not a date/,
    )
    expect(() =>
      project.call(handlers, 'evidence.values', { shape: 'claims', column: 'claim_statement' }),
    ).toThrow(/no values/)
  })

  it('takes any text for a text', () => {
    const { project } = threeClaims()
    for (const text of ["'", '"', '%', '_', '\\', '--', '?', '*', '\u{1F600}', "') or 1 --"]) {
      const filter: TableRows['filter'] = [{ test: 'contains', column: 'claim_statement', text, not: false }]
      expect(project.call(handlers, 'evidence.count', { shape: 'claims', filter }).count, text).toBe(0)
    }
  })
})

describe('A page of the table', () => {
  it('follows what is written, by commands, by undo and by others', () => {
    const { project, claims } = threeClaims()
    const count = () => project.call(handlers, 'evidence.count', { shape: 'claims' }).count
    expect(count()).toBe(3)
    project.call(handlers, 'claims.remove', { claims: claims.slice(0, 2) })
    expect(count()).toBe(1)
    project.call(handlers, 'history.undo', {})
    expect(count()).toBe(3)
  })

  it('says where the sentence is', () => {
    const { project, document, passages, claims } = threeClaims()
    for (const shape of tableShapes) {
      const columns = tableColumns[shape].slice(0, 1).map(({ name }) => name)
      const [, second] = project.call(handlers, 'evidence.rows', { shape, columns, from: 0, to: 9 }).rows
      expect(second).toMatchObject({
        document,
        passage: passages[1],
        start: 14,
        claim: shape === 'passages' ? null : claims[1],
      })
    }
  })

  it('ends where the rows end, and is never longer than was agreed', () => {
    const { project } = threeClaims()
    const page = (from: number, to: number) =>
      project.call(handlers, 'evidence.rows', { shape: 'claims', columns: ['claim_id'], from, to })
    expect(page(2, 900)).toMatchObject({ count: 3, rows: [{}] })
    expect(page(50, 60).rows).toEqual([])
    expect(() => page(0, longestPage + 1)).toThrow(/At most 1000 rows/)
  })

  it('cuts texts that are longer than anybody reads in a table, and never through a character', () => {
    const project = testProject()
    const body = `${'x'.repeat(longestCell - 1)}😀 and on`
    project.write((db) => aPassage(db, aDocument(db, body), [0, body.length]))
    const view = { shape: 'passages' as const, filter: [], sort: [], columns: ['passage_quote'] }
    const [quote] = project.call(handlers, 'evidence.rows', { ...view, from: 0, to: 1 }).rows[0]?.cells ?? []
    expect(quote).toHaveLength(longestCell + 1)
    expect(String(quote).isWellFormed()).toBe(true)
    const csv = rowsInPython(exported(project.db, { what: 'passages', view }))
    expect(csv[1]).toEqual([body])
  })
})

describe('What rows are made of', () => {
  it('is their claims and passages, each once, and only what is still there', () => {
    const { project, passages, claims } = threeClaims()
    for (const shape of ['claims', 'evidence'] as const) {
      const keys = keysOf(project, { shape })
      const subjects = project.call(handlers, 'evidence.subjects', { shape, keys: [...keys, ...keys] })
      expect(subjects.claims).toEqual(claims)
      expect(subjects.passages.toSorted()).toEqual(passages.toSorted())
    }
    const keys = keysOf(project, { shape: 'claims' })
    project.call(handlers, 'claims.remove', { claims: claims.slice(1) })
    expect(project.call(handlers, 'evidence.subjects', { shape: 'claims', keys })).toEqual({
      claims: claims.slice(0, 1),
      passages: passages.slice(0, 1),
    })
  })

  it('refuses what is no key', () => {
    const { project } = threeClaims()
    for (const key of ['', '{}', '[1,2,3,4]', 'x', '[null,null]']) {
      expect(() => project.call(handlers, 'evidence.subjects', { shape: 'claims', keys: [key] })).toThrow(
        /not a row/,
      )
    }
  })
})

describe('Several claims at once', () => {
  it('are graded by one action, and one undo takes it back', () => {
    const { project, claims } = threeClaims()
    const before = project.db.all(sql`select * from claim order by uid`)
    project.call(handlers, 'claims.grade', { claims, reliability: 'D', credibility: 4 })
    expect(project.db.column(sql`select distinct reliability || credibility from claim`)).toEqual(['D4'])
    expect(project.call(handlers, 'history.state', {}).undo).toBe('Grade 3 claims')
    project.call(handlers, 'history.undo', {})
    expect(project.db.all(sql`select * from claim order by uid`)).toEqual(before)
  })

  it('keep what is not given, and lose a reason with its judgement', () => {
    const { project, claims } = threeClaims()
    project.write((db) => db.run(sql`update claim set reliability_reason = 'as a rule', credibility = 2`))
    project.call(handlers, 'claims.grade', { claims, credibility: 3 })
    expect(
      project.db.column(sql`select distinct reliability || reliability_reason || credibility from claim`),
    ).toEqual(['Bas a rule3'])
    project.call(handlers, 'claims.grade', { claims, reliability: null })
    expect(
      project.db.column(sql`select distinct coalesce(reliability, reliability_reason) from claim`),
    ).toEqual([null])
  })

  it('get a status, and none where one of them is gone', () => {
    const { project, claims } = threeClaims()
    project.call(handlers, 'claims.setStatus', { claims, status: 'reviewed' })
    expect(project.db.column(sql`select distinct status from claim`)).toEqual(['reviewed'])
    const some = [...claims, 'nobody']
    expect(() => project.call(handlers, 'claims.setStatus', { claims: some, status: 'draft' })).toThrow()
    expect(() => project.call(handlers, 'claims.grade', { claims: some, reliability: 'A' })).toThrow()
    expect(project.db.column(sql`select distinct status || reliability from claim`)).toEqual(['reviewedB'])
  })
})

describe('An export of a view', () => {
  it('has exactly its rows and columns, in their order', () => {
    const project = tableProject(3)
    for (const shape of tableShapes) {
      const filter: TableRows['filter'] = [
        {
          test: 'contains',
          column: shape === 'claims' ? 'claim_statement' : 'document_title',
          text: 'a',
          not: false,
        },
      ]
      const columns = tableColumns[shape].map(({ name }) => name).reverse()
      const view = { shape, filter, sort: [{ column: columns[0] ?? '', descending: true }], columns }
      const { rows } = project.call(handlers, 'evidence.rows', { ...view, from: 0, to: 1000 })
      const json: Record<string, unknown>[] = JSON.parse(
        exported(project.db, { what: shape, format: 'json', view }).toString(),
      )
      expect(json.map((row) => Object.keys(row))[0] ?? columns).toEqual(columns)
      expect(json.map((row) => Object.values(row))).toEqual(rows.map(({ cells }) => cells))
    }
  })

  it('names the columns of tags by their paths', () => {
    const { project, tag } = threeClaims()
    const view = {
      shape: 'claims' as const,
      filter: [],
      sort: [{ column: 'claim_statement', descending: true }],
      columns: [tagColumn(tag), 'claim_statement'],
    }
    expect(recordsInPython(exported(project.db, { what: 'claims', view }))[0]).toEqual({
      'tag: Said': '1',
      claim_statement: 'Statement 3',
    })
  })

  it('is refused for another shape, or with columns of its own', () => {
    const { project } = threeClaims()
    const view = { shape: 'claims' as const, filter: [], sort: [], columns: ['claim_id'] }
    expect(() => exported(project.db, { what: 'passages', view })).toThrow(/shows claims/)
    expect(() => exported(project.db, { what: 'project', format: 'json', view })).toThrow(/shows claims/)
    expect(() => exported(project.db, { what: 'claims', view, columns: ['claim_id'] })).toThrow(/a view/)
  })
})

describe('A kept view', () => {
  const view = {
    shape: 'claims' as const,
    filter: [{ test: 'contains' as const, column: 'claim_statement', text: 'x', not: false }],
    sort: [{ column: 'said', descending: true }],
    columns: ['claim_cite', 'claim_statement'],
  }

  it('is made, renamed, replaced and deleted, and all of it can be undone', () => {
    const { project } = threeClaims()
    const list = () => project.call(handlers, 'views.list', {})
    const { view: uid } = project.call(handlers, 'views.create', { name: 'Refusals', ...view })
    expect(list()).toEqual([{ uid, name: 'Refusals', view }])
    const content = { ...view, columns: ['stance'] }
    project.call(handlers, 'views.update', { view: uid, name: 'Denials', content })
    expect(list()).toEqual([{ uid, name: 'Denials', view: content }])
    project.call(handlers, 'views.remove', { view: uid })
    expect(list()).toEqual([])
    for (let i = 0; i < 2; i++) project.call(handlers, 'history.undo', {})
    expect(list()).toEqual([{ uid, name: 'Refusals', view }])
  })

  it.each(['nothing', '[{"test":"drop"}]', '{"__proto__":1}'])(
    'with the filter %s is listed without content',
    (filter) => {
      const { project } = threeClaims()
      const { view: uid } = project.call(handlers, 'views.create', { name: 'Strange', ...view })
      project.write((db) => db.run(sql`update view set filter = ${filter}`))
      expect(project.call(handlers, 'views.list', {})).toEqual([{ uid, name: 'Strange', view: null }])
    },
  )
})
