import { decodeBlocks, paragraphAt, paragraphStarts } from './blocks.ts'
import { claimantsOf } from './claim-list.ts'
import type { CardContent, CardInfo, SourcePlace } from './contract/card.ts'
import { loadNames, type Names } from './export/names.ts'
import { grouped } from './grouped.ts'
import { jsonList, type ReadableDb, sql } from './sql.ts'

/** What a card's row says of what it shows. */
export interface CardSubject {
  readonly uid: string
  readonly kind: CardInfo['kind']
  readonly subject: string | null
  readonly body: string | null
  readonly picture: string | null
}

type ContentOf<Kind extends CardContent['kind']> = Extract<CardContent, { kind: Kind }>
type Found<Kind extends CardContent['kind']> = ReadonlyMap<string, ContentOf<Kind>>

const gone: CardContent = { kind: 'gone' }

/**
 * What cards show now: a few queries for each kind, however many cards there are. A merged actor and a joined
 * proposition show the one that stands for them; a subject that was deleted is `gone`.
 *
 * @returns card → content
 */
export function contentsOf(db: ReadableDb, cards: readonly CardSubject[]): Map<string, CardContent> {
  const names = loadNames(db)
  const byKind = Map.groupBy(cards, ({ kind }) => kind)
  const subjects = (kind: CardInfo['kind']) => [
    ...new Set((byKind.get(kind) ?? []).flatMap(({ subject }) => subject ?? [])),
  ]
  const found: Partial<Record<CardInfo['kind'], ReadonlyMap<string, CardContent>>> = {
    passage: passages(db, subjects('passage'), names),
    claim: claims(db, subjects('claim'), names),
    proposition: propositions(db, subjects('proposition'), names),
    actor: actors(db, subjects('actor'), names),
    document: documents(db, subjects('document'), names),
    event: events(db, subjects('event'), names),
    hypothesis: hypotheses(db, subjects('hypothesis')),
    note: notes(db, subjects('note')),
  }
  const pictures = pictureTypes(db, cards)
  return new Map(
    cards.map((card) => {
      if (card.subject !== null) return [card.uid, found[card.kind]?.get(card.subject) ?? gone]
      return [card.uid, ownContent(card, pictures)]
    }),
  )
}

/** Of a card that shows no other row. */
function ownContent(
  { kind, body, picture }: CardSubject,
  pictures: ReadonlyMap<string, string>,
): CardContent {
  if (kind === 'note') return { kind, title: null, body: body ?? '' }
  if (kind === 'group') return { kind, title: body ?? '' }
  const mediaType = picture === null ? undefined : pictures.get(picture)
  if (kind === 'picture' && picture !== null && mediaType !== undefined) {
    return { kind, picture, mediaType, caption: body ?? '' }
  }
  return gone
}

function pictureTypes(db: ReadableDb, cards: readonly CardSubject[]): Map<string, string> {
  const wanted = cards.flatMap(({ picture }) => picture ?? [])
  return new Map(
    db.tuples<[string, string]>(
      sql`select uid, media_type from live_original where uid in ${jsonList(wanted)}`,
    ),
  )
}

function passages(db: ReadableDb, uids: readonly string[], names: Names): Found<'passage'> {
  const rows = db.all<{ uid: string; document: string; start: number; quote: string; note: string | null }>(
    sql`select uid, document, start_offset as start, quote, note from live_passage where uid in ${jsonList(uids)}`,
  )
  const tags = grouped(
    db.tuples<
      [string, string]
    >(sql`select distinct t.passage, t.tag from live_tagging t join tag on tag.uid = t.tag
      where t.passage in ${jsonList(uids)} order by tag.position, t.tag`),
    ([, tag]) => tag,
  )
  const place = placesIn(db, rows, names)
  return new Map(
    rows.flatMap((row) => {
      const at = place({ document: row.document, passage: row.uid, start: row.start })
      const { uid, quote, note } = row
      return at ? [[uid, { kind: 'passage', quote, note, tags: tags.get(uid) ?? [], place: at }]] : []
    }),
  )
}

type ClaimRow = Pick<
  ContentOf<'claim'>,
  'proposition' | 'statement' | 'stance' | 'act' | 'said' | 'reliability' | 'credibility'
> & { uid: string; holder: string | null; number: number; createdBy: string }

function claims(db: ReadableDb, uids: readonly string[], names: Names): Found<'claim'> {
  const rows = db.all<ClaimRow>(sql`
    select c.uid, c.proposition, p.statement, c.stance, c.holder, c.act, c.said, c.reliability, c.credibility,
      c.number, c.created_by as "createdBy"
    from live_claim c join proposition p on p.uid = c.proposition where c.uid in ${jsonList(uids)}`)
  const claimants = claimantsOf(db, jsonList(uids))
  const evidence = firstEvidence(db, uids)
  const place = placesIn(db, [...evidence.values()], names)
  return new Map(
    rows.map(({ uid, holder, number, createdBy, ...row }) => {
      const first = evidence.get(uid)
      const content: ContentOf<'claim'> = {
        kind: 'claim',
        ...row,
        proposition: names.proposition(row.proposition),
        cite: names.cite(createdBy, number),
        holder: names.actor(holder),
        claimants: (claimants.get(uid) ?? []).map((claimant) =>
          claimant.kind === 'actor' ? (names.actor(claimant.uid) ?? claimant.name) : claimant.name,
        ),
        quote: first?.quote ?? null,
        place: (first && place(first)) ?? null,
      }
      return [uid, content]
    }),
  )
}

interface Evidence {
  readonly document: string
  readonly passage: string | null
  readonly start: number | null
  readonly quote: string | null
}

/** What carries each claim in the first place: a content before a source or a cue. */
function firstEvidence(db: ReadableDb, claims: readonly string[]): Map<string, Evidence> {
  const rows = db.all<Evidence & { claim: string }>(sql`
    select claim, document, passage, start, quote from (
      select e.claim, coalesce(e.document, p.document) as document, e.passage, p.start_offset as start, p.quote,
        row_number() over (partition by e.claim order by e.role <> 'content', e.position, e.uid) as n
      from live_evidence e left join passage p on p.uid = e.passage where e.claim in ${jsonList(claims)})
    where n = 1`)
  return new Map(rows.map(({ claim, ...evidence }) => [claim, evidence]))
}

function propositions(db: ReadableDb, uids: readonly string[], names: Names): Found<'proposition'> {
  const standing = new Map(uids.map((uid) => [uid, names.proposition(uid)]))
  const members = new Map([...standing.values()].map((uid) => [uid, names.joined(uid)]))
  const claims = new Map(
    db.tuples<[string, number]>(sql`select proposition, count(*) from live_claim
      where proposition in ${jsonList([...members.values()].flat())} group by proposition`),
  )
  const rows = db.all<{ uid: string } & Pick<ContentOf<'proposition'>, 'statement' | 'propositionKind'>>(
    sql`select uid, statement, kind as "propositionKind" from live_proposition
      where uid in ${jsonList([...members.keys()])}`,
  )
  const found = new Map(
    rows.map(({ uid, ...row }) => {
      const count = (members.get(uid) ?? []).reduce((sum, member) => sum + (claims.get(member) ?? 0), 0)
      return [uid, { kind: 'proposition' as const, proposition: uid, ...row, claims: count }]
    }),
  )
  return standingFor(standing, found)
}

function actors(db: ReadableDb, uids: readonly string[], names: Names): Found<'actor'> {
  const standing = new Map(uids.map((uid) => [uid, names.representative(uid)]))
  const rows = db.all<{
    uid: string
    name: string
    kind: ContentOf<'actor'>['actorKind']
    parent: string | null
  }>(sql`select uid, name, kind, parent from live_actor where uid in ${jsonList([...standing.values()])}`)
  const found = new Map(
    rows.map(({ uid, name, kind, parent }) => [
      uid,
      { kind: 'actor' as const, actor: uid, name, actorKind: kind, parent: names.actor(parent) },
    ]),
  )
  return standingFor(standing, found)
}

/** What is found under the ids that stand for others, under those others too. */
function standingFor<Content>(
  standing: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, Content>,
): Map<string, Content> {
  const all = new Map<string, Content>()
  for (const [uid, representative] of standing) {
    const content = found.get(representative)
    if (content) all.set(uid, content)
  }
  return all
}

function documents(db: ReadableDb, uids: readonly string[], names: Names): Found<'document'> {
  const place = placesIn(
    db,
    uids.map((document) => ({ document, start: null })),
    names,
  )
  const rows = db.all<{
    uid: string
    title: string
    kind: ContentOf<'document'>['documentKind']
    passages: number
  }>(
    sql`select uid, title, kind, (select count(*) from passage where document = d.uid and deleted = 0) as passages
      from live_document d where uid in ${jsonList(uids)}`,
  )
  return new Map(
    rows.flatMap(({ uid, title, kind, passages }) => {
      const at = place({ document: uid, passage: null, start: null })
      return at ? [[uid, { kind: 'document', title, documentKind: kind, passages, place: at }]] : []
    }),
  )
}

function events(db: ReadableDb, uids: readonly string[], names: Names): Found<'event'> {
  const rows = db.all<{ uid: string; title: string; date: string | null; place: string | null }>(
    sql`select uid, title, date, place from live_event where uid in ${jsonList(uids)}`,
  )
  return new Map(
    rows.map(({ uid, title, date, place }) => [
      uid,
      { kind: 'event', title, date, location: names.actor(place) },
    ]),
  )
}

/** With the judgement that was made last. */
function hypotheses(db: ReadableDb, uids: readonly string[]): Found<'hypothesis'> {
  const rows = db.all<{ uid: string } & Omit<ContentOf<'hypothesis'>, 'kind'>>(sql`
    select h.uid, h.statement, h.horizon, j.likelihood, j.confidence from live_hypothesis h
      left join live_judgement j on j.uid = (
        select uid from live_judgement where hypothesis = h.uid order by judged_at desc, uid desc limit 1)
    where h.uid in ${jsonList(uids)}`)
  return new Map(rows.map(({ uid, ...row }) => [uid, { kind: 'hypothesis', ...row }]))
}

function notes(db: ReadableDb, uids: readonly string[]): Found<'note'> {
  const rows = db.all<{ uid: string; title: string | null; body: string }>(
    sql`select uid, title, body from live_note where uid in ${jsonList(uids)}`,
  )
  return new Map(rows.map(({ uid, ...row }) => [uid, { kind: 'note', ...row }]))
}

interface Spot {
  readonly document: string
  readonly passage: string | null
  readonly start: number | null
}

/**
 * Tells of any of these spots what document it is in and which paragraph.
 *
 * @param spots all that will be asked for: what is needed of their documents is read at once
 */
function placesIn(
  db: ReadableDb,
  spots: readonly Omit<Spot, 'passage'>[],
  names: Names,
): (spot: Spot) => SourcePlace | null {
  const documents = new Map(
    db
      .all<{ uid: string } & Pick<SourcePlace, 'title' | 'publisher' | 'published' | 'reliability'>>(
        sql`select uid, title, publisher, published, reliability from live_document
          where uid in ${jsonList([...new Set(spots.map(({ document }) => document))])}`,
      )
      .map(({ uid, ...row }) => [uid, { ...row, publisher: names.actor(row.publisher) }]),
  )
  const inTexts = new Set(spots.flatMap(({ document, start }) => (start === null ? [] : document)))
  const starts = new Map(
    db
      .tuples<[string, string]>(
        sql`select document, blocks from document_text where document in ${jsonList([...inTexts])}`,
      )
      .map(([document, blocks]) => [document, paragraphStarts(decodeBlocks(blocks))]),
  )
  return ({ document, passage, start }) => {
    const known = documents.get(document)
    if (!known) return null
    const paragraph = start === null ? null : paragraphAt(starts.get(document) ?? [], start)
    return { document, ...known, passage, start, paragraph }
  }
}
