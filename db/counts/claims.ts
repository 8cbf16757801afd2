import { kept } from '../kept.ts'
import { sql } from '../sql.ts'
import { claimVisibility } from './written-rows.ts'

/** How many claims there are. */
export const claimCount = kept<number>({
  cells: claimVisibility,
  make: (db) =>
    db.value<number>(sql`select count(*) from claim
      where deleted = 0 and proposition not in (select uid from proposition where deleted = 1)`) ?? 0,
  // Two tables are read once, which takes less than looking for what has become of each claim.
  follow: () => undefined,
})
