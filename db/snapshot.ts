import Database from 'better-sqlite3'
import { harden } from './connection.ts'
import { type ReadableDb, sql, wrapConnection } from './sql.ts'
import { installVisibility } from './visibility.ts'

/**
 * A second connection to a project that this program holds open already: reading only, and with one snapshot
 * from now until `close`, so that batches of a long task do not tear.
 */
export function openSnapshot(file: string): { readonly db: ReadableDb; close(): void } {
  const connection = new Database(file, { readonly: true, fileMustExist: true })
  harden(connection)
  installVisibility(connection)
  const db = wrapConnection(connection)
  connection.exec('begin')
  // A transaction has its snapshot from its first read on.
  db.value(sql`select count(*) from sqlite_schema`)
  return { db, close: () => connection.close() }
}
