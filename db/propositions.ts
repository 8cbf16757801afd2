import type { ClaimInput } from './contract/claim.ts'
import type { Input } from './contract/contract.ts'
import { checkDate } from './contract/edtf.ts'
import { AppError } from './contract/errors.ts'
import type { Names } from './export/names.ts'
import type { CommandHandlers } from './handlers.ts'
import { insertRow, removeRows, requireLive, updateRow } from './rows.ts'
import { jsonList, type ReadableDb, sql, type WritableDb } from './sql.ts'

type Kind = ClaimInput['kind']

/** @returns the proposition of exactly this sentence and kind, joined ones followed one step after the other */
export function findProposition(db: ReadableDb, statement: string, kind: Kind): string | undefined {
  const uid = db.value<string>(
    sql`select uid from live_proposition where statement = ${statement} and kind = ${kind}
      order by joined_into is not null, uid limit 1`,
  )
  return uid === undefined ? undefined : joinedProposition(db, uid)
}

/** The proposition that a joined one stands for now; in a circle, which two copies can make, the smallest id. */
export function joinedProposition(db: ReadableDb, proposition: string): string {
  const path = [proposition]
  for (;;) {
    const next = db.value<string | null>(
      sql`select joined_into from live_proposition where uid = ${path.at(-1)}
        and joined_into in (select uid from live_proposition)`,
    )
    if (next == null) return path.at(-1) ?? proposition
    const circle = path.indexOf(next)
    if (circle >= 0) return path.slice(circle).sort()[0] ?? next
    path.push(next)
  }
}

/** Two claims of the same sentence are two reports of one proposition: it is made with the first of them. */
export function findOrCreateProposition(
  db: WritableDb,
  statement: string,
  kind: Kind,
  analyst: string,
): string {
  return findProposition(db, statement, kind) ?? insertRow(db, 'proposition', { statement, kind }, analyst)
}

/** Whether a proposition is reported by this claim alone, and none is joined with it. */
export function standsAlone(db: ReadableDb, proposition: string, claim: string): boolean {
  return (
    db.value(sql`select 1 from live_claim where proposition = ${proposition} and uid <> ${claim}
      union all select 1 from live_proposition where joined_into = ${proposition} limit 1`) === undefined
  )
}

/** Writes the kind of the proposition that a claim reports. */
export function updatePropositionKind(db: WritableDb, claim: string, kind: Kind): void {
  const proposition = db.value<string>(sql`select proposition from live_claim where uid = ${claim}`)
  if (proposition !== undefined) updateRow(db, 'proposition', joinedProposition(db, proposition), { kind })
}

/** The proposition that stands for a joined one. */
export interface StandIn {
  readonly uid: string
  readonly statement: string
  readonly kind: Kind
}

/** @returns joined proposition → what stands for it, for those of the given ones that are joined */
export function standInsOf(
  db: ReadableDb,
  names: Pick<Names, 'proposition'>,
  propositions: readonly string[],
): Map<string, StandIn> {
  const into = new Map(
    propositions.flatMap((uid) => {
      const end = names.proposition(uid)
      return end === uid ? [] : [[uid, end] as const]
    }),
  )
  if (into.size === 0) return new Map()
  const ends = db.all<StandIn>(
    sql`select uid, statement, kind from proposition where uid in ${jsonList([...new Set(into.values())])}`,
  )
  return new Map(
    [...into].flatMap(([uid, end]) => {
      const found = ends.find((one) => one.uid === end)
      return found ? [[uid, found] as const] : []
    }),
  )
}

/** Deletes those propositions that were made with a claim, have none left, and that nothing else speaks of. */
export function removeUnclaimed(db: WritableDb, propositions: readonly string[]): void {
  const unclaimed = db.column<string>(sql`
    select uid from live_proposition p where uid in ${jsonList(propositions)}
      and not exists (select 1 from live_claim where proposition = p.uid)
      and not exists (select 1 from live_proposition where joined_into = p.uid)
      and not exists (select 1 from live_assessment where proposition = p.uid)
      and not exists (select 1 from live_card where kind = 'proposition' and subject = p.uid)
      and not exists (select 1 from live_relation where from_proposition = p.uid or to_proposition = p.uid)
      and not exists (select 1 from live_note where subject = p.uid)
      and not exists (select 1 from live_lead where subject = p.uid)`)
  removeRows(db, 'proposition', unclaimed)
}

/** Writes those fields of a proposition that are given; of a joined one, those of what stands for it. */
function updateProposition(db: WritableDb, input: Input<'propositions.update'>): void {
  const { statement, kind, horizon, outcome, note } = input
  requireLive(db, 'proposition', [input.proposition])
  const proposition = joinedProposition(db, input.proposition)
  checkDate(horizon, 'horizon')
  if (statement !== undefined) refuseTwin(db, proposition, statement.trim())
  updateRow(db, 'proposition', proposition, {
    statement: statement?.trim(),
    kind,
    horizon: horizon === '' ? null : horizon,
    outcome,
    note,
  })
}

/** @throws AppError `invalid` for a blank statement; `conflict` when there is another of this sentence already */
function refuseTwin(db: ReadableDb, proposition: string, statement: string): void {
  if (statement === '') {
    throw new AppError('invalid', 'A proposition needs a statement.', { field: 'statement' })
  }
  const kind = db.value<Kind>(sql`select kind from proposition where uid = ${proposition}`) ?? 'fact'
  const other = findProposition(db, statement, kind)
  if (other === undefined || other === proposition) return
  throw new AppError(
    'conflict',
    'There is a proposition of exactly this sentence already. Join the two instead (J).',
    { field: 'statement', proposition: other },
  )
}

/** @throws AppError `invalid` when the two are one already */
function joinPropositions(db: WritableDb, proposition: string, into: string): void {
  requireLive(db, 'proposition', [proposition, into])
  const from = joinedProposition(db, proposition)
  const to = joinedProposition(db, into)
  if (from === to) {
    throw new AppError('invalid', 'These two are joined already.', { field: 'into' })
  }
  updateRow(db, 'proposition', from, { joined_into: to })
}

export const propositionHandlers: CommandHandlers<
  'propositions.update' | 'propositions.join' | 'propositions.separate'
> = {
  'propositions.update': (db, input, { relabel }) => {
    updateProposition(db, input)
    if (input.statement !== undefined) relabel('Reword proposition')
    return {}
  },
  'propositions.join': (db, { proposition, into }) => {
    joinPropositions(db, proposition, into)
    return {}
  },
  'propositions.separate': (db, { proposition }) => {
    requireLive(db, 'proposition', [proposition])
    updateRow(db, 'proposition', proposition, { joined_into: null })
    return {}
  },
}
