import { listClaims } from './claim-list.ts'
import type { RelationInfo, RelationOther } from './contract/relation.ts'
import type { Names } from './export/names.ts'
import { jsonList, type ReadableDb, sql } from './sql.ts'

interface Row {
  readonly uid: string
  readonly kind: RelationInfo['kind']
  readonly contradiction: RelationInfo['contradiction']
  readonly state: RelationInfo['state']
  readonly note: string | null
  readonly direction: RelationInfo['direction']
  readonly hereClaim: string | null
  readonly hereProposition: string | null
  readonly claim: string | null
  readonly proposition: string | null
  readonly report: string | null
}

/**
 * The links that hang on claims or on propositions, as they look from there, oldest first. Those to what was
 * deleted are left out, and so is what leads from one proposition to another that is joined with it.
 *
 * @param propositions all of a group of joined ones
 */
export function relationsOf(
  db: ReadableDb,
  names: Names,
  { claims, propositions }: { readonly claims: readonly string[]; readonly propositions: readonly string[] },
): RelationInfo[] {
  const rows = relationRows(db, claims, propositions).filter(
    ({ proposition, hereProposition }) =>
      proposition === null ||
      hereProposition === null ||
      names.proposition(proposition) !== names.proposition(hereProposition),
  )
  const others = new Map(
    listClaims(db, { claims: rows.flatMap(({ claim }) => claim ?? []) }, names).map((one) => [one.uid, one]),
  )
  const statements = propositionsOf(
    db,
    names,
    rows.flatMap(({ proposition }) => proposition ?? []),
  )
  const otherOf = ({ claim, proposition, report }: Row): RelationOther | undefined => {
    if (claim !== null) {
      const info = others.get(claim)
      return info && { kind: 'claim', claim: info }
    }
    if (proposition !== null) return statements.get(names.proposition(proposition))
    return report === null ? undefined : { kind: 'report', report }
  }
  return rows.flatMap((row) => {
    const other = otherOf(row)
    const { uid, kind, contradiction, state, note, direction } = row
    return other ? [{ uid, kind, contradiction, state, note, direction, claim: row.hereClaim, other }] : []
  })
}

function relationRows(db: ReadableDb, claims: readonly string[], propositions: readonly string[]): Row[] {
  const [ofClaims, ofPropositions] = [jsonList(claims), jsonList(propositions)]
  return db.all<Row>(sql`
    select uid, kind, contradiction, state, note, 'to' as direction, from_claim as "hereClaim",
      from_proposition as "hereProposition", to_claim as claim, to_proposition as proposition,
      to_report as report
    from live_relation where from_claim in ${ofClaims} or from_proposition in ${ofPropositions}
    union all
    select uid, kind, contradiction, state, note, 'from', to_claim, to_proposition, from_claim,
      from_proposition, null
    from live_relation where to_claim in ${ofClaims} or to_proposition in ${ofPropositions}
    order by uid, direction desc`)
}

function propositionsOf(db: ReadableDb, names: Names, uids: readonly string[]): Map<string, RelationOther> {
  const rows = db.all<{ uid: string; statement: string }>(sql`
    select uid, statement from live_proposition where uid in ${jsonList([...new Set(uids.map(names.proposition))])}`)
  return new Map(
    rows.map(({ uid, statement }) => [
      uid,
      { kind: 'proposition', uid, statement, claims: claimCount(db, names.joined(uid)) },
    ]),
  )
}

/** How many claims report one of these propositions. */
export function claimCount(db: ReadableDb, propositions: readonly string[]): number {
  return (
    db.value<number>(sql`select count(*) from live_claim where proposition in ${jsonList(propositions)}`) ?? 0
  )
}
