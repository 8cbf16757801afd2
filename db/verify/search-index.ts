import { searchedColumns } from '../reindex.ts'
import { identifier, type ReadableDb, sql } from '../sql.ts'
import { type Check, type Finding, problem } from './finding.ts'

function* searchIndex(db: ReadableDb): Iterable<Finding> {
  let missing = 0
  let expected = 0
  for (const { table, column, from, uid } of searchedColumns()) {
    yield null
    const filled = sql`${identifier(from)} t where t.${identifier(column)} is not null`
    const entry = sql`exists (select 1 from search_entry e join search_index_docsize i on i.id = e.n
      where e.tbl = ${table} and e.col = ${column} and e.uid = t.${identifier(uid)})`
    expected += db.value<number>(sql`select count(*) from ${filled}`) ?? 0
    missing += db.value<number>(sql`select count(*) from ${filled} and not ${entry}`) ?? 0
  }
  const entries = db.value<number>(sql`select count(*) from search_entry`) ?? 0
  const indexed = db.value<number>(sql`select count(*) from search_index_docsize`) ?? 0
  if (missing === 0 && entries === expected && indexed === expected) return
  const held = Math.max(entries, indexed)
  const message =
    missing > 0
      ? `The search would not find ${missing} of ${expected} texts.`
      : `The search index holds ${held} entries for ${expected} texts.`
  yield problem('warning', 'search-index', message)
}

export const searchChecks: readonly Check[] = [
  { name: 'search-index', title: 'Search index', run: searchIndex },
]
