import { findActor, findActorByForm, findOrCreateActor } from './actors.ts'
import type { Analyst } from './analyst.ts'
import type { ActorInfo } from './contract/actor.ts'
import { mergedActors } from './merged-actors.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

/** Looks up who an actor column means, merged actors followed. */
export function actorNames(db: ReadableDb): (uid: string | null) => { uid: string; name: string } | null {
  const merged = mergedActors(db)
  const names = new Map(db.tuples<[string, string]>(sql`select uid, name from live_actor`))
  return (column) => {
    const uid = column === null ? null : (merged.get(column) ?? column)
    const name = uid === null ? undefined : names.get(uid)
    return uid === null || name === undefined ? null : { uid, name }
  }
}

/** The value for a column that names an actor: left alone when undefined, cleared when empty. */
export function actorColumn(
  db: WritableDb,
  name: string | undefined,
  kind: ActorInfo['kind'],
  analyst: Analyst,
): string | null | undefined {
  if (name === undefined) return undefined
  if (name === '') return null
  const known = findActor(db, name) ?? findActorByForm(db, name)
  return known ?? findOrCreateActor(db, name, { kind }, analyst.uid).actor
}
