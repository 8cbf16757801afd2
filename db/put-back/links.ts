import type Database from 'better-sqlite3'
import { type SharedTable, sharedTables } from '../model.ts'
import { isSharedTable } from '../row-words.ts'

/** A column that names rows of a table. */
export interface Link {
  readonly table: SharedTable
  readonly column: string
  readonly to: SharedTable
}

const known = new WeakMap<Database.Database, readonly Link[]>()

/** The links between rows that the schema knows. */
export function linksOf(connection: Database.Database): readonly Link[] {
  const links = known.get(connection) ?? readLinks(connection)
  known.set(connection, links)
  return links
}

function readLinks(connection: Database.Database): Link[] {
  return sharedTables.flatMap((table) => {
    const keys = connection.pragma(`main.foreign_key_list(${table})`) as { from: string; table: string }[]
    return keys.flatMap(({ from, table: to }) => (isSharedTable(to) ? [{ table, column: from, to }] : []))
  })
}

/** Tables whose rows can be about a row of any table, by their column `subject`. */
export const aboutAnything = ['note', 'lead', 'card'] as const satisfies readonly SharedTable[]
