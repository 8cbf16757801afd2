import { z } from 'zod'
import { claimTables } from './claim.ts'
import { Name, Nothing, Text, Uid } from './common.ts'
import { tableShapes } from './evidence-columns.ts'
import { command, query, task } from './operation.ts'
import { Credibility, claimStatuses, Reliability, tokensOf } from './vocabulary.ts'

/** Rows that one call brings at most. */
export const longestPage = 1000

/** The name of a column: as in `tableColumns`, or the column of one tag. */
const ColumnName = z.string().min(1).max(100)
const Key = z.string().max(1000)

/** One thing that is asked of the rows. Which tests fit a column follows from its kind (`tableTests`). */
export const Condition = z.discriminatedUnion('test', [
  /** Without regard to case and to marks on letters. */
  z.object({
    test: z.literal('contains'),
    column: ColumnName,
    text: Text.min(1, 'Say what is to be looked for.').max(1000),
    not: z.boolean().default(false),
  }),
  /** Keys as `evidence.values` gives them out: tokens of a vocabulary, ids, or the values themselves. */
  z.object({
    test: z.literal('oneOf'),
    column: ColumnName,
    keys: z.array(Key).min(1).max(1000),
    not: z.boolean().default(false),
  }),
  /** Dates that can mean a day in the given span: EDTF dates, the first day of one to the last of the other. */
  z.object({
    test: z.literal('between'),
    column: ColumnName,
    from: z.string().max(100).nullable(),
    to: z.string().max(100).nullable(),
  }),
  z.object({
    test: z.literal('range'),
    column: ColumnName,
    from: z.number().nullable(),
    to: z.number().nullable(),
  }),
  z.object({ test: z.literal('filled'), column: ColumnName, not: z.boolean().default(false) }),
])
export type Condition = z.infer<typeof Condition>

export const TableFilter = z.array(Condition).max(50)
export const TableSort = z.array(z.object({ column: ColumnName, descending: z.boolean() })).max(8)
const TableColumns = z.array(ColumnName).min(1, 'Show at least one column.').max(2000)

/** Which rows, in which order: those to which every condition applies. */
export const TableRows = z.object({
  shape: z.enum(tableShapes),
  filter: TableFilter.default([]),
  sort: TableSort.default([]),
})
export type TableRows = z.infer<typeof TableRows>

/** Rows and columns: what a table shows, and what can be exported or kept under a name. */
export const TableView = TableRows.extend({ columns: TableColumns })
export type TableView = z.infer<typeof TableView>

const listItem = z.union([z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.null()]))])

/** A value as exports have it; texts beyond `longestCell` are cut. */
export const TableCell = z.union([z.string(), z.number(), z.null(), z.array(listItem)])
export type TableCell = z.infer<typeof TableCell>

/** UTF-16 code units of one text that a row brings: far more than a line of a table shows. */
export const longestCell = 2000

export const TableRow = z.object({
  /** Names the row for as long as what it shows is there, in whatever order the rows are. */
  key: z.string(),
  claim: z.string().nullable(),
  passage: z.string().nullable(),
  /** Where the sentence is that carries the row. */
  document: z.string().nullable(),
  /** UTF-16 code units. */
  start: z.int().nullable(),
  /** In the order of the columns that were asked for. */
  cells: z.array(TableCell),
})
export type TableRow = z.infer<typeof TableRow>

export const SavedView = z.object({
  uid: z.string(),
  name: z.string(),
  /** Null where this version does not understand what was kept. */
  view: TableView.nullable(),
})
export type SavedView = z.infer<typeof SavedView>

const tables = [...claimTables, 'tag', 'tagging', 'relation']
const span = { from: z.int().min(0), to: z.int().min(0) }
const Claims = z.array(Uid).min(1)

export const evidenceTableOperations = {
  'evidence.count': query({ input: TableRows, output: z.object({ count: z.int() }), reads: tables }),
  /** Rows from `from` to before `to`, at most {@link longestPage}. */
  'evidence.rows': query({
    input: TableView.extend(span).refine(({ from, to }) => to - from <= longestPage, {
      message: `At most ${longestPage} rows come at once.`,
      path: ['to'],
    }),
    output: z.object({ count: z.int(), rows: z.array(TableRow) }),
    reads: tables,
  }),
  /** The keys of rows from `from` to before `to`: all of them where that is left out. */
  'evidence.keys': query({
    input: TableRows.extend({ from: span.from.default(0), to: span.to.nullable().default(null) }),
    output: z.object({ keys: z.array(z.string()) }),
    reads: tables,
  }),
  /** How all rows of a shape stand by some of its columns, for the table itself: see `db/table/orders.ts`. */
  'evidence.orders': task({
    input: z.object({ shape: z.enum(tableShapes), columns: TableColumns }),
    output: z.object({ orders: z.record(z.string(), z.custom<Uint32Array>()) }),
    label: 'Prepare sorting',
    runs: 'reader',
  }),
  /** What rows are made of: their claims, and their passages or those that their claims rest on. */
  'evidence.subjects': query({
    input: z.object({ shape: z.enum(tableShapes), keys: z.array(z.string().max(1000)).max(5_000_000) }),
    output: z.object({ claims: z.array(z.string()), passages: z.array(z.string()) }),
    reads: tables,
  }),
  /** The different values of a column in the rows of a filter, those of most rows first. */
  'evidence.values': query({
    input: z.object({
      shape: z.enum(tableShapes),
      filter: TableFilter.default([]),
      column: ColumnName,
      /** Words that the values contain. */
      search: Text.max(1000).default(''),
      limit: z.int().min(1).max(1000).default(200),
    }),
    output: z.object({
      values: z.array(z.object({ key: z.string(), text: z.string(), count: z.int() })),
      total: z.int(),
    }),
    reads: tables,
  }),
  /** How keys of `evidence.values` read, in their order. */
  'evidence.labels': query({
    input: z.object({ keys: z.array(Key).max(50_000) }),
    output: z.object({ labels: z.array(z.string()) }),
    reads: ['tag', 'actor', 'document', 'event', 'analyst', 'claim'],
  }),
  /** Judges several claims at once. What is left out stays; null takes the judgement and its reason away. */
  'claims.grade': command({
    input: z.object({
      claims: Claims,
      reliability: Reliability.nullable().optional(),
      credibility: Credibility.nullable().optional(),
    }),
    output: Nothing,
    label: 'Grade claim',
  }),
  'claims.setStatus': command({
    input: z.object({ claims: Claims, status: tokensOf(claimStatuses) }),
    output: Nothing,
    label: 'Change status of claim',
  }),
  'views.list': query({ input: Nothing, output: z.array(SavedView), reads: ['view'] }),
  'views.create': command({
    input: TableView.extend({ name: Name }),
    output: z.object({ view: z.string() }),
    label: 'Save view',
  }),
  'views.update': command({
    input: z.object({ view: Uid, name: Name.optional(), content: TableView.optional() }),
    output: Nothing,
    label: 'Change view',
  }),
  'views.remove': command({ input: z.object({ view: Uid }), output: Nothing, label: 'Delete view' }),
}
