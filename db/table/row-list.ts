import type { TableRows } from '../contract/evidence-table.ts'
import { joinSql, type ReadableDb, type Sql, sql } from '../sql.ts'
import { claimKeys } from './claim-keys.ts'
import { filterSql } from './conditions.ts'
import { knowledgeOf, type RowKey } from './knowledge.ts'
import { sortByPlaces } from './orders.ts'
import { columnSql, shapeSql } from './shapes.ts'

/** Lists that are kept: of the shapes that somebody switches between, with the filter before this one. */
const keptLists = 6

/**
 * The ids of all rows that a filter leaves, in the order of a sort: made once, and kept until something in the
 * project changes. (A page deep inside an order without an index takes seconds by LIMIT and OFFSET, and under a
 * millisecond by such a list.)
 *
 * Texts sort without case and marks, by code point; empty cells come last both ways; what is equal keeps the
 * order of exports.
 *
 * @throws AppError `invalid` for columns that there are not and tests that do not suit them
 */
export function rowList(db: ReadableDb, { shape, filter, sort }: TableRows): readonly RowKey[] {
  const { lists } = knowledgeOf(db)
  const name = JSON.stringify([shape, filter, sort])
  const list = lists.get(name) ?? makeList(db, { shape, filter, sort })
  lists.delete(name)
  lists.set(name, list)
  const [oldest] = lists.keys()
  if (lists.size > keptLists && oldest !== undefined) lists.delete(oldest)
  return list
}

function makeList(db: ReadableDb, rows: TableRows): readonly RowKey[] {
  if (rows.shape === 'claims' && rows.filter.length === 0 && rows.sort.length === 0) return claimKeys(db)
  return foreseen(db, rows) ?? listBySql(db, rows)
}

/** The list where it needs no SQL: in another order of all rows, by columns that were looked into beforehand. */
function foreseen(db: ReadableDb, rows: TableRows): readonly RowKey[] | undefined {
  if (rows.filter.length > 0 || rows.sort.length === 0) return undefined
  const knowledge = knowledgeOf(db)
  if (knowledge.orders.size === 0) return undefined
  const all = rowList(db, { ...rows, sort: [] })
  const order = sortByPlaces(knowledge, rows, all.length)
  return order && Array.from(order, (row) => all[row] as RowKey)
}

function listBySql(db: ReadableDb, { shape, filter, sort }: TableRows): readonly RowKey[] {
  const { from, key, order } = shapeSql(shape)
  const wanted = filterSql(db, shape, filter)
  const orders = sort.map(({ column, descending }): Sql => {
    const made = columnSql(shape, column)
    made.prepare?.(db)
    return descending ? sql`${made.order} desc nulls last` : sql`${made.order} asc nulls last`
  })
  return db.tuples<RowKey>(
    sql`select ${key} from ${from} where ${wanted} order by ${joinSql([...orders, order], ', ')}`,
  )
}
