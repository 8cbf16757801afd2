import { edtfRange } from '../contract/edtf.ts'
import { standInsOf } from '../propositions.ts'
import { jsonList, type ReadableDb, type Sql, sql } from '../sql.ts'
import { claimLinks } from './claim-links.ts'
import { aboutOf, claimantsOf, eventsOf, figuresOf } from './claim-lists.ts'
import type { Names } from './names.ts'
import { originsOf } from './origins.ts'
import { Part } from './table.ts'

/** What a row says of its claim. */
export const claimColumns = [
  'claim_id',
  'claim_statement',
  'claim_kind',
  'claimant',
  'claimant_kind',
  'stance',
  'holder',
  'act',
  'about',
  'said',
  'said_from',
  'said_to',
  'happened',
  'happened_from',
  'happened_to',
  'reliability',
  'credibility',
  'origins',
  'quote_type',
  'commitment',
  'basis',
  'nested_in',
  'events',
  'figures',
  'links',
  'status',
  'claim_note',
  'claim_by',
  'claim_at',
  'claim_cite',
  'proposition_id',
  'about_role',
  'said_wording',
  'happened_wording',
  'reliability_reason',
  'credibility_reason',
] as const

interface StoredClaim {
  readonly uid: string
  readonly proposition: string
  readonly number: number
  readonly stance: string
  readonly holder: string | null
  readonly act: string | null
  readonly reliability: string | null
  readonly reliability_reason: string | null
  readonly credibility: number | null
  readonly credibility_reason: string | null
  readonly said: string | null
  readonly said_wording: string | null
  readonly happened: string | null
  readonly happened_wording: string | null
  readonly quote_type: string | null
  readonly commitment: string | null
  readonly basis: string | null
  readonly note: string | null
  readonly status: string
  readonly created_by: string
  readonly created_at: string
  readonly statement: string
  readonly kind: string
  readonly nested_by: string | null
  readonly nested_number: number | null
}

/** What claims give to a row, by few queries for all of them. The lists keep the order in which they were entered. */
export function claimParts(db: ReadableDb, names: Names, uids: readonly string[]): Map<string, Part> {
  if (uids.length === 0) return new Map()
  const claims = storedClaims(db, jsonList(uids), names)
  const lists = {
    claimants: claimantsOf(db, names, uids),
    about: aboutOf(db, names, uids),
    events: eventsOf(db, uids),
    figures: figuresOf(db, uids),
  }
  const links = claimLinks(db, names, claims)
  const origins = originsOf(db, names, [...new Set(claims.map(({ proposition }) => proposition))])
  const range = remembered(bounds)
  const list = <T>(of: ReadonlyMap<string, T[]>, uid: string): readonly T[] => of.get(uid) ?? []
  return new Map(
    claims.map((c) => {
      const said = range(c.said)
      const happened = range(c.happened)
      const claimants = list(lists.claimants, c.uid)
      const about = list(lists.about, c.uid)
      const part = new Part([
        c.uid,
        c.statement,
        c.kind,
        claimants.map(({ name }) => name),
        claimants.map(({ kind }) => kind),
        c.stance,
        names.actor(c.holder),
        c.act,
        about.map(({ name }) => name),
        c.said,
        said.from,
        said.to,
        c.happened,
        happened.from,
        happened.to,
        c.reliability,
        c.credibility,
        origins.get(c.proposition) ?? 0,
        c.quote_type,
        c.commitment,
        c.basis,
        c.nested_by === null ? null : names.cite(c.nested_by, c.nested_number ?? 0),
        list(lists.events, c.uid),
        list(lists.figures, c.uid),
        list(links, c.uid),
        c.status,
        c.note,
        names.analyst(c.created_by),
        c.created_at,
        names.cite(c.created_by, c.number),
        c.proposition,
        about.map(({ role }) => role),
        c.said_wording,
        c.happened_wording,
        c.reliability_reason,
        c.credibility_reason,
      ])
      return [c.uid, part]
    }),
  )
}

export const noClaim = () => new Part(claimColumns.map(() => null))

/** Claims of a joined proposition go under the one that stands for it, with its sentence. */
function storedClaims(db: ReadableDb, uids: Sql, names: Names): StoredClaim[] {
  const rows = db.all<StoredClaim>(sql`
    select c.uid, c.proposition, c.number, c.stance, c.holder, c.act, c.reliability, c.reliability_reason,
      c.credibility, c.credibility_reason, c.said, c.said_wording, c.happened, c.happened_wording,
      c.quote_type, c.commitment, c.basis, c.note, c.status, c.created_by, c.created_at,
      p.statement, p.kind, n.created_by as nested_by, n.number as nested_number
    from live_claim c join proposition p on p.uid = c.proposition
      left join live_claim n on n.uid = c.nested_in
    where c.uid in ${uids}`)
  const standIns = standInsOf(
    db,
    names,
    rows.map(({ proposition }) => proposition),
  )
  if (standIns.size === 0) return rows
  return rows.map((row) => {
    const { uid: proposition, ...words } = standIns.get(row.proposition) ?? { uid: row.proposition }
    return { ...row, proposition, ...words }
  })
}

/** Dates come up again and again. */
function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const value = known.get(key) ?? make(key)
    known.set(key, value)
    return value
  }
}

const unbounded = { from: null, to: null }

/** The first and the last day that a date can mean. A date that is none has no bounds; it is exported as it is. */
function bounds(date: string | null): { readonly from: string | null; readonly to: string | null } {
  return date === null ? unbounded : (edtfRange(date) ?? unbounded)
}
