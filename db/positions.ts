import type { Position } from './contract/actor.ts'
import { edtfRange } from './contract/edtf.ts'
import type { Names } from './export/names.ts'
import { standInsOf } from './propositions.ts'
import { jsonList, type ReadableDb, sql } from './sql.ts'

type Row = Omit<Position, 'when' | 'whenFrom'> & {
  readonly said: string | null
  readonly published: string | null
}

/**
 * What a holder did, in time: by the first day that the date can mean, those without a date last. Where a claim
 * does not say when it was said, the date is that of the document that carries it first.
 *
 * @param actors all that stand for the holder
 * @param propositions only positions to these; all where it is left out
 */
export function positionsOf(
  db: ReadableDb,
  names: Names,
  actors: readonly string[],
  propositions?: readonly string[],
): Position[] {
  const among = propositions === undefined ? sql`` : sql`and c.proposition in ${jsonList(propositions)}`
  const rows = db.all<Row>(sql`
    select c.uid as claim, coalesce(a.initials, '?') || '-' || c.number as cite, c.act, c.stance,
      c.proposition, p.statement, c.said,
      (select d.published from live_evidence e left join passage q on q.uid = e.passage
        join document d on d.uid = coalesce(e.document, q.document)
        where e.claim = c.uid order by e.position, e.uid limit 1) as published
    from live_claim c join proposition p on p.uid = c.proposition left join analyst a on a.uid = c.created_by
    where c.act is not null and c.holder in ${jsonList(actors)} ${among} order by c.uid`)
  const standIns = standInsOf(
    db,
    names,
    rows.map(({ proposition }) => proposition),
  )
  return rows
    .map(({ said, published, ...row }): Position => {
      const standIn = standIns.get(row.proposition)
      const joined = standIn ? { proposition: standIn.uid, statement: standIn.statement } : {}
      const whenFrom = said !== null ? 'said' : published !== null ? 'published' : null
      return { ...row, ...joined, when: said ?? published, whenFrom }
    })
    .map((position) => ({ position, day: dayOf(position.when) }))
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)))
    .map(({ position }) => position)
}

/** The first day that a date can mean, for sorting; "~" comes after every digit. */
function dayOf(when: string | null): string {
  const range = when === null ? undefined : edtfRange(when)
  return range?.from ?? range?.to ?? '~'
}
