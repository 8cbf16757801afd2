import type { ActorInfo } from './contract/actor.ts'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { insertRow, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

type ActorKind = ActorInfo['kind']

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
  const claims = claimCounts(db, merged)
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

/** Claims in which an actor is a claimant, as the author of a document too, a holder or spoken about; each once. */
function claimCounts(db: ReadableDb, merged: ReadonlyMap<string, string>): Map<string, number> {
  const rows = db.all<{ actor: string; claims: number }>(sql`
    with merged (uid, into_uid) as (select key, value from json_each(${JSON.stringify(Object.fromEntries(merged))})),
      named (actor, claim) as (
        select actor, claim from live_claimant where actor is not null
        union all select actor, claim from live_about
        union all select holder, uid from live_claim where holder is not null
        union all select d.author, t.claim from live_claimant t join live_evidence e on e.claim = t.claim
          left join passage p on p.uid = e.passage join document d on d.uid = coalesce(e.document, p.document)
          where t.kind = 'author' and d.author is not null)
    select coalesce(merged.into_uid, named.actor) as actor, count(distinct named.claim) as claims
    from named left join merged on merged.uid = named.actor group by 1`)
  return new Map(rows.map(({ actor, claims }) => [actor, claims]))
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
