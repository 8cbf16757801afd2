import { claimantKinds } from '../contract/vocabulary.ts'
import { grouped } from '../grouped.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import type { Names } from './names.ts'
import type { ListItem } from './table.ts'

/*
 * What hangs on claims. The claims are visible, so their parts are asked for their own marks and for those of
 * their other owners alone.
 */

/** Who makes each claim, in the order in which they were entered. An author without a name goes by the vocabulary's word. */
export function claimantsOf(db: ReadableDb, names: Names, claims: readonly string[]) {
  const rows = db.tuples<
    [claim: string, kind: string, actor: string | null, wording: string | null, by: string]
  >(sql`
    select t.claim, t.kind, t.actor, s.wording, c.created_by
    from claimant t join claim c on c.uid = t.claim left join source s on s.uid = t.source
    where t.deleted = 0 and t.claim in ${jsonList(claims)} order by t.claim, t.position, t.uid`)
  const ofAuthors = rows.filter(([, kind]) => kind === 'author').map(([claim]) => claim)
  const authors = authorsOf(db, names, ofAuthors)
  return grouped(rows, ([claim, kind, actor, wording, by]) => {
    const name =
      kind === 'actor'
        ? names.actor(actor)
        : kind === 'source'
          ? wording
          : kind === 'analyst'
            ? names.analyst(by)
            : authors.get(claim)
    return { kind, name: name ?? claimantKinds[kind as keyof typeof claimantKinds] ?? kind }
  })
}

/** The authors of the documents that claims rest on. */
function authorsOf(db: ReadableDb, names: Names, claims: readonly string[]): Map<string, string> {
  const rows = db.tuples<[claim: string, author: string]>(sql`
    select distinct e.claim, d.author from live_evidence e left join passage p on p.uid = e.passage
      join document d on d.uid = coalesce(p.document, e.document)
    where d.author is not null and e.claim in ${jsonList(claims)} order by e.claim, d.author`)
  const byClaim = grouped(rows, ([, author]) => names.actor(author))
  return new Map([...byClaim].map(([claim, authors]) => [claim, [...new Set(authors)].join(', ')]))
}

/** Whom claims are about, and in which role. */
export function aboutOf(db: ReadableDb, names: Names, claims: readonly string[]) {
  const rows = db.tuples<[claim: string, actor: string, role: string]>(sql`
    select b.claim, b.actor, b.role from about b join live_actor a on a.uid = b.actor
    where b.deleted = 0 and b.claim in ${jsonList(claims)} order by b.claim, b.created_at, b.uid`)
  return grouped(rows, ([, actor, role]) => ({ name: names.actor(actor) ?? '', role }))
}

/** The titles of the events that claims speak of. */
export function eventsOf(db: ReadableDb, claims: readonly string[]) {
  const rows = db.tuples<[claim: string, title: string]>(sql`
    select l.claim, e.title from claim_event l join live_event e on e.uid = l.event
    where l.deleted = 0 and l.claim in ${jsonList(claims)} order by l.claim, l.created_at, l.uid`)
  return grouped(rows, ([, title]) => title)
}

const figureFields = [
  'event',
  'measure',
  'counted',
  'not_counted',
  'low',
  'high',
  'unit',
  'qualifier',
  'as_of',
] as const

/** The figures of claims as objects of the fields that are filled in. */
export function figuresOf(db: ReadableDb, claims: readonly string[]) {
  const rows = db.tuples<[claim: string, ...values: (string | number | null)[]]>(sql`
    select f.claim, e.title, f.measure, f.counted, f.not_counted, f.low, f.high, f.unit, f.qualifier, f.as_of
    from figure f left join event e on e.uid = f.event
    where f.deleted = 0 and f.claim in ${jsonList(claims)} order by f.claim, f.uid`)
  return grouped(rows, ([, ...values]): ListItem => {
    return Object.fromEntries(
      figureFields.map((field, i) => [field, values[i] ?? null]).filter(([, v]) => v !== null),
    )
  })
}

/** A figure for a spreadsheet: "killed at least 10–12 civilians (without fighters), Attack in May, as of 2024-11". */
export function figureInWords(item: ListItem): string {
  if (typeof item === 'string') return item
  const { event, measure, counted, not_counted, low, high, unit, qualifier, as_of } = item
  const range = [low, high].filter((bound, i, all) => bound !== undefined && bound !== all[i - 1]).join('–')
  const words = [measure, qualifier, range, unit, counted].filter((word) => word !== undefined && word !== '')
  const without = not_counted === undefined ? '' : ` (without ${not_counted})`
  return [words.join(' ') + without, event, as_of === undefined ? undefined : `as of ${as_of}`]
    .filter((word) => word !== undefined)
    .join(', ')
}
