import { jsonList, sql } from '../sql.ts'
import { keptCounts } from './kept-counts.ts'
import { rowsIn } from './written-rows.ts'

/** How many passages each document has, as far as they are not deleted themselves. */
export const passagesOfDocuments = keptCounts({
  cells: { passage: ['', 'deleted', 'document'] },
  count: (db, only) =>
    new Map(
      db.tuples<[string, number]>(
        only
          ? sql`select document, count(*) from passage where deleted = 0 and document in ${jsonList(only)}
              group by document`
          : sql`select document, count(*) from passage where deleted = 0 group by document`,
      ),
    ),
  touched: (db, written) => {
    if (written.some(({ col }) => col === 'document')) return undefined
    const passages = jsonList(rowsIn(written, 'passage'))
    return new Set(db.column<string>(sql`select document from passage where uid in ${passages}`))
  },
})
