import type Database from 'better-sqlite3'
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

/**
 * A column with a value out of no list of its own, in the rows or in what is kept of them; null where there is none.
 * The program would answer with values that no part of it expects.
 *
 * What is in {@link records} must be JSON.
 */
export function strangeChoice(connection: Database.Database): string | null {
  for (const [table, column, words] of choices) {
    if (!hasColumn(connection, table, column)) continue
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
        `select distinct r.tbl, j.key, cast(j.value as text) from main.${table} r, json_each(r.${name}) j
          where r.${name} is not null and j.value is not null
            and r.tbl || '.' || j.key in (select value from json_each(?))`,
      )
      .raw()
      .iterate(JSON.stringify([...permitted.keys()])) as IterableIterator<[string, string, string]>
    for (const [tbl, column, value] of values) {
      if (!permitted.get(`${tbl}.${column}`)?.has(value)) return record
    }
  }
  return null
}

/** Whether columns of a row, by their names, hold a value out of no list of its own. */
export function isStrange(table: string, columns: unknown): boolean {
  if (typeof columns !== 'object' || columns === null) return false
  return Object.entries(columns).some(([column, value]) => {
    const words = permitted.get(`${table}.${column}`)
    return words !== undefined && value !== null && !words.has(String(value))
  })
}

/** A file of an older version lacks what later ones brought. */
function hasColumn(connection: Database.Database, table: string, column: string): boolean {
  const columns = connection.pragma(`main.table_info("${table}")`) as { name: string }[]
  return columns.some(({ name }) => name === column)
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
