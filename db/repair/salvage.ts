import type Database from 'better-sqlite3'
import { isStrange, type RecordedColumns, recordedColumns } from '../check-values.ts'
import { type SharedTable, sharedTables } from '../model.ts'
import type { Row, Source } from './source.ts'
import { Tally } from './tally.ts'

/** Longer ids are none of ours. */
const longestId = 256

/**
 * Copies what can be read of a damaged file into an empty project: first the history, then every table, and what
 * could not be read is put together again from the history, which says how each row was made and changed.
 *
 * References are not enforced yet, see `mendReferences`.
 */
export function salvage(source: Source, target: Database.Database): Tally {
  const tally = new Tally()
  target.transaction(() => {
    for (const table of ['action', 'change'] as const) copyTable(source, target, tally, table, 'n')
    copyTable(source, target, tally, 'session', 'sid')
    for (const table of sharedTables) copyTable(source, target, tally, 'cell', 'uid', `tbl = '${table}'`)
    for (const table of sharedTables) {
      copyTable(source, target, tally, table, 'uid')
      rebuildFromHistory(source, target, tally, table)
    }
    for (const table of ['document_text', 'original_bytes'] as const) {
      copyTable(source, target, tally, table, 'rowid')
    }
  })()
  return tally
}

function copyTable(
  source: Source,
  target: Database.Database,
  tally: Tally,
  table: string,
  column: string,
  where?: string,
): void {
  const insert = inserter(target, table)
  const of = { table, column, ...(where === undefined ? {} : { where }) }
  for (const row of source.rows(of, (count, gaps) => tally.missed(table, count, gaps))) {
    if (insert(row)) tally.read(table)
    else tally.missed(table, 1, false)
  }
}

const jsonColumns: ReadonlySet<string> = new Set([
  'cell.val',
  'change.before',
  'change.after',
  'change.contested',
])

/** Whether a column holds JSON, or nothing; and of a row that is told of, no columns and values that it cannot have. */
function isRecord(
  known: RecordedColumns,
  column: string,
  about: unknown,
  value: Row[string] | undefined,
): boolean {
  if (value === null || value === undefined) return true
  try {
    return !isStrange(known, column, String(about), JSON.parse(String(value)))
  } catch {
    return false
  }
}

/** Whether a row of `cell` is one: its columns by name, at a time that a calendar has. */
function isWrite({ val, hlc }: Row): boolean {
  const value: unknown = JSON.parse(String(val))
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Number(hlc) >= 0 &&
    Number(hlc) <= 8.64e15
  )
}

/** @returns a function that says whether the row could be inserted: rubbish that looks like a row has odd values */
export function inserter(target: Database.Database, table: string): (row: Row) => boolean {
  const columns = (target.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
  const json = columns.filter((column) => jsonColumns.has(`${table}.${column}`))
  const known = recordedColumns(target)
  const places = columns.map(() => '?').join(', ')
  const statement = target.prepare(
    `insert or ignore into main.${table} (${columns.join(', ')}) values (${places})`,
  )
  return (row) => {
    if (json.some((column) => !isRecord(known, `${table}.${column}`, row.tbl, row[column]))) return false
    if (table === 'cell' && !isWrite(row)) return false
    if ('uid' in row && (typeof row.uid !== 'string' || row.uid === '' || row.uid.length > longestId))
      return false
    try {
      return statement.run(...columns.map((column) => row[column] ?? null)).changes === 1
    } catch (error) {
      if (String((error as { code?: string }).code).startsWith('SQLITE_CONSTRAINT')) return false
      throw error
    }
  }
}

/** Adds the rows that the history knows and the tables did not give. */
function rebuildFromHistory(
  source: Source,
  target: Database.Database,
  tally: Tally,
  table: SharedTable,
): void {
  const absent = target
    .prepare(
      `select distinct uid from change where tbl = ? and col = '' and uid not in (select uid from main.${table})`,
    )
    .pluck()
    .all(table) as string[]
  const insert = inserter(target, table)
  for (const uid of absent) {
    const read = source.row(table, uid)
    if (read && insert(read)) tally.read(table)
    else if (insertFromHistory(target, table, uid)) tally.rebuilt(table)
    else tally.lost(table)
  }
}

/** Inserts a row as the history left it. @returns false where the history does not know it whole */
export function insertFromHistory(target: Database.Database, table: SharedTable, uid: string): boolean {
  const row = rowFromHistory(target, table, uid)
  return row !== undefined && inserter(target, table)(row)
}

/** A row as it was made and then changed, one change after the other. */
export function rowFromHistory(target: Database.Database, table: SharedTable, uid: string): Row | undefined {
  const changes = target
    .prepare('select col, after from change where tbl = ? and uid = ? and after is not null order by n')
    .all(table, uid) as { col: string; after: string }[]
  const birth = changes.find(({ col }) => col === '')
  if (!birth) return undefined
  const row: Row = {}
  try {
    for (const { after } of changes) Object.assign(row, JSON.parse(after))
  } catch {
    // A change that is no JSON any more: what the row became is not known.
    return undefined
  }
  return row
}
