import { hiddenPassages } from '../passages.ts'
import { jsonList, sql } from '../sql.ts'
import { keptCounts } from './kept-counts.ts'
import { rowsIn } from './written-rows.ts'

/** How many passages have each tag, whoever put it there. */
export const passagesOfTags = keptCounts({
  cells: { tagging: ['', 'deleted'], passage: ['deleted', 'document'], document: ['deleted'] },
  count: (db, only) =>
    new Map(
      db.tuples<[string, number]>(sql`select tag, count(distinct passage) from tagging
        where deleted = 0 and passage not in (${hiddenPassages})
          and ${only ? sql`tag in ${jsonList(only)}` : sql`true`} group by tag`),
    ),
  touched: (db, written) => {
    if (written.some(({ tbl, col }) => tbl === 'document' || col === 'document')) return undefined
    return new Set(
      db.column<string>(sql`select tag from tagging where uid in ${jsonList(rowsIn(written, 'tagging'))}
        union select tag from tagging where deleted = 0 and passage in ${jsonList(rowsIn(written, 'passage'))}`),
    )
  },
})
