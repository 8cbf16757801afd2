import type Database from 'better-sqlite3'

/** Base tables: what holds rows of its own. The full-text index and the tables behind it are left out. */
export function baseTables(connection: Database.Database): string[] {
  const names = `select name from main.sqlite_schema
    where type = 'table' and rootpage > 0 and name not like 'search\\_index\\_%' escape '\\' and name not like 'sqlite\\_%' escape '\\'
    order by name`
  return connection.prepare(names).pluck().all() as string[]
}

/**
 * `integrity_check` of each table with its indexes: pages, order, the types of STRICT columns. The tables behind
 * the full-text index are checked as tables; the plain `integrity_check` would also interpret what is in them,
 * which may be hostile.
 *
 * @returns what SQLite reports, empty where everything is in order
 */
export function integrityProblems(connection: Database.Database): string[] {
  const names = `select name from main.sqlite_schema where type = 'table' and rootpage > 0 order by name`
  const tables = connection.prepare(names).pluck().all() as string[]
  return ['sqlite_schema', ...tables].flatMap((table) => {
    const rows = connection.pragma(`integrity_check("${table.replaceAll('"', '""')}")`) as {
      integrity_check: string
    }[]
    return rows.map((row) => row.integrity_check).filter((message) => message !== 'ok')
  })
}

/**
 * Whether every page of the file belongs to exactly one table, index or the list of free pages; checks of
 * single tables do not notice a page that two of them share.
 */
export function pagesAddUp(connection: Database.Database): boolean {
  const pragma = (name: string) => connection.pragma(name, { simple: true }) as number
  const { used, distinct } = connection
    .prepare('select count(*) used, count(distinct pageno) "distinct" from dbstat')
    .get() as { used: number; distinct: number }
  if (used !== distinct) return false
  const pages = pragma('page_count')
  // SQLite leaves the page at the first gigabyte unused: its lock bytes are there.
  const lockPage = pages * pragma('page_size') > 2 ** 30 ? 1 : 0
  return pragma('auto_vacuum') !== 0 || used + pragma('freelist_count') + lockPage === pages
}
