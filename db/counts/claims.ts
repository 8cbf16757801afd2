import { kept } from '../kept.ts'
import { jsonList, sql } from '../sql.ts'
import { claimVisibility, rowsIn } from './written-rows.ts'

/** How many claims there are. */
export const claimCount = kept<number>({
  cells: claimVisibility,
  make: (db) =>
    db.value<number>(sql`select count(*) from claim
      where deleted = 0 and proposition not in (select uid from proposition where deleted = 1)`) ?? 0,
  follow: (db, count, written) => {
    // Two tables are read once, which takes less than looking for what has become of each claim.
    if (written.some(({ tbl, col }) => tbl !== 'claim' || col !== '')) return undefined
    const made = jsonList(rowsIn(written, 'claim'))
    return count + (db.value<number>(sql`select count(*) from live_claim where uid in ${made}`) ?? 0)
  },
})
