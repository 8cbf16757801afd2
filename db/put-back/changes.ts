import { gone } from '../arrivals.ts'
import { columnsOf } from '../journal.ts'
import { valuesOf } from '../live-entries.ts'
import { cellsOf, model, type SharedTable, sharedTables } from '../model.ts'
import { identifier, jsonList, type ReadableDb, type SqlValue, sql } from '../sql.ts'
import { linksOf } from './links.ts'
import { keyOf, type Row, type Step } from './steps.ts'

/** What an action did to a row, or to one cell of it: what was before its first change, and after its last one. */
export interface Deed extends Row {
  /** Empty for a row that was made. */
  readonly cell: string
  readonly before: string | null
  readonly after: string | null
}

/** What an action did, row by row and cell by cell; of one row where it is given. Of a row that it made, only that. */
export function deedsOf(db: ReadableDb, action: string, row?: Row): Deed[] {
  const only = row ? sql` and tbl = ${row.table} and uid = ${row.uid}` : sql``
  const deeds = db.all<Deed>(sql`select f.tbl "table", f.uid uid, f.col cell, f.before before, l.after after
    from (select min(n) first, max(n) last from change
      where action = ${action} and tbl in ${jsonList(sharedTables)}${only} group by tbl, uid, col)
    join change f on f.n = first join change l on l.n = last order by first`)
  const born = new Set(deeds.filter(({ cell }) => cell === '').map(keyOf))
  return deeds.filter((deed) => deed.cell === '' || !born.has(keyOf(deed)))
}

/** What the program writes down by itself: who works on the project, and the bytes that were imported. */
const byItself: readonly SharedTable[] = ['analyst', 'original']

/** What would take a deed back; null for what nothing takes back, such as a conflict that was settled. */
export function stepOf(db: ReadableDb, { table, uid, cell, before, after }: Deed): Step | null {
  if (byItself.includes(table)) return null
  if (cell === '') return after === null ? null : { does: 'remove', table, uid }
  if (before === null || before === after) return null
  if (cell === 'deleted') return { does: after === gone ? 'restore' : 'remove', table, uid }
  const columns = cellsOf(table, columnsOf(db.connection, table)).get(cell)
  const values = valuesIn(before)
  if (!columns?.every((column) => column in values)) return null
  const written = columns.map((column) => [column, values[column] ?? null] as const)
  return { does: 'write', table, uid, cell, values: Object.fromEntries(written) }
}

/** The values of a change; a damaged one has none. */
function valuesIn(json: string): Readonly<Record<string, SqlValue>> {
  try {
    const values: unknown = JSON.parse(json)
    return typeof values === 'object' && values !== null ? (values as Record<string, SqlValue>) : {}
  } catch {
    return {}
  }
}

/** What a cell of a row is now, as the journal writes it; undefined where there is no such row or cell. */
export function nowIn(db: ReadableDb, { table, uid }: Row, cell: string): string | undefined {
  const columns = cellsOf(table, columnsOf(db.connection, table)).get(cell)
  if (!columns) return undefined
  return db.value<string>(sql`select ${valuesOf(columns)} from ${identifier(table)} t where uid = ${uid}`)
}

/** Rows that the same action deleted and that a step needs: what a row belongs to, and what a value names. */
export function companions(db: ReadableDb, step: Step, action: string): Step[] {
  const found = new Map<string, Step>()
  const visit = ({ table }: Row, values: Values, columns: readonly string[]) => {
    for (const link of linksOf(db.connection)) {
      const uid = values[link.column]
      if (link.table !== table || !columns.includes(link.column) || typeof uid !== 'string') continue
      const row = { table: link.to, uid }
      if (found.has(keyOf(row)) || !deletedBy(db, action, row)) continue
      found.set(keyOf(row), { does: 'restore', ...row })
      visit(row, rowOf(db, row), Object.keys(model[row.table].owners))
    }
  }
  if (step.does === 'write') visit(step, step.values, Object.keys(step.values))
  if (step.does === 'restore') visit(step, rowOf(db, step), Object.keys(model[step.table].owners))
  return [...found.values()].filter((one) => keyOf(one) !== keyOf(step))
}

type Values = Readonly<Record<string, SqlValue>>

function rowOf(db: ReadableDb, { table, uid }: Row): Values {
  return db.get<Values>(sql`select * from ${identifier(table)} where uid = ${uid}`) ?? {}
}

function deletedBy(db: ReadableDb, action: string, { table, uid }: Row): boolean {
  const deleted = sql`select 1 from change c where c.action = ${action} and c.tbl = ${table} and c.uid = ${uid}
    and c.col = 'deleted' and c.after = ${gone}
    and exists (select 1 from ${identifier(table)} t where t.uid = c.uid and t.deleted = 1) limit 1`
  return db.value(deleted) !== undefined
}

/** Rows that an action made as parts of one that it made: they are not seen any more once that is taken away. */
export function partsOf(db: ReadableDb, { table, uid }: Row, action: string): Row[] {
  const owned = sharedTables.flatMap((part) =>
    Object.entries(model[part].owners)
      .filter(([, owner]) => owner === table)
      .map(([column]) => ({ part, column })),
  )
  const parts = owned.flatMap(({ part, column }) =>
    db
      .column<string>(
        sql`select uid from ${identifier(part)} t where ${identifier(column)} = ${uid} and exists (
          select 1 from change c where c.tbl = ${part} and c.uid = t.uid and c.col = '' and c.action = ${action})`,
      )
      .map((one) => ({ table: part, uid: one })),
  )
  return [...parts, ...parts.flatMap((part) => partsOf(db, part, action))]
}
