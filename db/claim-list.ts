import type { ClaimFilter, ClaimInfo, EvidenceInfo } from './contract/claim.ts'
import { claimantKinds } from './contract/vocabulary.ts'
import { loadNames, type Names } from './export/names.ts'
import { actorGroup } from './merged-actors.ts'
import { standInsOf } from './propositions.ts'
import { joinSql, jsonList, type ReadableDb, type Sql, sql } from './sql.ts'

/**
 * Claims with everything that belongs to them, oldest first.
 *
 * They show under the proposition that stands for a joined one, and name the actor that stands for a merged
 * one. A claim goes on naming an actor or a source whose row was deleted, as its document does.
 */
export function listClaims(db: ReadableDb, filter: ClaimFilter, names = loadNames(db)): ClaimInfo[] {
  const wanted = wantedClaims(db, filter, names)
  const parts = {
    claimants: claimantsOf(db, wanted, names),
    evidence: evidenceOf(db, wanted, names),
    about: aboutOf(db, wanted, names),
    events: eventsOf(db, wanted),
    figures: figuresOf(db, wanted),
  }
  return followJoins(db, claimRows(db, wanted), names).map(({ holder, ...row }) => ({
    ...row,
    holder: holder === null ? null : { uid: names.representative(holder), name: names.actor(holder) ?? '' },
    claimants: parts.claimants.get(row.uid) ?? [],
    evidence: parts.evidence.get(row.uid) ?? [],
    about: parts.about.get(row.uid) ?? [],
    events: parts.events.get(row.uid) ?? [],
    figures: parts.figures.get(row.uid) ?? [],
  }))
}

/** The ids of the claims to which all of what is given applies, for `in`; looked up once, for many questions. */
function wantedClaims(db: ReadableDb, filter: ClaimFilter, names: Names): Sql {
  const { passage, document, actor, source, proposition, event, claims } = filter
  const conditions: Sql[] = []
  if (claims !== undefined) conditions.push(jsonList(claims))
  if (passage !== undefined) conditions.push(sql`select claim from live_evidence where passage = ${passage}`)
  if (document !== undefined) conditions.push(claimsOnDocuments(sql`select ${document}`))
  if (source !== undefined) conditions.push(sql`select claim from live_claimant where source = ${source}`)
  if (event !== undefined) {
    conditions.push(sql`select claim from live_claim_event where event = ${event}
      union select claim from live_figure where event = ${event}`)
  }
  if (actor !== undefined) conditions.push(claimsNaming(actorGroup(db, actor)))
  if (proposition !== undefined) {
    const members = names.joined(names.proposition(proposition))
    conditions.push(sql`select uid from claim where proposition in ${jsonList(members)}`)
  }
  if (conditions.length === 0) return sql`(select uid from live_claim)`
  const all = conditions.map((condition) => sql`uid in (${condition})`)
  return jsonList(db.column<string>(sql`select uid from live_claim where ${joinSql(all, ' and ')}`))
}

/** Claims in which one of these actors is a claimant, as the author of a document too, a holder or spoken about. */
function claimsNaming(actors: readonly string[]): Sql {
  const list = jsonList(actors)
  return sql`select claim from live_claimant where actor in ${list}
    union select claim from live_about where actor in ${list}
    union select uid from claim where holder in ${list}
    union select claim from live_claimant where kind = 'author' and claim in (
      ${claimsOnDocuments(sql`select uid from document where author in ${list}`)})`
}

/** Claims that rest on something in these documents. */
function claimsOnDocuments(documents: Sql): Sql {
  return sql`select e.claim from passage p join live_evidence e on e.passage = p.uid
      where p.deleted = 0 and p.document in (${documents})
    union select claim from live_evidence where document in (${documents})`
}

type Parts = 'claimants' | 'evidence' | 'about' | 'events' | 'figures' | 'holder'
type ClaimRow = Omit<ClaimInfo, Parts> & { holder: string | null }

/** Puts claims of joined propositions under the one that stands for them. */
function followJoins(db: ReadableDb, rows: readonly ClaimRow[], names: Names): ClaimRow[] {
  const standIns = standInsOf(
    db,
    names,
    rows.map(({ proposition }) => proposition),
  )
  return rows.map((row) => {
    const { uid: proposition, ...words } = standIns.get(row.proposition) ?? { uid: row.proposition }
    return { ...row, proposition, ...words }
  })
}

function claimRows(db: ReadableDb, wanted: Sql): ClaimRow[] {
  return db.all<ClaimRow>(sql`
    select c.uid, coalesce(a.initials, '?') || '-' || c.number as cite, c.proposition, p.statement, p.kind,
      c.stance, c.holder, c.act,
      c.reliability, c.reliability_reason as "reliabilityReason",
      c.credibility, c.credibility_reason as "credibilityReason",
      c.said, c.said_wording as "saidWording", c.happened, c.happened_wording as "happenedWording",
      (select uid from live_claim where uid = c.nested_in) as "nestedIn", c.quote_type as "quoteType", c.commitment, c.basis, c.status, c.note,
      c.created_by as "createdBy", c.created_at as "createdAt"
    from live_claim c join proposition p on p.uid = c.proposition
      left join analyst a on a.uid = c.created_by
    where c.uid in ${wanted} order by c.uid`)
}

/** Who makes each of these claims, in their order. */
export function claimantsOf(db: ReadableDb, wanted: Sql, names: Names = loadNames(db)) {
  const rows = db.all<{
    claim: string
    kind: keyof typeof claimantKinds
    actor: string | null
    source: string | null
    wording: string | null
    by: string
  }>(sql`
    select t.claim, t.kind, t.actor, t.source, s.wording, c.created_by as by
    from live_claimant t join claim c on c.uid = t.claim left join source s on s.uid = t.source
    where t.claim in ${wanted} order by t.claim, t.position, t.uid`)
  const authors = authorsOf(db, wanted, names)
  return byClaim(rows, ({ claim, kind, actor, source, wording, by }) => {
    const author = authors.get(claim) ?? []
    const known = {
      actor: names.actor(actor),
      source: wording,
      author: author.length === 0 ? null : author.join(', '),
      analyst: names.analyst(by),
    }
    return {
      kind,
      uid: actor === null ? source : names.representative(actor),
      name: known[kind] ?? claimantKinds[kind] ?? kind,
    }
  })
}

/** The authors of the documents that claims rest on, for claims that are made by an author. */
function authorsOf(db: ReadableDb, wanted: Sql, names: Names): Map<string, string[]> {
  const rows = db.all<{ claim: string; author: string }>(sql`
    select distinct e.claim, d.author from live_evidence e left join passage p on p.uid = e.passage
      join document d on d.uid = coalesce(e.document, p.document)
    where d.author is not null and e.claim in ${wanted}
      and exists (select 1 from live_claimant t where t.claim = e.claim and t.kind = 'author')`)
  const byName = byClaim(rows, ({ author }) => names.actor(author) ?? '')
  return new Map([...byName].map(([claim, authors]) => [claim, [...new Set(authors)].sort()]))
}

function evidenceOf(db: ReadableDb, wanted: Sql, names: Names) {
  const rows = db.all<EvidenceInfo & { claim: string }>(sql`
    select e.claim, e.uid, e.role, e.passage, d.uid as document, d.title as "documentTitle", d.publisher,
      d.published, d.reliability as "documentReliability", p.start_offset as start, p.quote, e.looked_for as "lookedFor"
    from live_evidence e left join passage p on p.uid = e.passage
      left join document d on d.uid = coalesce(e.document, p.document)
    where e.claim in ${wanted} order by e.claim, e.position, e.uid`)
  return byClaim(rows, ({ claim: _, publisher, ...evidence }) => {
    return { ...evidence, publisher: names.actor(publisher) }
  })
}

function aboutOf(db: ReadableDb, wanted: Sql, names: Names) {
  const rows = db.all<{ claim: string; actor: string; role: ClaimInfo['about'][number]['role'] }>(sql`
    select claim, actor, role from live_about where claim in ${wanted} order by claim, created_at, uid`)
  return byClaim(rows, ({ actor, role }) => {
    return { uid: names.representative(actor), name: names.actor(actor) ?? '', role }
  })
}

function eventsOf(db: ReadableDb, wanted: Sql) {
  const rows = db.all<ClaimInfo['events'][number] & { claim: string }>(sql`
    select l.claim, e.uid, e.title as name from live_claim_event l join event e on e.uid = l.event
    where l.claim in ${wanted} order by l.claim, l.created_at, l.uid`)
  return byClaim(rows, ({ claim: _, ...event }) => event)
}

type Figure = ClaimInfo['figures'][number]
type FigureRow = Omit<Figure, 'event'> & {
  claim: string
  event_uid: string | null
  event_title: string | null
}

function figuresOf(db: ReadableDb, wanted: Sql) {
  const rows = db.all<FigureRow>(sql`
    select f.claim, f.uid, e.uid as event_uid, e.title as event_title, f.measure, f.counted,
      f.not_counted as "notCounted", f.low, f.high, f.unit, f.qualifier, f.as_of as "asOf"
    from live_figure f left join event e on e.uid = f.event
    where f.claim in ${wanted} order by f.claim, f.uid`)
  return byClaim(
    rows,
    ({ claim: _, event_uid, event_title, ...figure }): Figure => ({
      ...figure,
      event: event_uid === null ? null : { uid: event_uid, name: event_title ?? '' },
    }),
  )
}

function byClaim<Row extends { claim: string }, Part>(rows: readonly Row[], part: (row: Row) => Part) {
  const parts = new Map<string, Part[]>()
  for (const row of rows) {
    const known = parts.get(row.claim)
    if (known) known.push(part(row))
    else parts.set(row.claim, [part(row)])
  }
  return parts
}
