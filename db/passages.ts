import type { Analyst } from './analyst.ts'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { PassageInfo } from './contract/passage.ts'
import { documentBody } from './documents.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { followingQuoteTypes } from './quote-type.ts'
import { claimsRestingOnPassages } from './resting-claims.ts'
import { insertRow, linkRow, removeRows, requireLive, updateRow } from './rows.ts'
import { jsonList, type ReadableDb, type Sql, sql, type WritableDb } from './sql.ts'
import { type Anchor, makeAnchor } from './text/anchor.ts'

export interface NewPassage {
  readonly document: string
  /** UTF-16 code units, start inclusive, end exclusive. */
  readonly start: number
  readonly end: number
  readonly tags?: readonly string[]
  /** Replaces the note of a passage that is there already; nothing leaves it. */
  readonly note?: string | null
}

export interface CreatedPassage {
  readonly passage: string
  /** False where this analyst had marked the same place already. */
  readonly created: boolean
  /** Tags that the passage did not have from this analyst. */
  readonly taggings: number
  readonly noted: boolean
}

/**
 * Marks a place. An analyst has one passage at a place: doing it again adds the tags to it.
 *
 * @param body the document's text, for a caller who makes many passages and has it at hand
 * @throws AppError `not-found` when the document or a tag is gone; `invalid` when the span is empty, not in the
 * text, or cuts a character in two
 */
export function createPassage(
  db: WritableDb,
  { document, start, end, tags = [], note }: NewPassage,
  analyst: Analyst,
  body = documentBody(db, document),
): CreatedPassage {
  requireLive(db, 'document', [document])
  requireLive(db, 'tag', tags)
  const anchor = makeAnchor(body, start, end)
  const known = db.get<{ uid: string; note: string | null }>(
    sql`select uid, note from live_passage where document = ${document} and start_offset = ${start}
      and end_offset = ${end} and created_by = ${analyst.uid} order by uid limit 1`,
  )
  const passage =
    known?.uid ??
    insertRow(db, 'passage', { document, ...columnsOf(anchor), note: note || null }, analyst.uid)
  const noted = known !== undefined && Boolean(note) && note !== known.note
  if (noted) updateRow(db, 'passage', passage, { note })
  return { passage, created: known === undefined, taggings: addTags(db, passage, tags, analyst), noted }
}

function columnsOf({ start, end, quote, prefix, suffix }: Anchor) {
  return { start_offset: start, end_offset: end, quote, prefix, suffix }
}

/** Tags a passage for an analyst; tagging again undeletes. @returns how many tags are new to it */
function addTags(db: WritableDb, passage: string, tags: Iterable<string>, analyst: Analyst): number {
  let added = 0
  for (const tag of new Set(tags)) {
    const values = { passage, tag, analyst: analyst.uid }
    if (linkRow(db, 'tagging', [passage, tag, analyst.uid], values, analyst.uid).created) added += 1
  }
  return added
}

type PassageRow = Omit<PassageInfo, 'tags' | 'claims' | 'fits'>

/** The passages of a document in reading order; of those that start together, the longest first. */
export function listPassages(db: ReadableDb, document: string): PassageInfo[] {
  const body = documentBody(db, document)
  const rows = db.all<PassageRow>(
    sql`select uid, document, start_offset as start, end_offset as "end", quote, note,
        created_by as createdBy, created_at as createdAt,
        coalesce((select name from analyst where analyst.uid = created_by), created_by) as createdByName
      from live_passage where document = ${document} order by start_offset, end_offset desc, uid`,
  )
  const tags = linked(
    db,
    sql`select distinct t.passage, t.tag from live_passage p join live_tagging t on t.passage = p.uid
      join tag on tag.uid = t.tag where p.document = ${document} order by tag.position, t.tag`,
  )
  const claims = linked(
    db,
    sql`select distinct e.passage, e.claim from live_passage p join live_evidence e on e.passage = p.uid
      where p.document = ${document} order by e.claim`,
  )
  return rows.map((row) => ({
    ...row,
    tags: tags.get(row.uid) ?? [],
    claims: claims.get(row.uid) ?? [],
    fits: body.slice(row.start, row.end) === row.quote,
  }))
}

function linked(db: ReadableDb, statement: Sql): Map<string, string[]> {
  const links = new Map<string, string[]>()
  for (const [from, to] of db.tuples<[string, string]>(statement)) {
    const known = links.get(from)
    if (known) known.push(to)
    else links.set(from, [to])
  }
  return links
}

/**
 * Passages that are deleted or whose document is: what is to be subtracted when taggings are counted. A check
 * of each passage's marks by `live_tagging` takes seconds where there are 200,000.
 */
export const hiddenPassages = sql`select uid from passage where deleted = 1
  union all select uid from passage where deleted = 0 and document in (select uid from document where deleted = 1)`

function tagPassages(db: WritableDb, passages: readonly string[], tag: string, analyst: Analyst): void {
  requireLive(db, 'passage', passages)
  requireLive(db, 'tag', [tag])
  for (const passage of new Set(passages)) addTags(db, passage, [tag], analyst)
}

/** Takes a tag off passages, whoever put it there: what the analyst sees is a passage with or without the tag. */
function untagPassages(db: WritableDb, passages: readonly string[], tag: string): void {
  requireLive(db, 'passage', passages)
  const taggings = db.column<string>(
    sql`select uid from live_tagging where passage in ${jsonList(passages)} and tag = ${tag}`,
  )
  removeRows(db, 'tagging', taggings)
}

/** The passages that have the one tag have the other instead; the rest stay as they are. */
function retagPassages(
  db: WritableDb,
  { passages, from, to }: Input<'passages.retag'>,
  analyst: Analyst,
): void {
  requireLive(db, 'passage', passages)
  requireLive(db, 'tag', [from, to])
  if (from === to) return
  const tagged = db.column<string>(
    sql`select distinct passage from live_tagging where passage in ${jsonList(passages)} and tag = ${from}`,
  )
  if (tagged.length === 0) return
  untagPassages(db, tagged, from)
  tagPassages(db, tagged, to, analyst)
}

/** Gives a passage another place; what follows from its words, in the claims that rest on it, follows them. */
function movePassage(db: WritableDb, passage: string, start: number, end: number): void {
  const document = db.value<string>(sql`select document from live_passage where uid = ${passage}`)
  if (document === undefined) throw new AppError('not-found', 'This passage is no longer in the project.')
  const anchor = makeAnchor(documentBody(db, document), start, end)
  const claims = db.column<string>(
    sql`select distinct claim from live_evidence where passage = ${passage} and role = 'content'`,
  )
  followingQuoteTypes(db, claims, () => updateRow(db, 'passage', passage, columnsOf(anchor)))
}

/** @throws AppError `conflict` when a claim would be left without any evidence */
function removePassages(db: WritableDb, passages: readonly string[]): void {
  requireLive(db, 'passage', passages)
  const resting = claimsRestingOnPassages(db, passages)
  if (resting.length > 0) {
    const cites = resting.map(({ cite }) => cite).join(', ')
    throw new AppError(
      'conflict',
      resting.length === 1
        ? `Claim ${cites} rests on nothing else. Delete the claim first, or give it other evidence.`
        : `Claims ${cites} rest on nothing else. Delete the claims first, or give them other evidence.`,
      { claims: resting.map(({ uid }) => uid) },
    )
  }
  removeRows(db, 'passage', passages)
}

type Commands = CommandHandlers<
  | 'passages.create'
  | 'passages.tag'
  | 'passages.untag'
  | 'passages.retag'
  | 'passages.note'
  | 'passages.move'
  | 'passages.remove'
>

export const passageHandlers: QueryHandlers<'passages.list'> & Commands = {
  'passages.list': (db, { document }) => listPassages(db, document),
  'passages.create': (db, input, { analyst, relabel }) => {
    if (input.tags.length > 0) relabel('Tag passage')
    const { passage, created } = createPassage(db, input, analyst)
    return { passage, created }
  },
  'passages.tag': (db, { passages, tag }, { analyst, relabel }) => {
    if (passages.length > 1) relabel(`Tag ${passages.length} passages`)
    tagPassages(db, passages, tag, analyst)
    return {}
  },
  'passages.untag': (db, { passages, tag }, { relabel }) => {
    if (passages.length > 1) relabel(`Remove tag from ${passages.length} passages`)
    untagPassages(db, passages, tag)
    return {}
  },
  'passages.retag': (db, input, { analyst, relabel }) => {
    if (input.passages.length > 1) relabel(`Replace tag of ${input.passages.length} passages`)
    retagPassages(db, input, analyst)
    return {}
  },
  'passages.note': (db, { passage, note }) => {
    requireLive(db, 'passage', [passage])
    updateRow(db, 'passage', passage, { note: note || null })
    return {}
  },
  'passages.move': (db, { passage, start, end }) => {
    movePassage(db, passage, start, end)
    return {}
  },
  'passages.remove': (db, { passages }, { relabel }) => {
    if (passages.length > 1) relabel(`Delete ${passages.length} passages`)
    removePassages(db, passages)
    return {}
  },
}
