import { addAlias, updateActor } from './actors.ts'
import type { Analyst } from './analyst.ts'
import type { Input } from './contract/contract.ts'
import { checkDate } from './contract/edtf.ts'
import { AppError } from './contract/errors.ts'
import type { CommandHandlers } from './handlers.ts'
import { actorGroup, mergedActors } from './merged-actors.ts'
import { resolveActor } from './references.ts'
import { insertRow, removeRows, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

/**
 * Lets one actor stand for others.
 *
 * @throws AppError `invalid` for an actor that is merged into itself
 */
export function mergeActors(db: WritableDb, { into, actors }: Input<'actors.merge'>): void {
  requireLive(db, 'actor', [into, ...actors])
  const merged = mergedActors(db)
  const end = merged.get(into) ?? into
  for (const actor of new Set(actors.map((uid) => merged.get(uid) ?? uid))) {
    if (actor === end) {
      throw new AppError('invalid', 'These are the same actor already.', { field: 'actors' })
    }
    releaseParent(db, actor, end)
    updateRow(db, 'actor', actor, { merged_into: end })
  }
}

/** An actor that belonged to one that is now merged into it would belong to itself. */
function releaseParent(db: WritableDb, actor: string, into: string): void {
  const group = actorGroup(db, actor)
  const parent = db.value<string | null>(sql`select parent from actor where uid = ${into}`)
  if (parent != null && group.includes(parent)) updateRow(db, 'actor', into, { parent: null })
}

/** Deletes actors together with those that were merged into them. */
function removeActors(db: WritableDb, actors: readonly string[]): void {
  requireLive(db, 'actor', actors)
  removeRows(
    db,
    'actor',
    actors.flatMap((actor) => actorGroup(db, actor)),
  )
}

type OfficeFields = Pick<Input<'offices.update'>, 'title' | 'organisation' | 'heldFrom' | 'heldTo'>

function officeColumns(db: WritableDb, fields: OfficeFields, analyst: Analyst) {
  const { title, organisation, heldFrom, heldTo } = fields
  checkDate(heldFrom, 'heldFrom')
  checkDate(heldTo, 'heldTo')
  return {
    title,
    organisation: organisation == null ? organisation : resolveActor(db, organisation, analyst.uid),
    held_from: heldFrom === '' ? null : heldFrom,
    held_to: heldTo === '' ? null : heldTo,
  }
}

function requireNewName(db: ReadableDb, actor: string, name: string): void {
  const twin = db.value<string>(
    sql`select uid from live_actor where name = ${name} and merged_into is null and uid <> ${actor} limit 1`,
  )
  if (twin === undefined) return
  throw new AppError('conflict', `There is another actor “${name}”. If it is the same one, merge the two.`, {
    field: 'name',
    actor: twin,
  })
}

export const actorEditHandlers: CommandHandlers<
  | 'actors.update'
  | 'actors.merge'
  | 'actors.separate'
  | 'actors.remove'
  | 'aliases.add'
  | 'aliases.remove'
  | 'offices.add'
  | 'offices.update'
  | 'offices.remove'
> = {
  'actors.update': (db, { actor, name, parent, ...fields }, { analyst, relabel }) => {
    requireLive(db, 'actor', [actor])
    if (name !== undefined) {
      requireNewName(db, actor, name)
      relabel('Rename actor')
    }
    const above = parent == null ? parent : resolveActor(db, parent, analyst.uid)
    if (above != null) requireLive(db, 'actor', [above])
    updateActor(db, actor, { name, ...fields, parent: above })
    return {}
  },
  'actors.merge': (db, input) => {
    mergeActors(db, input)
    return {}
  },
  'actors.separate': (db, { actor }) => {
    requireLive(db, 'actor', [actor])
    updateRow(db, 'actor', actor, { merged_into: null })
    return {}
  },
  'actors.remove': (db, { actors }, { relabel }) => {
    removeActors(db, actors)
    if (actors.length > 1) relabel(`Delete ${actors.length} actors`)
    return {}
  },
  'aliases.add': (db, alias, { analyst }) => {
    requireLive(db, 'actor', [alias.actor])
    return { alias: addAlias(db, alias, analyst.uid).alias }
  },
  'aliases.remove': (db, { alias }) => {
    requireLive(db, 'alias', [alias])
    removeRows(db, 'alias', [alias])
    return {}
  },
  'offices.add': (db, { actor, ...fields }, { analyst }) => {
    requireLive(db, 'actor', [actor])
    const office = insertRow(db, 'office', { actor, ...officeColumns(db, fields, analyst) }, analyst.uid)
    return { office }
  },
  'offices.update': (db, { office, ...fields }, { analyst }) => {
    requireLive(db, 'office', [office])
    updateRow(db, 'office', office, officeColumns(db, fields, analyst))
    return {}
  },
  'offices.remove': (db, { office }) => {
    requireLive(db, 'office', [office])
    removeRows(db, 'office', [office])
    return {}
  },
}
