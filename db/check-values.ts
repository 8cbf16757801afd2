import type Database from 'better-sqlite3'
import { baseTables } from './integrity.ts'
import { columnsOf } from './journal.ts'
import { sharedTables } from './model.ts'
import { flags, tokens } from './verify/values.ts'

/** The values that a column takes, where it takes only some: tokens of a vocabulary, and yes or no. */
const choices: readonly (readonly [table: string, column: string, words: readonly string[]])[] = [
  ...tokens.map(([table, column, words]) => [table, column, Object.keys(words)] as const),
  ...flags.map(([table, column]) => [table, column, ['0', '1']] as const),
  ...sharedTables.map((table) => [table, 'deleted', ['0', '1']] as const),
]

const permitted: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  choices.map(([table, column, words]) => [`${table}.${column}`, new Set(words)]),
)

/** Where values of rows are kept besides the rows: undo and merging bring them back. */
const records = ['cell.val', 'change.before', 'change.after'] as const

/** The columns of all tables that a record may be of, by table. */
export type RecordedColumns = ReadonlyMap<string, ReadonlySet<string>>

export function recordedColumns(connection: Database.Database): RecordedColumns {
  return new Map(baseTables(connection).map((table) => [table, new Set(columnsOf(connection, table))]))
}

/**
 * A column with a value out of no list of its own, in the rows or in what is kept of them, or with a record of a
 * column that there is not; null where there is none. The program would answer with values that no part of it expects.
 *
 * What is in {@link records} must be JSON. Of sessions that a merge brought, their numbers are kept, and no columns.
 */
export function strangeChoice(connection: Database.Database): string | null {
  const known = recordedColumns(connection)
  for (const [table, column, words] of choices) {
    // A file of an older version lacks what later ones brought.
    if (!known.get(table)?.has(column)) continue
    const odd = connection.prepare(
      `select 1 from main.${table} where ${column} is not null
        and cast(${column} as text) not in (select value from json_each(?)) limit 1`,
    )
    if (odd.get(JSON.stringify(words))) return `${table}.${column}`
  }
  for (const record of records) {
    const [table, name] = record.split('.')
    const values = connection
      .prepare(
        `select distinct r.tbl, j.key,
            case when r.tbl || '.' || j.key in (select value from json_each(?)) then cast(j.value as text) end
          from main.${table} r, json_each(r.${name}) j
          where r.${name} is not null and r.tbl <> 'session'`,
      )
      .raw()
      .iterate(JSON.stringify([...permitted.keys()])) as IterableIterator<[string, string, string | null]>
    for (const [tbl, column, value] of values) {
      if (!known.get(tbl)?.has(column)) return record
      if (value !== null && !permitted.get(`${tbl}.${column}`)?.has(value)) return record
    }
  }
  // What a merge took the place of, which its undo brings back.
  const contested = connection
    .prepare(
      `select distinct c.tbl, j.key from main.change c, json_each(c.contested) e, json_each(e.value, '$.val') j
        where c.contested is not null and c.tbl <> 'session'`,
    )
    .raw()
    .all() as [string, string][]
  return contested.every(([tbl, column]) => known.get(tbl)?.has(column)) ? null : 'change.contested'
}

/**
 * The same of what one row keeps of others.
 *
 * @param column where it is kept, such as `change.before`
 * @param table the table that it is about
 * @param kept what the JSON says
 */
export function isStrange(known: RecordedColumns, column: string, table: string, kept: unknown): boolean {
  if (table === 'session') return false
  if (column !== 'change.contested') return isStrangeRecord(known, table, kept)
  return !Array.isArray(kept) || kept.some((entry) => isStrangeRecord(known, table, entry?.val))
}

function isStrangeRecord(known: RecordedColumns, table: string, record: unknown): boolean {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return true
  return Object.entries(record).some(([column, value]) => {
    if (!known.get(table)?.has(column)) return true
    const words = permitted.get(`${table}.${column}`)
    return words !== undefined && value !== null && !words.has(String(value))
  })
}

/**
 * A column with a number that JavaScript cannot hold as it is, or an infinite one; null where there is none. Read, it
 * would be another one.
 */
export function unholdable(connection: Database.Database, tables: readonly string[]): string | null {
  for (const table of tables) {
    const columns = connection.pragma(`table_info("${table}")`) as { name: string; type: string }[]
    const numbers = columns.filter(({ type }) => type === 'INTEGER' || type === 'REAL')
    if (numbers.length === 0) continue
    const ends = numbers.map(({ name }) => `max("${name}"), min("${name}")`).join(', ')
    const found = connection.prepare(`select ${ends} from "${table}"`).raw().get() as (number | null)[]
    const odd = found.findIndex((value, i) => {
      const whole = numbers[Math.floor(i / 2)]?.type === 'INTEGER'
      return value !== null && !(whole ? Number.isSafeInteger(value) : Number.isFinite(value))
    })
    if (odd >= 0) return `${table}.${numbers[Math.floor(odd / 2)]?.name}`
  }
  return null
}
