import type Database from 'better-sqlite3'
import { model, type SharedTable, sharedTables } from './model.ts'

/**
 * Makes `temp.live_TABLE` for every shared table: the rows whose own mark and whose owners' marks are clear.
 * Marks do not cascade, so deleting a document and undoing it costs one row however much hangs on it.
 *
 * @param schema `main`, or the name of an attached project, whose views are called `SCHEMA_TABLE`
 */
export function installVisibility(connection: Database.Database, schema = 'main'): void {
  const prefix = schema === 'main' ? 'live' : schema
  for (const table of sharedTables) {
    connection.exec(
      `create temp view ${prefix}_${table} as select r.* from ${schema}.${table} r where ${visible(table, schema, 'r')}`,
    )
  }
}

function visible(table: SharedTable, schema: string, row: string, depth = 0): string {
  const owners = Object.entries(model[table].owners).map(([column, owner]) => {
    const alias = `o${depth}`
    const exists = `exists (select 1 from ${schema}.${owner} ${alias} where ${alias}.uid = ${row}.${column} and ${visible(owner, schema, alias, depth + 1)})`
    return `(${row}.${column} is null or ${exists})`
  })
  return [`${row}.deleted = 0`, ...owners].join(' and ')
}
