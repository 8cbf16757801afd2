import type Database from 'better-sqlite3'
import { connect } from '../connection.ts'
import { versionOf } from '../migrate.ts'
import { schemaProblem } from '../permitted-schema.ts'
import { type Key, type KeyColumn, readKeys } from './read-keys.ts'

export type Row = Record<string, string | number | bigint | Buffer | null>

/** A damaged file, open for reading what there is. */
export interface Source {
  readonly connection: Database.Database
  /** The rows of a table that can be read; `missed` is told how many are known to be there and cannot. */
  rows(of: KeyColumn, missed: (count: number, gaps: boolean) => void): Iterable<Row>
  /** One row by its id; undefined where it is not there or cannot be read. */
  row(table: string, uid: string): Row | undefined
}

/**
 * Opens a copy that has been straightened.
 *
 * @returns null where its description of the tables cannot be read, or is not a project's: then nothing that it
 *   describes is touched
 */
export function openSource(file: string): { readonly source: Source; close(): void } | null {
  const connection = openQuietly(file)
  if (!connection) return null
  return {
    source: {
      connection,
      rows: (of, missed) => rowsOf(connection, of, missed),
      row: (table, uid) => quietly(() => one(connection, `select * from main.${table} where uid = ?`, uid)),
    },
    close: () => connection.close(),
  }
}

function openQuietly(file: string): Database.Database | null {
  let connection: Database.Database | undefined
  try {
    connection = connect(file)
    if (schemaProblem(connection, versionOf(connection)) === null) return connection
  } catch {
    // It cannot be opened as it is; the caller has other ways.
  }
  connection?.close()
  return null
}

/** Row by row, so that one whose further pages are lost costs no other. */
function* rowsOf(
  connection: Database.Database,
  of: KeyColumn,
  missed: (count: number, gaps: boolean) => void,
): Iterable<Row> {
  const { keys, gaps } = readKeys(connection, of)
  const { table, column, where = 'true' } = of
  const query = `select * from main.${table} not indexed where ${where} and ${column} = ?`
  let unread = 0
  for (const key of keys) {
    const rows = quietly(() => all(connection, query, key))
    if (rows === undefined) unread++
    else yield* rows
  }
  missed(unread, gaps)
}

function one(connection: Database.Database, query: string, key: Key): Row | undefined {
  return connection.prepare(query).get(key) as Row | undefined
}

function all(connection: Database.Database, query: string, key: Key): Row[] {
  return connection.prepare(query).all(key) as Row[]
}

/** What cannot be read is undefined: whatever SQLite says about it, there is no more to be had. */
function quietly<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
