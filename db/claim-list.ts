import type { ClaimInfo } from './contract/claim.ts'
import { claimantKinds } from './contract/vocabulary.ts'
import { type ReadableDb, type Sql, sql } from './sql.ts'

/**
 * Claims with everything that belongs to them, oldest first; of a passage, those that rest on it.
 *
 * A claim goes on naming an actor or a source whose row was deleted, as its document does.
 */
export function listClaims(
  db: ReadableDb,
  { passage }: { readonly passage?: string | undefined },
): ClaimInfo[] {
  const wanted =
    passage === undefined
      ? sql`(select uid from live_claim)`
      : sql`(select claim from live_evidence where passage = ${passage})`
  const parts = {
    claimants: claimantsOf(db, wanted),
    evidence: evidenceOf(db, wanted),
    about: aboutOf(db, wanted),
    events: eventsOf(db, wanted),
    figures: figuresOf(db, wanted),
  }
  return claimRows(db, wanted).map(({ holder_uid, holder_name, ...row }) => ({
    ...row,
    holder: holder_uid === null ? null : { uid: holder_uid, name: holder_name ?? '' },
    claimants: parts.claimants.get(row.uid) ?? [],
    evidence: parts.evidence.get(row.uid) ?? [],
    about: parts.about.get(row.uid) ?? [],
    events: parts.events.get(row.uid) ?? [],
    figures: parts.figures.get(row.uid) ?? [],
  }))
}

type Parts = 'claimants' | 'evidence' | 'about' | 'events' | 'figures' | 'holder'
type ClaimRow = Omit<ClaimInfo, Parts> & { holder_uid: string | null; holder_name: string | null }

function claimRows(db: ReadableDb, wanted: Sql): ClaimRow[] {
  return db.all<ClaimRow>(sql`
    select c.uid, coalesce(a.initials, '?') || '-' || c.number as cite, c.proposition, p.statement, p.kind,
      c.stance, c.holder as holder_uid, h.name as holder_name, c.act,
      c.reliability, c.reliability_reason as "reliabilityReason",
      c.credibility, c.credibility_reason as "credibilityReason",
      c.said, c.said_wording as "saidWording", c.happened, c.happened_wording as "happenedWording",
      n.uid as "nestedIn", c.quote_type as "quoteType", c.commitment, c.basis, c.status, c.note,
      c.created_by as "createdBy", c.created_at as "createdAt"
    from live_claim c join proposition p on p.uid = c.proposition
      left join analyst a on a.uid = c.created_by
      left join actor h on h.uid = c.holder
      left join live_claim n on n.uid = c.nested_in
    where c.uid in ${wanted} order by c.uid`)
}

function claimantsOf(db: ReadableDb, wanted: Sql) {
  const rows = db.all<{
    claim: string
    kind: keyof typeof claimantKinds
    uid: string | null
    name: string | null
  }>(sql`
    select t.claim, t.kind, coalesce(t.actor, t.source) as uid,
      case t.kind
        when 'actor' then (select name from actor where uid = t.actor)
        when 'source' then (select wording from source where uid = t.source)
        when 'analyst' then (select a.name from claim c join analyst a on a.uid = c.created_by where c.uid = t.claim)
        when 'author' then (
          select group_concat(distinct a.name order by a.name) from live_evidence e
            left join passage p on p.uid = e.passage
            join document d on d.uid = coalesce(e.document, p.document)
            join actor a on a.uid = d.author
          where e.claim = t.claim)
      end as name
    from live_claimant t where t.claim in ${wanted} order by t.claim, t.position, t.uid`)
  return byClaim(rows, ({ kind, uid, name }) => ({ kind, uid, name: name ?? claimantKinds[kind] ?? kind }))
}

function evidenceOf(db: ReadableDb, wanted: Sql) {
  const rows = db.all<ClaimInfo['evidence'][number] & { claim: string }>(sql`
    select e.claim, e.role, e.passage, coalesce(e.document, p.document) as document,
      p.start_offset as start, p.quote, e.looked_for as "lookedFor"
    from live_evidence e left join passage p on p.uid = e.passage
    where e.claim in ${wanted} order by e.claim, e.position, e.uid`)
  return byClaim(rows, ({ claim: _, ...evidence }) => evidence)
}

function aboutOf(db: ReadableDb, wanted: Sql) {
  const rows = db.all<ClaimInfo['about'][number] & { claim: string }>(sql`
    select b.claim, a.uid, a.name, b.role from live_about b join actor a on a.uid = b.actor
    where b.claim in ${wanted} order by b.claim, b.created_at, b.uid`)
  return byClaim(rows, ({ claim: _, ...about }) => about)
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
