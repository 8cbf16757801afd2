import { grouped } from '../grouped.ts'
import { standInsOf } from '../propositions.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import type { Names } from './names.ts'
import type { ListItem } from './table.ts'

type LinkRow = readonly [
  end: string,
  direction: 'to' | 'from',
  kind: string,
  contradiction: string | null,
  state: string,
  note: string | null,
  citedBy: string | null,
  citedNumber: number | null,
  statement: string | null,
  report: string | null,
  proposition: string | null,
]

/**
 * The links of claims and of their propositions, in both directions: `{kind, to}` where the link goes out from
 * here, `{kind, from}` where it comes in. The other end is a claim's short id, a proposition's sentence, or a
 * report that was never imported. Links to what was deleted are left out.
 *
 * @param claims ids with their propositions
 */
export function claimLinks(db: ReadableDb, names: Names, claims: readonly Claim[]): Map<string, ListItem[]> {
  const ends = ({ uid, proposition }: Claim) => [uid, ...names.joined(proposition)]
  const byEnd = grouped(linkRows(db, [...new Set(claims.flatMap(ends))], names), (row) => toItem(row, names))
  return new Map(claims.map((claim) => [claim.uid, ends(claim).flatMap((end) => byEnd.get(end) ?? [])]))
}

interface Claim {
  readonly uid: string
  /** The proposition that stands for a joined one. */
  readonly proposition: string
}

function toItem(
  [, direction, kind, contradiction, state, note, by, number, statement, report]: LinkRow,
  names: Names,
): ListItem {
  const other = by === null ? (statement ?? report) : names.cite(by, number ?? 0)
  return {
    kind,
    [direction]: other,
    ...(contradiction === null ? {} : { contradiction }),
    state,
    ...(note === null ? {} : { note }),
  }
}

function linkRows(db: ReadableDb, ends: readonly string[], names: Names): LinkRow[] {
  const list = jsonList(ends)
  const rows = db.tuples<LinkRow>(sql`
    with link (uid, here, direction, other_claim, other_proposition, report, kind, contradiction, state, note) as (
      select uid, from_claim, 'to', to_claim, to_proposition, to_report, kind, contradiction, state, note
        from live_relation where from_claim in ${list}
      union all
      select uid, from_proposition, 'to', to_claim, to_proposition, to_report, kind, contradiction, state, note
        from live_relation where from_proposition in ${list}
      union all
      select uid, to_claim, 'from', from_claim, from_proposition, null, kind, contradiction, state, note
        from live_relation where to_claim in ${list}
      union all
      select uid, to_proposition, 'from', from_claim, from_proposition, null, kind, contradiction, state, note
        from live_relation where to_proposition in ${list})
    select link.here, link.direction, link.kind, link.contradiction, link.state, link.note,
      c.created_by, c.number, p.statement, link.report, p.uid
    from link left join live_claim c on c.uid = link.other_claim
      left join live_proposition p on p.uid = link.other_proposition
    where coalesce(c.uid, p.uid, link.report) is not null
    order by link.here, link.uid, link.direction desc`)
  const standIns = standInsOf(
    db,
    names,
    rows.flatMap(([, , , , , , , , , , proposition]) => proposition ?? []),
  )
  if (standIns.size === 0) return rows
  return rows.map(
    ([here, direction, kind, contradiction, state, note, by, number, own, report, proposition]) => {
      const statement = (proposition === null ? undefined : standIns.get(proposition)?.statement) ?? own
      return [here, direction, kind, contradiction, state, note, by, number, statement, report, proposition]
    },
  )
}

/** A link for a spreadsheet: "contradicts AR-3 (figure, open)", or "derived-from ← AR-4 (open)" where it comes from there. */
export function linkInWords(item: ListItem): string {
  if (typeof item === 'string') return item
  const { kind, to, from, contradiction, state, note } = item
  const details = [contradiction, state, note].filter((detail) => detail !== undefined)
  return `${kind} ${to === undefined ? `← ${from}` : to} (${details.join(', ')})`
}
