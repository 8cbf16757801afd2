import fc from 'fast-check'
import { expect, it } from 'vitest'
import { edtfRange } from '../../db/contract/edtf.ts'
import {
  type TableColumn,
  type TableShape,
  tableColumns,
  tableShapes,
  tableTests,
  tagColumn,
} from '../../db/contract/evidence-columns.ts'
import type { Condition, TableCell } from '../../db/contract/evidence-table.ts'
import { tagNames } from '../../db/export/tags.ts'
import { tableHandlers } from '../../db/table/table-handlers.ts'
import { foldText } from '../../db/text/fold.ts'
import { exported } from '../support/exported.ts'
import type { TestProject } from '../support/factories.ts'
import { tableProject } from '../support/table-project.ts'

/*
 * The table against its own export: whatever is sorted or filtered in SQL has to be what JavaScript makes of the
 * exported cells.
 */

type Cells = Readonly<Record<string, TableCell>>

/** A tag's path is a list that is one value. */
function asOne(row: Cells): Cells {
  const { tag_path: path } = row
  return Array.isArray(path) ? { ...row, tag_path: path.join(' > ') } : row
}

function everything({ db }: TestProject, shape: TableShape): Cells[] {
  return JSON.parse(exported(db, { what: shape, format: 'json' }).toString('utf8'))
}

function table(
  project: TestProject,
  shape: TableShape,
  filter: Condition[] = [],
  sort: { column: string; descending: boolean }[] = [],
) {
  const columns = tableColumns[shape].map(({ name }) => name)
  const input = { shape, filter, sort, columns, from: 0, to: 1000 }
  const { rows } = project.call(tableHandlers, 'evidence.rows', input)
  return rows.map(({ cells }) =>
    asOne(Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? null]))),
  )
}

/** The rows of an export with the columns that the table has. */
function only(rows: readonly Cells[], shape: TableShape): Cells[] {
  return rows.map((row) =>
    asOne(Object.fromEntries(tableColumns[shape].map(({ name }) => [name, row[name] ?? null]))),
  )
}

/** Rows by what tells them apart, so that a difference can be read. */
const named = (rows: readonly Cells[]) =>
  rows.map((row) => [row.passage_id, row.tag_path, row.claim_id, row.evidence_role].join(' '))

const itemsOf = (cell: TableCell | undefined): readonly (string | number)[] =>
  (Array.isArray(cell) ? cell : [cell ?? null]).flatMap((item) =>
    item === null || item === '' ? [] : typeof item === 'object' ? String(Object.values(item)[0]) : item,
  )

const thingsOf = (cell: TableCell | undefined) =>
  (Array.isArray(cell) ? cell : []) as Record<string, string | number>[]

function orderOf({ name, kind }: TableColumn, cell: TableCell | undefined): string | number | null {
  const items = itemsOf(cell)
  if (name === 'figures') {
    const highest = thingsOf(cell).flatMap(({ high, low }) => Number(high ?? low ?? Number.NaN))
    return highest.length === 0 ? null : Math.max(...highest)
  }
  if (name === 'links') return thingsOf(cell).length || null
  if (items.length === 0) return null
  if (kind === 'number') return items[0] as number
  if (kind === 'date') {
    const range = items.map((item) => edtfRange(String(item))).find((found) => found !== undefined)
    return range ? `${range.from ?? ''} ${range.to ?? '~'}` : null
  }
  if (name === 'claim_cite' || name === 'nested_in') {
    return foldText(String(items[0])).replace(/\d+$/, (number) => number.padStart(12, '0'))
  }
  if (kind === 'token' && !Array.isArray(cell)) return items[0] ?? null
  return foldText(items.join('; '))
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))
}

function sorted(rows: readonly Cells[], column: TableColumn, descending: boolean): Cells[] {
  return [...rows].sort((a, b) => {
    const [x, y] = [orderOf(column, a[column.name]), orderOf(column, b[column.name])]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return descending ? compare(y, x) : compare(x, y)
  })
}

function fulfils(cell: TableCell | undefined, condition: Condition, texts: readonly string[]): boolean {
  const items = itemsOf(cell)
  switch (condition.test) {
    case 'filled':
      return condition.not !== items.length > 0
    case 'contains':
      return condition.not !== items.some((item) => foldText(String(item)).includes(foldText(condition.text)))
    case 'oneOf': {
      const kinds = thingsOf(cell).map((thing) => String(thing.measure ?? thing.kind))
      // Two authors of one claim are one text with a comma.
      const values =
        Array.isArray(cell) && typeof cell[0] === 'object'
          ? kinds
          : items.flatMap((item) => String(item).split(', '))
      return condition.not !== values.some((value) => texts.includes(value))
    }
    case 'between':
      return items.some((item) => {
        const range = edtfRange(String(item))
        const [from, to] = [condition.from ?? '', condition.to ?? '~']
        return range !== undefined && (range.from ?? '') <= to && (range.to ?? '~') >= from
      })
    case 'range':
      return items.some((n) => Number(n) >= (condition.from ?? -1e9) && Number(n) <= (condition.to ?? 1e9))
  }
}

/** Every test that suits a column, with values that some rows have. */
function conditionsFor(
  project: TestProject,
  shape: TableShape,
  { name, kind }: TableColumn,
  rows: readonly Cells[],
) {
  const suits = (test: keyof typeof tableTests) => (tableTests[test] as readonly string[]).includes(kind)
  const made: { condition: Condition; texts: string[] }[] = []
  const add = (condition: Condition, texts: string[] = []) => made.push({ condition, texts })
  for (const not of [false, true]) {
    add({ test: 'filled', column: name, not })
    if (suits('contains')) add({ test: 'contains', column: name, text: 'ÁPPLE', not })
    if (suits('contains')) add({ test: 'contains', column: name, text: "'; --", not })
  }
  if (suits('between')) {
    add({ test: 'between', column: name, from: '2024-01-01', to: '2024-11-04' })
    add({ test: 'between', column: name, from: null, to: '2022-12-31' })
  }
  if (suits('range')) add({ test: 'range', column: name, from: 1, to: 40 })
  if (suits('oneOf')) {
    const { values } = project.call(tableHandlers, 'evidence.values', { shape, column: name })
    for (const { key, text, count } of values) {
      const { keys } = project.call(tableHandlers, 'evidence.keys', {
        shape,
        filter: [{ test: 'oneOf', column: name, keys: [key] }],
      })
      expect(keys.length, `${name}: ${text}`).toBe(count)
      expect(project.call(tableHandlers, 'evidence.labels', { keys: [key] }).labels[0]).toBe(text)
    }
    const chosen = values.slice(0, 2)
    if (chosen.length > 0) {
      const keys = chosen.map(({ key }) => key)
      // Tags are chosen by their path, which tells those of one name apart; here every name is another.
      const texts = chosen.map(({ text }) => (name === 'tag' ? (text.split(' > ').at(-1) ?? '') : text))
      for (const not of [false, true]) add({ test: 'oneOf', column: name, keys, not }, texts)
    }
    expect(values.length > 0).toBe(rows.some((row) => itemsOf(row[name]).length > 0))
  }
  return made
}

it.each(tableShapes)(
  'shows, sorts and filters %s as JavaScript does with the exported cells',
  (shape) => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (seed) => {
        const project = tableProject(seed)
        const rows = only(everything(project, shape), shape)
        expect(table(project, shape)).toEqual(rows)
        for (const column of tableColumns[shape]) {
          for (const descending of [false, true]) {
            const found = table(project, shape, [], [{ column: column.name, descending }])
            const order = `${column.name} ${descending ? 'descending' : 'ascending'}`
            expect(named(found), order).toEqual(named(sorted(rows, column, descending)))
          }
          for (const { condition, texts } of conditionsFor(project, shape, column, rows)) {
            const expected = rows.filter((row) => fulfils(row[column.name], condition, texts))
            expect(named(table(project, shape, [condition])), JSON.stringify(condition)).toEqual(
              named(expected),
            )
          }
        }
        project.close()
      }),
      { numRuns: 4 },
    )
  },
  120_000,
)

it('has a column of 0 and 1 for each tag, as exports have', () => {
  const project = tableProject(7)
  for (const shape of ['claims', 'passages'] as const) {
    for (const { uid, path } of tagNames(project.db)) {
      const column = tagColumn(uid)
      const page = (sort: { column: string; descending: boolean }[]) =>
        project
          .call(tableHandlers, 'evidence.rows', { shape, columns: [column], sort, from: 0, to: 1000 })
          .rows.map(({ cells }) => cells[0])
      const flags = everything(project, shape).map((row) => row[`tag: ${path.join(' > ')}`])
      expect(page([])).toEqual(flags)
      expect(page([{ column, descending: true }])).toEqual(flags.toSorted((a, b) => Number(b) - Number(a)))
      const filter: Condition[] = [{ test: 'filled', column, not: false }]
      const { count } = project.call(tableHandlers, 'evidence.count', { shape, filter })
      expect(count).toBe(flags.filter((flag) => flag === 1).length)
    }
  }
})
