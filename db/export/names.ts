import { joinedPropositions } from '../joined-propositions.ts'
import { mergedActors, representativeOf } from '../merged-actors.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { UnionFind } from './union-find.ts'

/**
 * The names behind the ids of a project: what is visible goes on naming an actor whose row was deleted, as its
 * document does. It grows with its actors and analysts, not with its passages or claims.
 */
export interface Names {
  /** An actor's name; a merged one has the name of the actor that stands for it. Null for no actor. */
  actor(uid: string | null): string | null
  /** The actor that stands for a merged one, or itself. */
  representative(uid: string): string
  /** The proposition that stands for a joined one, or itself. */
  proposition(uid: string): string
  /** A proposition that stands for itself, with those that were joined with it. */
  joined(uid: string): readonly string[]
  /** One of the sources that are possibly the same as this one. */
  source(uid: string): string
  analyst(uid: string): string
  /** The short id that people cite, such as "AR-17". */
  cite(analyst: string, number: number): string
}

export function loadNames(db: ReadableDb): Names {
  const merged = mergedActors(db)
  const actors = new Map(db.tuples<[string, string]>(sql`select uid, name from actor`))
  const analysts = new Map(
    db
      .tuples<[string, string, string]>(sql`select uid, name, initials from analyst`)
      .map(([uid, name, initials]) => [uid, { name, initials }]),
  )
  const joins = joinedPropositions(db)
  const proposition = (uid: string) => representativeOf(uid, joins)
  const joined = Map.groupBy(joins.keys(), proposition)
  const sources = new UnionFind()
  for (const [source, other] of db.tuples<[string, string]>(
    sql`select uid, same_as from live_source where same_as is not null`,
  ))
    sources.join(source, other)
  const representative = (uid: string) => merged.get(uid) ?? uid
  return {
    actor: (uid) => (uid === null ? null : (actors.get(representative(uid)) ?? null)),
    representative,
    proposition,
    joined: (uid) => [...new Set([uid, ...(joined.get(uid) ?? [])])],
    source: (uid) => sources.find(uid),
    analyst: (uid) => analysts.get(uid)?.name ?? uid,
    cite: (analyst, number) => `${analysts.get(analyst)?.initials ?? '?'}-${number}`,
  }
}
