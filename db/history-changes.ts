import { type CellValues, type CellWords, cellWords } from './cell-words.ts'
import type { Input, Output } from './contract/contract.ts'
import type { ChangedThing, PutBack } from './contract/history.ts'
import { columnsOf } from './journal.ts'
import { cellsOf, type SharedTable, sharedTables } from './model.ts'
import { plainName } from './plain-name.ts'
import { deedsOf } from './put-back/changes.ts'
import { canPutBack } from './put-back/put-back.ts'
import { documentOf, pageOf } from './row-place.ts'
import { kindOf, titleOf } from './row-words.ts'
import { identifier, jsonList, type ReadableDb, sql } from './sql.ts'
import { fieldWords } from './value-words.ts'

/*
 * What an action did, in words.
 */

// A claim with its statement, claimants, evidence and figures; what changes more is about no one thing.
const fewThings = 12

/** What the first thing is called that an action changed; null where it changed many. */
export function subjectOf(db: ReadableDb, action: string): string | null {
  const things = db.all<{ tbl: SharedTable; uid: string }>(sql`select tbl, uid from change
    where action = ${action} and tbl in ${jsonList(spokenOf)} group by tbl, uid order by min(n) limit ${fewThings + 1}`)
  const [first] = things
  if (!first || things.length > fewThings) return null
  return titleThen(db, first.tbl, first.uid, () =>
    db.all<ChangeRow>(sql`select n, tbl, uid, col, before, after from change
      where action = ${action} and tbl = ${first.tbl} and uid = ${first.uid} order by n`),
  )
}

interface ChangeRow {
  readonly n: number
  readonly tbl: SharedTable
  readonly uid: string
  readonly col: string
  readonly before: string | null
  readonly after: string | null
}

/** An original is the bytes of its document, which is told of itself. */
const told = sharedTables.filter((table) => table !== 'original')

/** Who works is written down with the first thing that they do. */
const spokenOf = told.filter((table) => table !== 'analyst')

/** The things that an action changed, in its order. */
export function changedThings(
  db: ReadableDb,
  { action, after, limit }: Input<'history.changes'>,
): Output<'history.changes'> {
  const rows = db.all<{ n: number; tbl: SharedTable; uid: string }>(sql`
    select min(n) n, tbl, uid from change where action = ${action} and tbl in ${jsonList(told)}
    group by tbl, uid having min(n) > ${after} order by 1 limit ${limit}`)
  const total = db.value<number>(sql`select count(*) from (select distinct tbl, uid from change
    where action = ${action} and tbl in ${jsonList(told)})`)
  return {
    things: rows.map(({ n, tbl, uid }) => {
      const changes = db.all<ChangeRow>(sql`select n, tbl, uid, col, before, after from change
        where action = ${action} and tbl = ${tbl} and uid = ${uid} order by n`)
      return thingOf(db, n, tbl, uid, changes, action)
    }),
    total: total ?? 0,
  }
}

function thingOf(
  db: ReadableDb,
  n: number,
  table: SharedTable,
  uid: string,
  changes: readonly ChangeRow[],
  action: string,
): ChangedThing {
  const deeds = deedsOf(db, action, { table, uid })
  const putBackOf = (cell: string): PutBack => {
    const deed = deeds.find((one) => one.cell === cell)
    return deed ? canPutBack(db, deed, action) : null
  }
  const live = db.value(sql`select 1 from ${identifier(`live_${table}`)} where uid = ${uid}`) !== undefined
  const did = deedOf(changes)
  return {
    n,
    table,
    uid,
    kind: kindOf(table),
    title: titleThen(db, table, uid, () => changes),
    did,
    putBack: putBackOf(did === 'made' ? '' : 'deleted'),
    fields: did === 'made' ? bornWith(db, table, uid, changes) : fieldsOf(db, table, changes, putBackOf),
    page: live ? pageOf(db, table, uid) : null,
    document: live ? documentOf(db, table, uid) : null,
  }
}

function deedOf(changes: readonly ChangeRow[]): ChangedThing['did'] {
  const row = changes.find(({ col }) => col === '')
  // What a merge took in, or its undoing away, has no values of before and after, or only those of before.
  if (row) return row.after !== null ? 'made' : row.before !== null ? 'went' : 'came'
  const mark = changes.findLast(({ col, before, after }) => col === 'deleted' && before !== after)
  if (mark) return mark.after === '{"deleted":1}' ? 'deleted' : 'brought-back'
  return changes.every(({ before, after }) => before === after) ? 'settled' : 'changed'
}

/** Columns by which things of all kinds are recognised, for those that are not in the project any more. */
const titles = ['title', 'name', 'quote', 'statement', 'wording', 'form', 'body', 'label'] as const

function titleThen(
  db: ReadableDb,
  table: SharedTable,
  uid: string,
  changesOf: () => readonly ChangeRow[],
): string {
  if (db.value(sql`select 1 from ${identifier(table)} where uid = ${uid}`) !== undefined)
    return titleOf(db, table, uid)
  const values = changesOf().flatMap(({ before, after }) => [valuesIn(after), valuesIn(before)])
  const title = titles
    .flatMap((column) => values.map((one) => one[column]))
    .find((one) => typeof one === 'string')
  return plainName(
    String(title ?? kindOf(table))
      .replace(/\s+/gu, ' ')
      .trim(),
  )
}

/** The values of a change; a damaged one has none. */
function valuesIn(json: string | null): CellValues {
  try {
    const values: unknown = JSON.parse(json ?? '{}')
    return typeof values === 'object' && values !== null ? (values as CellValues) : {}
  } catch {
    return {}
  }
}

/** What is worth telling of a thing that was made, besides what it is recognised by. */
const worthTelling: readonly string[] = [
  'note',
  'stance',
  'holder',
  'act',
  'reliability',
  'credibility',
  'said',
  'happened',
  'publisher',
  'author',
  'published',
  'role',
  'likelihood',
  'confidence',
  'rating',
  'reason',
  'horizon',
  'date',
  'place',
  'low',
  'high',
  'unit',
  'description',
  'looked_for',
]

function bornWith(
  db: ReadableDb,
  table: SharedTable,
  uid: string,
  changes: readonly ChangeRow[],
): ChangedThing['fields'] {
  const birth = changes.find(({ col }) => col === '')
  const title = titleOf(db, table, uid)
  return Object.entries(valuesIn(birth?.after ?? null)).flatMap(([column, value]) => {
    if (!worthTelling.includes(column)) return []
    const { text } = cellWords(db, table, column, { [column]: value })
    const after = shortened(text)
    if (after === '' || after === title) return []
    return [{ cell: column, label: fieldWords(column), before: '', after, putBack: null }]
  })
}

/** Cells whose values say nothing in words: that they were changed is all there is to tell. */
const unspoken: readonly string[] = ['geometry', 'subject', 'position', 'filter', 'sort', 'columns', 'query']

/** Cells of which the deed tells already. */
const impliedBy: readonly string[] = ['', 'deleted', 'born']

function fieldsOf(
  db: ReadableDb,
  table: SharedTable,
  changes: readonly ChangeRow[],
  putBackOf: (cell: string) => PutBack,
): ChangedThing['fields'] {
  const cells = cellsOf(table, columnsOf(db.connection, table))
  const shown = changes.filter(({ col }) => !impliedBy.includes(col) && cells.has(col))
  return [...Map.groupBy(shown, ({ col }) => col)].map(([cell, ofCell]) => {
    // Of several changes of a field in one action, what was before the first and after the last.
    const [first] = ofCell
    const last = ofCell.at(-1)
    const label = fieldWords(cell === 'position' && table === 'claim' ? 'holder' : cell)
    const putBack = putBackOf(cell)
    const wordless = unspoken.includes(cell) && !(cell === 'position' && table === 'claim')
    if (wordless) return { cell, label, before: null, after: null, putBack }
    const words = wordsOf(db, table, cell, label, [first?.before ?? null, last?.after ?? null])
    return { cell, label, ...words, putBack }
  })
}

/** What changed of a cell in words, beside its name: "2: probably true; Reason for the credibility: seen". */
function wordsOf(
  db: ReadableDb,
  table: SharedTable,
  cell: string,
  label: string,
  [before, after]: readonly [string | null, string | null],
): { readonly before: string; readonly after: string } {
  const [old, now] = [before, after].map((json) => cellWords(db, table, cell, valuesIn(json)))
  if (!old || !now || cell === 'span' || now.fields.length < 2)
    return { before: shortened(old?.text ?? ''), after: shortened(now?.text ?? '') }
  const textIn = (words: CellWords, column: string) =>
    words.fields.find((field) => field.column === column)?.text ?? ''
  const changed = now.fields.filter(({ column, text }) => textIn(old, column) !== text)
  const said = (words: CellWords) =>
    changed
      .map((field) => ({ ...field, text: textIn(words, field.column) }))
      .filter(({ text }) => text !== '')
      .map((field) => (field.label === label ? field.text : `${field.label}: ${field.text}`))
      .join('; ')
  return { before: shortened(said(old)), after: shortened(said(now)) }
}

// More of a note than anybody reads in a list; the CSV has all of it.
const longestValue = 2000

function shortened(text: string): string {
  return text.length <= longestValue ? text : `${text.slice(0, longestValue).toWellFormed()}…`
}

/** What a row of whatever table is called; null for one that was never here. */
export function thingNamed(db: ReadableDb, uid: string): Output<'history.thing'> {
  const table = sharedTables.find(
    (name) => db.value(sql`select 1 from ${identifier(name)} where uid = ${uid}`) !== undefined,
  )
  return table ? { table, kind: kindOf(table), title: titleOf(db, table, uid) } : null
}
