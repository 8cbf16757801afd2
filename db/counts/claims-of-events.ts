import type { Written } from '../kept.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { hiddenRows } from '../visibility.ts'
import { keptCounts } from './kept-counts.ts'
import { claimsIn, claimVisibility, rowsIn, valuesIn } from './written-rows.ts'

/** How many claims are about each event or give a figure for it, each claim once. */
export const claimsOfEvents = keptCounts({
  cells: {
    ...claimVisibility,
    claim_event: ['', 'deleted'],
    figure: ['', 'deleted', 'figure', 'claim'],
    event: ['deleted'],
  },
  count: (db, only) => new Map(only ? countOf(db, only) : countAll(db)),
  touched,
})

type Rows = [event: string, claims: number][]

function countAll(db: ReadableDb): Rows {
  return db.tuples(sql`with ${hiddenRows('claim')}
    select event, count(*) from (
      select event, claim from claim_event
        where deleted = 0 and claim not in (select uid from hidden_claim) and event not in (select uid from event where deleted = 1)
      union select event, claim from figure
        where deleted = 0 and event is not null and claim not in (select uid from hidden_claim)) group by event`)
}

function countOf(db: ReadableDb, events: readonly string[]): Rows {
  const these = jsonList(events)
  return db.tuples(sql`
    select event, count(*) from (
      select event, claim from live_claim_event where event in ${these}
      union select event, claim from live_figure where event in ${these}) group by event`)
}

function touched(db: ReadableDb, written: readonly Written[]): Set<string> {
  const claims = jsonList(claimsIn(db, written))
  const events = db.column<string>(sql`
    select event from claim_event where claim in ${claims} or uid in ${jsonList(rowsIn(written, 'claim_event'))}
    union select event from figure
      where event is not null and (claim in ${claims} or uid in ${jsonList(rowsIn(written, 'figure'))})`)
  return new Set([...events, ...valuesIn(written, 'figure', 'event'), ...rowsIn(written, 'event')])
}
