import type Database from 'better-sqlite3'
import { model, sharedTables } from './model.ts'
import { searchableText } from './text/searchable.ts'

/**
 * Makes the full-text index anew from the rows. The old one is dropped without being read: in a file from
 * elsewhere its pages may be hostile, and in a copy they may hold words of what was removed.
 *
 * The connection must have no journal installed: the entries are written here, in one transaction.
 */
export function rebuildSearchIndex(connection: Database.Database): void {
  connection.function('searchable_text', { deterministic: true }, (text) =>
    typeof text === 'string' ? searchableText(text) : null,
  )
  const index = connection.prepare(`select sql from main.sqlite_schema where name = 'search_index'`).pluck()
  const statements = searchedColumns().map(
    ({ table, column, from, uid }) => `
      insert into search_entry (tbl, uid, col) select '${table}', ${uid}, '${column}' from ${from} where ${column} is not null;
      insert into search_index (rowid, body) select n, searchable_text(t.${column})
        from search_entry e join ${from} t on t.${uid} = e.uid where e.tbl = '${table}' and e.col = '${column}';`,
  )
  connection
    .transaction(() => {
      const definition = index.get() as string
      connection.exec('drop table search_index; delete from search_entry;')
      connection.exec(definition)
      connection.exec(statements.join('\n'))
    })
    .immediate()
}

/** A column in the full-text index: the table and column that a search reports, and where the text is. */
export interface SearchedColumn {
  readonly table: string
  readonly column: string
  readonly from: string
  readonly uid: string
}

/** Every column that the full-text index covers, the bodies of documents included. */
export function searchedColumns(): SearchedColumn[] {
  const columns = sharedTables.flatMap((table) =>
    model[table].searched.map((column) => ({ table, column, from: table, uid: 'uid' })),
  )
  return [...columns, { table: 'document', column: 'body', from: 'document_text', uid: 'document' }]
}
