import type Database from 'better-sqlite3'
import type { SharedTable } from './model.ts'
import { joinSql, type ReadableDb, type Sql, type SqlValue, sql, valueList } from './sql.ts'

/** One cell that was written, as the journal tells it. */
export interface Written {
  readonly tbl: SharedTable
  readonly uid: string
  /** The cell; empty where the row is new. */
  readonly col: string
  /** The cell's columns, or all columns of a new row. */
  readonly before: Readonly<Record<string, SqlValue>> | null
  readonly after: Readonly<Record<string, SqlValue>> | null
}

export interface Keeping<T> {
  /** The cells that it is made of, table by table; an empty name stands for new rows. */
  readonly cells: Readonly<Partial<Record<SharedTable, readonly string[]>>>
  readonly make: (db: ReadableDb) => T
  /**
   * What it is after some of these cells were written, each write once and in order.
   *
   * @returns undefined where it is as quick to make it anew
   */
  readonly follow: (db: ReadableDb, value: T, written: readonly Written[]) => T | undefined
}

/** What was found out, and up to where in the journal it holds. */
interface Kept<T> {
  readonly value: T
  /** The number of the last change that it knows. */
  readonly n: number
  /** Changes with every write by another connection. */
  readonly dataVersion: number
}

// Beyond, looking at each write takes as long as counting everything.
const mostWritten = 500

const caches = new WeakMap<Database.Database, Map<unknown, Kept<unknown>>>()

/**
 * Something that takes a look at every row of a large table, such as how many claims there are of each actor. It is
 * found out once for each connection; from then on only what the journal tells is looked at, so that a small change
 * costs little in a large project too.
 *
 * Inside a transaction it is always made anew: what is written there may be taken back, and its numbers in the
 * journal given to other changes.
 *
 * @returns what gives it as of now; nobody may change it
 */
export function kept<T>(keeping: Keeping<T>): (db: ReadableDb) => T {
  const wanted = cellsWanted(keeping.cells)
  return (db) => {
    const { connection } = db
    if (connection.inTransaction) return keeping.make(db)
    const cache = cacheOf(connection)
    const known = cache.get(keeping) as Kept<T> | undefined
    const n = db.value<number>(sql`select coalesce(max(n), 0) from change`) ?? 0
    const dataVersion = connection.pragma('data_version', { simple: true }) as number
    if (known?.n === n && known.dataVersion === dataVersion) return known.value
    const value = (known && followed(db, keeping, wanted, known, n, dataVersion)) ?? keeping.make(db)
    cache.set(keeping, { value, n, dataVersion })
    return value
  }
}

/** Makes everything anew that is kept for a connection: its rows were written in ways that no list of cells tells. */
export function forgetKept(connection: Database.Database): void {
  caches.delete(connection)
}

function followed<T>(
  db: ReadableDb,
  { follow }: Keeping<T>,
  wanted: Sql,
  known: Kept<T>,
  n: number,
  dataVersion: number,
): T | undefined {
  // Others may have merged, and then the journal has no list of cells.
  if (known.dataVersion !== dataVersion || known.n > n) return undefined
  const rows = db.all<Omit<Written, 'before' | 'after'> & { before: string | null; after: string | null }>(
    sql`select tbl, uid, col, before, after from change where n > ${known.n} and (${wanted})
      order by n limit ${mostWritten + 1}`,
  )
  if (rows.length === 0) return known.value
  if (rows.length > mostWritten) return undefined
  return follow(
    db,
    known.value,
    rows.map((row) => ({ ...row, before: parsed(row.before), after: parsed(row.after) })),
  )
}

function parsed(text: string | null): Written['after'] {
  return text === null ? null : (JSON.parse(text) as Written['after'])
}

function cellsWanted(cells: Keeping<unknown>['cells']): Sql {
  const tables = Object.entries(cells).map(
    ([table, names]) => sql`tbl = ${table} and col in (${valueList(names)})`,
  )
  return joinSql(tables, ' or ')
}

function cacheOf(connection: Database.Database): Map<unknown, Kept<unknown>> {
  const cache = caches.get(connection) ?? new Map<unknown, Kept<unknown>>()
  caches.set(connection, cache)
  return cache
}
