import type { ActorInfo } from './contract/actor.ts'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import { claimsOfActors } from './counts/claims-of-actors.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { mergedActors } from './merged-actors.ts'
import { insertRow, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

type ActorKind = ActorInfo['kind']

/** Every actor, with its aliases and the claims that name it; merged ones count with their representative. */
export function listActors(db: ReadableDb): ActorInfo[] {
  const merged = mergedActors(db)
  const representative = (uid: string) => merged.get(uid) ?? uid
  const aliases = new Map<string, ActorInfo['aliases']>()
  for (const { actor, ...alias } of db.all<ActorInfo['aliases'][number] & { actor: string }>(
    sql`select actor, uid, form, language, document from live_alias order by form, uid`,
  )) {
    const forms = aliases.get(representative(actor))
    if (forms) forms.push(alias)
    else aliases.set(representative(actor), [alias])
  }
  const claims = claimsOfActors(db)
  const rows = db.all<Pick<ActorInfo, 'uid' | 'name' | 'kind' | 'parent' | 'description'>>(
    sql`select uid, name, kind, parent, description from live_actor order by name collate nocase, name, uid`,
  )
  const absorbed = new Map<string, ActorInfo['merged']>()
  for (const { uid, name } of rows) {
    const into = merged.get(uid)
    if (into !== undefined) absorbed.set(into, [...(absorbed.get(into) ?? []), { uid, name }])
  }
  return rows
    .filter(({ uid }) => !merged.has(uid))
    .map((actor) => ({
      ...actor,
      parent: actor.parent === null ? null : representative(actor.parent),
      aliases: aliases.get(actor.uid) ?? [],
      merged: absorbed.get(actor.uid) ?? [],
      claims: claims.get(actor.uid) ?? 0,
    }))
}

/** @returns the actor of exactly this name, merged ones followed; the oldest where several have it */
export function findActor(db: ReadableDb, name: string): string | undefined {
  const uid = db.value<string>(
    sql`select uid from live_actor where name = ${name} order by merged_into is not null, uid limit 1`,
  )
  return uid === undefined ? undefined : (mergedActors(db).get(uid) ?? uid)
}

/** @returns the actor that has this form as an alias anywhere in the project, if there is exactly one */
export function findActorByForm(db: ReadableDb, form: string): string | undefined {
  const merged = mergedActors(db)
  const actors = db.column<string>(
    sql`select distinct actor from live_alias where form = ${form} and document is null`,
  )
  const found = new Set(actors.map((uid) => merged.get(uid) ?? uid))
  return found.size === 1 ? [...found][0] : undefined
}

/** The actor of exactly this name; it is made where there is none. */
export function findOrCreateActor(
  db: WritableDb,
  name: string,
  { kind = 'organisation' }: { readonly kind?: ActorKind },
  analyst: string,
): { actor: string; created: boolean } {
  const found = findActor(db, name)
  if (found !== undefined) return { actor: found, created: false }
  return { actor: insertRow(db, 'actor', { name, kind }, analyst), created: true }
}

/** @throws AppError `not-found` when the parent is gone */
export function createActor(db: WritableDb, input: Input<'actors.create'>, analyst: string): string {
  const { name, kind, parent, description, aliases } = input
  if (parent !== null) requireLive(db, 'actor', [parent])
  const actor = insertRow(db, 'actor', { name, kind, parent, description }, analyst)
  for (const form of aliases) addAlias(db, { actor, form }, analyst)
  return actor
}

/**
 * Writes columns of an actor.
 *
 * @throws AppError `invalid` when the new parent belongs to the actor itself
 */
export function updateActor(
  db: WritableDb,
  actor: string,
  values: {
    readonly name?: string | undefined
    readonly kind?: ActorKind | undefined
    readonly parent?: string | null | undefined
    readonly description?: string | null | undefined
  },
): void {
  if (typeof values.parent === 'string') refuseCircle(db, actor, values.parent)
  updateRow(db, 'actor', actor, values)
}

function refuseCircle(db: ReadableDb, actor: string, parent: string): void {
  const below = db.value(sql`
    with recursive above (uid) as (
      select ${parent} union select actor.parent from above join actor on actor.uid = above.uid
        where actor.parent is not null)
    select 1 from above where uid = ${actor}`)
  if (below === undefined) return
  throw new AppError('invalid', 'An actor cannot belong to itself, or to one that belongs to it.', {
    field: 'parent',
  })
}

export interface Alias {
  readonly actor: string
  readonly form: string
  readonly language?: string | null | undefined
  /** A document in which alone the form means this actor. */
  readonly document?: string | null | undefined
}

/** Adds a surface form of an actor. One that it has already, for the same document, is nothing new. */
export function addAlias(
  db: WritableDb,
  { actor, form, language, document }: Alias,
  analyst: string,
): { alias: string; created: boolean } {
  if (document != null) requireLive(db, 'document', [document])
  const known = db.value<string>(
    sql`select uid from live_alias where actor = ${actor} and form = ${form} and document is ${document ?? null} limit 1`,
  )
  if (known !== undefined) return { alias: known, created: false }
  return { alias: insertRow(db, 'alias', { actor, form, language, document }, analyst), created: true }
}

export const actorHandlers: QueryHandlers<'actors.list'> & CommandHandlers<'actors.create'> = {
  'actors.list': (db) => listActors(db),
  'actors.create': (db, input, { analyst }) => ({ actor: createActor(db, input, analyst.uid) }),
}
