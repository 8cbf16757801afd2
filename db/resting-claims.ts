import { removeUnclaimed } from './propositions.ts'
import { removeRows } from './rows.ts'
import { jsonList, type ReadableDb, type Sql, sql, type WritableDb } from './sql.ts'

export interface RestingClaim {
  readonly uid: string
  readonly proposition: string
  /** The short id that people cite. */
  readonly cite: string
}

/** Claims whose every piece of evidence is among these passages: without them nothing would carry the claim. */
export function claimsRestingOnPassages(db: ReadableDb, passages: readonly string[]): RestingClaim[] {
  return claimsRestingOn(db, sql`e.passage in ${jsonList(passages)}`)
}

/** Claims whose every piece of evidence is in these documents. */
export function claimsRestingOnDocuments(db: ReadableDb, documents: readonly string[]): RestingClaim[] {
  const gone = jsonList(documents)
  const places = sql`e.passage in (select uid from live_passage where document in ${gone})`
  return claimsRestingOn(db, sql`(${places} or e.document in ${gone})`)
}

/** @param going a condition on the evidence row `e` */
function claimsRestingOn(db: ReadableDb, going: Sql): RestingClaim[] {
  return db.all(sql`
    select c.uid, c.proposition, coalesce(a.initials, '?') || '-' || c.number as cite
    from live_claim c left join live_analyst a on a.uid = c.created_by
    where c.uid in (select e.claim from live_evidence e where ${going})
      and not exists (select 1 from live_evidence e where e.claim = c.uid and not coalesce(${going}, 0))
    order by c.number, c.uid`)
}

/** Deletes claims that lose what they rest on, with the propositions that were made for them. */
export function removeRestingClaims(db: WritableDb, claims: readonly RestingClaim[]): void {
  removeRows(
    db,
    'claim',
    claims.map(({ uid }) => uid),
  )
  removeUnclaimed(
    db,
    claims.map(({ proposition }) => proposition),
  )
}
