import { grouped } from '../grouped.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import type { PlannedClaim, PlannedClaimant, PlannedEvidence } from './annotate-claim.ts'

interface Features {
  readonly statement: string
  readonly stance: string
  readonly claimants: readonly PlannedClaimant[]
  readonly evidence: readonly PlannedEvidence[]
}

/**
 * Tells which claims are the same: those of the same statement, claimants, stance and evidence. A piece of
 * evidence is its role and its place, marked by the same analyst; order does not count.
 *
 * The project's claims of the file's statements are read once, so that a file of any length costs one look-up
 * a line.
 */
export class ClaimSameness {
  readonly #analyst: string
  readonly #claims = new Map<string, PlannedClaim>()

  /** @param following the actor that stands for a merged one */
  constructor(
    db: ReadableDb,
    analyst: string,
    statements: readonly string[],
    following: (actor: string) => string,
  ) {
    this.#analyst = analyst
    const rows = db.all<{ uid: string; statement: string; stance: string; by: string }>(sql`
      select c.uid, p.statement, c.stance, c.created_by as "by"
      from live_proposition p join live_claim c on c.proposition = p.uid
      where p.statement in ${jsonList([...new Set(statements)])} order by c.uid`)
    const uids = rows.map(({ uid }) => uid)
    const claimants = claimantsOf(db, uids, following)
    const evidence = evidenceOf(db, uids)
    for (const { uid, statement, stance, by } of rows) {
      const who = (claimants.get(uid) ?? []).map((one) => (one === 'analyst' ? ownInference(by) : one))
      const key = keyOf(statement, stance, who, evidence.get(uid) ?? [])
      if (!this.#claims.has(key)) this.#claims.set(key, { statement, given: {}, uid })
    }
  }

  of({ statement, stance, claimants, evidence }: Features): PlannedClaim {
    const who = claimants.map((claimant) => {
      if ('actor' in claimant) return claimant.actor.uid ?? `new actor ${claimant.actor.name}`
      if ('source' in claimant) {
        const { uid, document, wording } = claimant.source
        return uid ?? `new source ${document} ${wording}`
      }
      return 'author' in claimant ? 'author' : ownInference(this.#analyst)
    })
    const where = evidence.map((one) =>
      one.role === 'absence'
        ? absence(one.document, one.lookedFor)
        : place(one.role, one.passage.document, one.passage.start, one.passage.end, this.#analyst),
    )
    const key = keyOf(statement, stance, who, where)
    const claim = this.#claims.get(key) ?? { statement, given: {}, uid: undefined }
    this.#claims.set(key, claim)
    return claim
  }
}

function keyOf(
  statement: string,
  stance: string,
  claimants: readonly string[],
  evidence: readonly string[],
): string {
  return JSON.stringify([statement, stance, [...new Set(claimants)].sort(), [...new Set(evidence)].sort()])
}

function ownInference(analyst: string): string {
  return `analyst ${analyst}`
}

function place(role: string, document: string, start: number, end: number, analyst: string): string {
  return `${role} ${document} ${start} ${end} ${analyst}`
}

function absence(document: string, lookedFor: string): string {
  return `absence ${document} ${lookedFor}`
}

function claimantsOf(db: ReadableDb, claims: readonly string[], following: (actor: string) => string) {
  const rows = db.tuples<[string, string, string | null, string | null]>(
    sql`select claim, kind, actor, source from live_claimant where claim in ${jsonList(claims)}`,
  )
  return grouped(rows, ([, kind, actor, source]) => (actor === null ? (source ?? kind) : following(actor)))
}

function evidenceOf(db: ReadableDb, claims: readonly string[]) {
  const rows = db.all<{
    claim: string
    role: string
    document: string | null
    lookedFor: string | null
    at: string | null
    start: number | null
    end: number | null
    by: string | null
  }>(sql`
    select e.claim, e.role, e.document, e.looked_for as "lookedFor",
      p.document as "at", p.start_offset as start, p.end_offset as "end", p.created_by as "by"
    from live_evidence e left join passage p on p.uid = e.passage where e.claim in ${jsonList(claims)}`)
  return grouped(
    rows.map(({ claim, ...row }) => [claim, row] as const),
    ([, { role, document, lookedFor, at, start, end, by }]) =>
      at === null
        ? absence(document ?? '', lookedFor ?? '')
        : place(role, at, start ?? 0, end ?? 0, by ?? ''),
  )
}
