import { claimsIn, claimVisibility } from '../counts/written-rows.ts'
import { kept } from '../kept.ts'
import { jsonList, sql } from '../sql.ts'
import { hiddenRows } from '../visibility.ts'
import type { RowKey } from './knowledge.ts'

/** The keys of all claims in the order of exports, which is that of their ids. */
export const claimKeys = kept<readonly RowKey[]>({
  cells: claimVisibility,
  make: (db) =>
    db.tuples<RowKey>(sql`with ${hiddenRows('claim')} select null, null, null, uid from claim
      where uid not in (select uid from hidden_claim) order by uid`),
  follow: (db, keys, written) => {
    const touched = new Set(claimsIn(db, written))
    // No destructuring: of 100,000 arrays it takes longer than all the rest.
    const rest = keys.filter((key) => !touched.has(key[3] ?? ''))
    const there = db.tuples<RowKey>(sql`select null, null, null, uid from live_claim
      where uid in ${jsonList([...touched])} order by uid`)
    const [first] = there
    // New ids come after those that are there; one that was deleted and is back stands among them.
    const isLast = first === undefined || (first[3] ?? '') > (rest.at(-1)?.[3] ?? '')
    return isLast ? [...rest, ...there] : undefined
  },
})
