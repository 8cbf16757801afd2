import { type ReadableDb, sql } from '../sql.ts'
import { type Check, excerpt, type Finding, problem } from './finding.ts'

interface ClaimRow {
  readonly uid: string
  readonly cite: string
  readonly statement: string
}

const claims = sql`select c.uid, coalesce(a.initials, '?') || '-' || c.number cite, p.statement from live_claim c
  join proposition p on p.uid = c.proposition left join analyst a on a.uid = c.created_by`

function nameOf({ cite, statement }: ClaimRow): string {
  return `The claim ${cite} (“${excerpt(statement)}”)`
}

function* evidence(db: ReadableDb): Iterable<Finding> {
  const rows = db.all<ClaimRow>(
    sql`${claims} where not exists (select 1 from live_evidence e where e.claim = c.uid) order by cite, c.uid`,
  )
  for (const row of rows)
    yield problem('warning', 'evidence', `${nameOf(row)} has no evidence.`, 'claim', row.uid)
}

function* claimants(db: ReadableDb): Iterable<Finding> {
  const nobody = db.all<ClaimRow>(
    sql`${claims} where not exists (select 1 from live_claimant t where t.claim = c.uid) order by cite, c.uid`,
  )
  for (const row of nobody)
    yield problem('warning', 'claimants', `${nameOf(row)} has no claimant.`, 'claim', row.uid)
  const unnamed =
    db.all<ClaimRow>(sql`${claims} where exists (select 1 from live_claimant t where t.claim = c.uid
    and (t.kind = 'actor' and t.actor is null or t.kind = 'source' and t.source is null)) order by cite, c.uid`)
  for (const row of unnamed) {
    yield problem(
      'warning',
      'claimants',
      `${nameOf(row)} does not say who its claimant is.`,
      'claim',
      row.uid,
    )
  }
}

function* citations(db: ReadableDb): Iterable<Finding> {
  const doubled = sql`select cite from (${claims}) group by cite having count(*) > 1`
  const rows = db.all<ClaimRow>(sql`select * from (${claims}) where cite in (${doubled}) order by cite, uid`)
  for (const row of rows) {
    yield problem(
      'warning',
      'citations',
      `${nameOf(row)} shares its number with another claim.`,
      'claim',
      row.uid,
    )
  }
}

function* digits(db: ReadableDb): Iterable<Finding> {
  const doubled = sql`select digit from live_tag where digit is not null group by digit having count(*) > 1`
  const rows = db.all<{ uid: string; name: string; digit: number }>(
    sql`select uid, name, digit from live_tag where digit in (${doubled}) order by digit, name, uid`,
  )
  for (const { uid, name, digit } of rows) {
    yield problem(
      'warning',
      'digits',
      `The tag “${excerpt(name)}” shares the key ${digit} with another tag.`,
      'tag',
      uid,
    )
  }
}

/** What two people who work on copies can bring about, and what an analyst will want to complete. */
export const claimChecks: readonly Check[] = [
  { name: 'evidence', title: 'Evidence of claims', run: evidence },
  { name: 'claimants', title: 'Claimants', run: claimants },
  { name: 'citations', title: 'Numbers that claims are cited by', run: citations },
  { name: 'digits', title: 'Keys of tags', run: digits },
]
