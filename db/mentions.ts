import { addAlias } from './actors.ts'
import type { Analyst } from './analyst.ts'
import type { MentionInfo } from './contract/actor.ts'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import { loadNames } from './export/names.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { actorGroup, mergedActors } from './merged-actors.ts'
import { createPassage } from './passages.ts'
import { resolveActor } from './references.ts'
import { linkRow, removeRows, requireLive, updateRow } from './rows.ts'
import { joinSql, jsonList, type ReadableDb, sql, type WritableDb } from './sql.ts'

/** Where actors are spoken of, in the order of documents and places. */
function listMentions(db: ReadableDb, { actor, passage }: Input<'mentions.list'>): MentionInfo[] {
  const names = loadNames(db)
  const conditions = [sql`true`]
  if (actor !== undefined) conditions.push(sql`m.actor in ${jsonList(actorGroup(db, actor))}`)
  if (passage !== undefined) conditions.push(sql`m.passage = ${passage}`)
  return db
    .all<Omit<MentionInfo, 'actor'> & { actor: string }>(sql`
      select m.uid, m.actor, m.passage, p.document, d.title as "documentTitle", p.start_offset as start,
        p.quote, m.status
      from live_mention m join passage p on p.uid = m.passage join document d on d.uid = p.document
      where ${joinSql(conditions, ' and ')} order by d.uid, p.start_offset, m.uid`)
    .map((mention) => ({
      ...mention,
      actor: { uid: names.representative(mention.actor), name: names.actor(mention.actor) ?? '' },
    }))
}

function addMention(
  db: WritableDb,
  { actor: ref, place, alias }: Input<'mentions.add'>,
  analyst: Analyst,
): { actor: string; passage: string } {
  const named = resolveActor(db, ref, analyst.uid)
  requireLive(db, 'actor', [named])
  const actor = mergedActors(db).get(named) ?? named
  const passage = 'passage' in place ? place.passage : createPassage(db, place, analyst).passage
  const at = db.get<{ document: string; quote: string }>(
    sql`select document, quote from live_passage where uid = ${passage}`,
  )
  if (!at) throw new AppError('not-found', 'This passage is no longer in the project.')
  const { uid } = linkRow(
    db,
    'mention',
    [actor, passage],
    { actor, passage, status: 'confirmed' },
    analyst.uid,
  )
  updateRow(db, 'mention', uid, { status: 'confirmed' })
  if (alias !== null) {
    const form = at.quote.replace(/\s+/gu, ' ').trim()
    addAlias(db, { actor, form, document: alias === 'document' ? at.document : null }, analyst.uid)
  }
  return { actor, passage }
}

export const mentionHandlers: QueryHandlers<'mentions.list'> &
  CommandHandlers<'mentions.add' | 'mentions.remove'> = {
  'mentions.list': (db, input) => listMentions(db, input),
  'mentions.add': (db, input, { analyst, relabel }) => {
    if (typeof input.actor !== 'string') relabel('Create actor')
    return addMention(db, input, analyst)
  },
  'mentions.remove': (db, { mention }) => {
    requireLive(db, 'mention', [mention])
    removeRows(db, 'mention', [mention])
    return {}
  },
}
