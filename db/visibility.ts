import type Database from 'better-sqlite3'
import { model, type SharedTable, sharedTables } from './model.ts'
import { identifier, joinSql, type Sql, sql } from './sql.ts'

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

/**
 * The rows that `live_TABLE` leaves out, as tables `hidden_TABLE (uid)` of a `with`. They are few, and looked for once,
 * while a check of each row's marks takes several times as long where 100,000 rows are counted.
 */
export function hiddenRows(...tables: readonly SharedTable[]): Sql {
  const wanted = withOwners(tables)
  const parts = sharedTables.filter((table) => wanted.has(table)).map(hiddenTable)
  return joinSql(parts, ', ')
}

function hiddenTable(table: SharedTable): Sql {
  const owned = Object.entries(model[table].owners).map(
    ([column, owner]) => sql` or ${identifier(column)} in (select uid from ${identifier(`hidden_${owner}`)})`,
  )
  return sql`${identifier(`hidden_${table}`)} (uid) as materialized
    (select uid from ${identifier(table)} where deleted = 1${joinSql(owned, '')})`
}

function withOwners(tables: readonly SharedTable[]): Set<SharedTable> {
  const all = new Set(tables)
  for (const table of all) for (const owner of Object.values(model[table].owners)) all.add(owner)
  return all
}
