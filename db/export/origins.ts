import { grouped } from '../grouped.ts'
import { jsonList, type ReadableDb, sql, valueList } from '../sql.ts'
import type { Names } from './names.ts'
import { UnionFind } from './union-find.ts'

/** Stances by which a claim speaks for its proposition. */
export const affirming: readonly string[] = ['asserts', 'describes', 'predicts']

/**
 * How many independent origins each proposition has: on how many different somebodies the claims rest that
 * speak for it.
 *
 * - Counted are the claims of the proposition, and of those joined with it, that assert, describe or predict it.
 * - A claim that is derived from others is no origin; what it was derived from is, through any number of
 *   steps, be it a claim of another proposition or a report that was never imported. Claims derived from each
 *   other in a circle are one.
 * - Origins with a claimant in common are one: the same actor twice, a source and another that is possibly
 *   the same, the author of a document twice. A joint statement and one of its makers are one.
 * - The analyst's own inference is none.
 *
 * @param propositions ids as the claims carry them
 */
export function originsOf(
  db: ReadableDb,
  names: Names,
  propositions: readonly string[],
): Map<string, number> {
  const members = [...new Set(propositions.map(names.proposition))].flatMap(names.joined)
  const claims = db.tuples<[proposition: string, claim: string]>(sql`
    select proposition, uid from live_claim
    where proposition in ${jsonList(members)} and stance in (${valueList(affirming)})`)
  const derivations = derivationsOf(
    db,
    claims.map(([, claim]) => claim),
  )
  const roots = new Map(claims.map(([, claim]) => [claim, rootsOf(claim, derivations)]))
  const voices = voicesOf(db, names, [...new Set([...roots.values()].flat())])
  const byProposition = Map.groupBy(claims, ([proposition]) => names.proposition(proposition))
  return new Map(
    propositions.map((uid) => {
      const own = byProposition.get(names.proposition(uid)) ?? []
      const origins = new Set(own.flatMap(([, claim]) => roots.get(claim) ?? []))
      return [uid, componentCount([...origins].map((origin) => voices.get(origin) ?? []))]
    }),
  )
}

/** What something was derived from, by the id of the claim: ids of claims, or other origins in words. */
type Derivations = ReadonlyMap<string, readonly string[]>

function derivationsOf(db: ReadableDb, claims: readonly string[]): Derivations {
  const derivations = new Map<string, string[]>()
  let next = claims
  while (next.length > 0) {
    const found = grouped(derivedFrom(db, next), ([, to]) => to)
    for (const claim of next) derivations.set(claim, found.get(claim) ?? [])
    next = [...new Set([...found.values()].flat())].filter((to) => isClaim(to) && !derivations.has(to))
  }
  return derivations
}

/** A link from a proposition holds for each of its claims. */
function derivedFrom(db: ReadableDb, claims: readonly string[]): [claim: string, to: string][] {
  const list = jsonList(claims)
  return db.tuples(sql`
    with derived (claim, relation) as (
      select r.from_claim, r.uid from live_relation r where r.kind = 'derived-from' and r.from_claim in ${list}
      union all
      select c.uid, r.uid from claim c join live_relation r on r.from_proposition = c.proposition
        where r.kind = 'derived-from' and c.uid in ${list})
    select derived.claim, coalesce(c.uid, 'proposition:' || p.uid, 'report:' || lower(trim(r.to_report)))
    from derived join relation r on r.uid = derived.relation
      left join live_claim c on c.uid = r.to_claim
      left join live_proposition p on p.uid = r.to_proposition
    where coalesce(c.uid, p.uid, r.to_report) is not null`)
}

function isClaim(origin: string): boolean {
  return !origin.startsWith('proposition:') && !origin.startsWith('report:')
}

/** Where the derivations of a claim end; in a circle without an end, its smallest id. */
function rootsOf(claim: string, derivations: Derivations): string[] {
  const seen = new Set([claim])
  // A set grows while it is walked.
  for (const at of seen) for (const to of derivations.get(at) ?? []) seen.add(to)
  const ends = [...seen].filter((at) => (derivations.get(at) ?? []).length === 0)
  return ends.length > 0 ? ends : [...seen].sort().slice(0, 1)
}

/** Who speaks in each origin. A claim of the analyst alone has nobody. */
function voicesOf(db: ReadableDb, names: Names, origins: readonly string[]): Map<string, readonly string[]> {
  const rows = db.tuples<[claim: string, kind: string, actor: string | null, source: string | null]>(sql`
    select claim, kind, actor, source from live_claimant where claim in ${jsonList(origins.filter(isClaim))}`)
  const authors = grouped(
    authorsOf(
      db,
      rows.filter(([, kind]) => kind === 'author').map(([claim]) => claim),
    ),
    ([, document, author]) => (author === null ? `document:${document}` : names.representative(author)),
  )
  const voices = new Map<string, readonly string[]>(origins.filter((o) => !isClaim(o)).map((o) => [o, [o]]))
  for (const [claim, kind, actor, source] of rows) {
    const own = kind === 'author' ? (authors.get(claim) ?? []) : []
    if (kind === 'actor' && actor !== null) own.push(names.representative(actor))
    if (kind === 'source' && source !== null) own.push(names.source(source))
    voices.set(claim, [...(voices.get(claim) ?? []), ...own])
  }
  return voices
}

function authorsOf(db: ReadableDb, claims: readonly string[]) {
  return db.tuples<[claim: string, document: string, author: string | null]>(sql`
    select distinct e.claim, d.uid, d.author from live_evidence e left join passage p on p.uid = e.passage
      join document d on d.uid = coalesce(p.document, e.document)
    where e.claim in ${jsonList(claims)}`)
}

/** How many groups there are when sets with an element in common are one; empty sets are none. */
function componentCount(sets: readonly (readonly string[])[]): number {
  const groups = new UnionFind()
  for (const [first, ...rest] of sets) {
    for (const other of rest) if (first !== undefined) groups.join(first, other)
  }
  return new Set(sets.flatMap(([first]) => (first === undefined ? [] : [groups.find(first)]))).size
}
