import { type ReadableDb, sql } from './sql.ts'

/**
 * Follows merged actors to the one that stands for them.
 *
 * @returns merged actor → its representative. Two copies can merge A into B and B into A: the actor with
 * the smallest id of such a circle stands for all of it.
 */
export function mergedActors(db: ReadableDb): Map<string, string> {
  const into = new Map(
    db
      .all<{ uid: string; into: string }>(
        sql`select uid, merged_into as "into" from live_actor where merged_into is not null
          and exists (select 1 from live_actor target where target.uid = live_actor.merged_into)`,
      )
      .map((row) => [row.uid, row.into]),
  )
  const representatives = new Map<string, string>()
  for (const uid of into.keys()) {
    const end = representativeOf(uid, into)
    if (end !== uid) representatives.set(uid, end)
  }
  return representatives
}

/** Follows merges, or joins, from one id to the next until one that stands for itself. */
export function representativeOf(uid: string, into: ReadonlyMap<string, string>): string {
  const path = [uid]
  for (let next = into.get(uid); next !== undefined; next = into.get(next)) {
    const circle = path.indexOf(next)
    if (circle >= 0) return path.slice(circle).sort()[0] ?? next
    path.push(next)
  }
  return path.at(-1) ?? uid
}

/** An actor, the one that stands for it, and all that were merged into that one. */
export function actorGroup(db: ReadableDb, actor: string): string[] {
  const merged = mergedActors(db)
  const end = merged.get(actor) ?? actor
  return [end, ...[...merged].flatMap(([uid, into]) => (into === end ? [uid] : []))]
}
