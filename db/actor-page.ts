import { listActors } from './actors.ts'
import type { ActorPage } from './contract/actor.ts'
import { AppError } from './contract/errors.ts'
import { loadNames, type Names } from './export/names.ts'
import type { QueryHandlers } from './handlers.ts'
import { actorGroup } from './merged-actors.ts'
import { positionsOf } from './positions.ts'
import { jsonList, type ReadableDb, sql } from './sql.ts'

/** @throws AppError `not-found` */
export function actorPage(db: ReadableDb, asked: string): ActorPage {
  const names = loadNames(db)
  const all = listActors(db)
  const uid = names.representative(asked)
  const actor = all.find((one) => one.uid === uid)
  if (!actor) throw new AppError('not-found', 'This actor is no longer in the project.')
  const group = actorGroup(db, uid)
  const parent = all.find((one) => one.uid === actor.parent)
  return {
    ...actor,
    parentActor: parent ? { uid: parent.uid, name: parent.name } : null,
    children: all.filter((one) => one.parent === uid).map(({ uid, name, kind }) => ({ uid, name, kind })),
    offices: officesOf(db, names, group),
    documents: documentsOf(db, group),
    positions: positionsOf(db, names, group),
  }
}

function officesOf(db: ReadableDb, names: Names, group: readonly string[]): ActorPage['offices'] {
  return db
    .all<Omit<ActorPage['offices'][number], 'organisation'> & { organisation: string | null }>(sql`
      select uid, title, organisation, held_from as "heldFrom", held_to as "heldTo" from live_office
      where actor in ${jsonList(group)} order by held_from is null, held_from, uid`)
    .map(({ organisation, ...office }) => ({
      ...office,
      organisation:
        organisation === null
          ? null
          : { uid: names.representative(organisation), name: names.actor(organisation) ?? '' },
    }))
}

/** What it published, wrote or published again. */
function documentsOf(db: ReadableDb, group: readonly string[]): ActorPage['documents'] {
  const list = jsonList(group)
  return db.all(sql`
    select * from (
      select uid, title, kind, published, 'publisher' as "as" from live_document where publisher in ${list}
      union all select uid, title, kind, published, 'author' from live_document where author in ${list}
      union all select uid, title, kind, published, 'republisher' from live_document
        where republished_by in ${list})
    order by published is null, published, title`)
}

export const actorPageHandlers: QueryHandlers<'actors.get'> = {
  'actors.get': (db, { actor }) => actorPage(db, actor),
}
