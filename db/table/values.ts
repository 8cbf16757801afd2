import type { Input, Output } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { foldText } from '../text/fold.ts'
import { filterSql } from './conditions.ts'
import { knowledgeOf } from './knowledge.ts'
import { columnSql, shapeSql } from './shapes.ts'

/**
 * The different values of a column in the rows that a filter leaves, with how many rows have each.
 *
 * @throws AppError `invalid` for a column of which values cannot be told apart, such as running text
 */
export function tableValues(db: ReadableDb, input: Input<'evidence.values'>): Output<'evidence.values'> {
  const { shape, filter, column: name, search, limit } = input
  knowledgeOf(db)
  const column = columnSql(shape, name)
  column.prepare?.(db)
  if (!column.values)
    throw new AppError('invalid', `“${name}” has no values to choose from.`, { field: 'column' })
  const { from, key } = shapeSql(shape)
  const { join, where, key: value, text } = column.values
  const rows = db.all<{ key: string; text: string; count: number }>(sql`
    select key, min(text) as text, count(*) as count from (
      select distinct ${key}, cast(${value} as text) as key, cast(${text} as text) as text
      from ${from} ${join} where ${where} and ${filterSql(db, shape, filter)})
    where coalesce(text, '') <> '' and key is not null group by key order by count desc, text, key`)
  const words = foldText(search.trim())
  const found = words === '' ? rows : rows.filter((row) => foldText(row.text).includes(words))
  return { values: found.slice(0, limit), total: found.length }
}

/** How keys of values read: names of what has one, else the key itself. */
export function valueLabels(db: ReadableDb, keys: readonly string[]): string[] {
  const { names, tags, tagPlaces } = knowledgeOf(db)
  const wanted = jsonList([...new Set(keys)])
  const titles = new Map(
    db.tuples<[string, string]>(sql`
      select uid, title from document where uid in ${wanted}
      union all select uid, title from event where uid in ${wanted}
      union all select uid, name from analyst where uid in ${wanted}`),
  )
  const cites = new Map(
    db
      .tuples<[string, string, number]>(sql`select uid, created_by, number from claim where uid in ${wanted}`)
      .map(([uid, by, number]) => [uid, names.cite(by, number)]),
  )
  return keys.map((key) => {
    const tag = tags[tagPlaces.get(key) ?? -1]
    return tag?.path.join(' > ') ?? names.actor(key) ?? titles.get(key) ?? cites.get(key) ?? key
  })
}
