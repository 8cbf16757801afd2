import type { Output } from './contract/contract.ts'
import type { SearchHit } from './contract/exchange.ts'
import type { QueryHandlers } from './handlers.ts'
import { model, sharedTables } from './model.ts'
import { hitAddress } from './search-hit.ts'
import { parseQuery, type SearchTerm } from './search-query.ts'
import { snippetOf } from './search-snippet.ts'
import { identifier, joinSql, type ReadableDb, type Sql, sql, valueList } from './sql.ts'

/**
 * Matches up to which results are ranked (by BM25). Beyond it the word is so common that ranking takes longer
 * than people wait, and says little: results come in the order in which they were written.
 */
const RANKED = 20_000

/** Everything that is searched: tables and their columns; a document's text is its column `body`. */
const searched = sharedTables.flatMap((table) => {
  const columns = table === 'document' ? [...model.document.searched, 'body'] : model[table].searched
  return columns.length === 0 ? [] : [{ table, columns }]
})

/** Whether an entry `e` of the index is of something that people see. A file from elsewhere may hold other entries. */
const isVisible = sql`case e.tbl ${joinSql(
  searched.map(
    ({ table, columns }) => sql`when ${table} then e.col in (${valueList(columns)})
      and exists (select 1 from ${identifier(`live_${table}`)} where uid = e.uid)`,
  ),
  ' ',
)} else 0 end`

/** One entry of the index, and what it belongs to: an alias is found as its actor. */
interface Entry {
  readonly tbl: string
  readonly uid: string
  readonly col: string
  readonly kind: SearchHit['kind']
  readonly owner: string
}

/**
 * Finds what an analyst typed in everything that carries words. A thing that is found in several of its fields
 * is one hit, shown by the field that fits best.
 *
 * @returns at most `limit` hits, and how many there are in all
 */
export function search(db: ReadableDb, query: string, limit: number): Output<'search.find'> {
  const parsed = parseQuery(query)
  if (!parsed) return { hits: [], total: 0 }
  const { match, terms } = parsed
  const matches =
    db.value<number>(sql`select count(*) from search_index where search_index match ${match}`) ?? 0
  const entries = found(match, matches <= RANKED)
  const hits = db.all<Entry & { readonly total: number }>(sql`
    select *, count(*) over () as total from (
      select tbl, uid, col, kind, owner, min(score) as best from (${entries}) group by kind, owner)
    order by best, owner limit ${limit}`)
  return { hits: hits.map((entry) => hitOf(db, entry, terms)), total: hits[0]?.total ?? 0 }
}

function found(match: string, ranked: boolean): Sql {
  return sql`select e.tbl, e.uid, e.col, case e.tbl when 'alias' then 'actor' else e.tbl end as kind,
      case e.tbl when 'alias' then (select actor from alias where uid = e.uid) else e.uid end as owner,
      ${ranked ? sql`x.rank` : sql`e.n`} as score
    from search_index x join search_entry e on e.n = x.rowid
    where x.search_index match ${match} and ${isVisible}`
}

function hitOf(db: ReadableDb, entry: Entry, terms: readonly SearchTerm[]): SearchHit {
  const { kind, owner, tbl, col } = entry
  const { snippet, matches, start } = snippetOf(textOf(db, entry), terms)
  const address = hitAddress(db, kind, owner)
  const isBody = tbl === 'document' && col === 'body'
  return {
    kind,
    uid: owner,
    field: tbl === 'alias' ? 'alias' : col,
    snippet,
    matches,
    ...address,
    start: isBody ? start : address.start,
  }
}

function textOf(db: ReadableDb, { tbl, uid, col }: Entry): string {
  const statement =
    tbl === 'document' && col === 'body'
      ? sql`select body from document_text where document = ${uid}`
      : sql`select ${identifier(col)} from ${identifier(tbl)} where uid = ${uid}`
  return db.value<string | null>(statement) ?? ''
}

export const searchHandlers: QueryHandlers<'search.find'> = {
  'search.find': (db, { query, limit }) => search(db, query, limit),
}
