import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { CommandHandlers } from './handlers.ts'
import { insertRow, removeRows, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

/** One end of a link: a claim, a proposition, or (as a target only) a report that was never imported. */
export type RelationEnd =
  | { readonly claim: string }
  | { readonly proposition: string }
  | { readonly report: string }

export interface RelationInput {
  readonly kind: string
  readonly from: Exclude<RelationEnd, { report: string }>
  readonly to: RelationEnd
  /** What a contradiction is about; for links of kind `contradicts` only. */
  readonly contradiction?: string | null | undefined
  readonly state?: string | undefined
  readonly note?: string | null | undefined
}

/** Kinds that say the same in both directions. */
const symmetric: readonly string[] = ['contradicts', 'corroborates-independently']

/**
 * Links two claims or propositions. A link of the same kind between the same ends is one link: fields that
 * are given are written to it.
 *
 * @throws AppError `invalid` for a link from something to itself, or a contradiction's subject on a link
 * of another kind; `not-found` when an end is gone
 */
export function findOrCreateRelation(
  db: WritableDb,
  input: RelationInput,
  analyst: string,
): { relation: string; created: boolean; changed: boolean } {
  const { kind, from, to, contradiction, state, note } = input
  if (contradiction != null && kind !== 'contradicts') {
    throw new AppError('invalid', 'Only a contradiction says what it is about.', { field: 'contradiction' })
  }
  for (const end of [from, to]) requireEnd(db, end)
  const ends = columnsOf(from, to)
  if (ends.from_claim !== null && ends.from_claim === ends.to_claim) throw toItself()
  if (ends.from_proposition !== null && ends.from_proposition === ends.to_proposition) throw toItself()
  const known = findRelation(db, kind, ends)
  if (!known) {
    const row = { kind, ...ends, contradiction, state: state ?? 'open', note }
    return { relation: insertRow(db, 'relation', row, analyst), created: true, changed: true }
  }
  const { uid, ...before } = known
  const after = { contradiction, state, note }
  const changed = (['contradiction', 'state', 'note'] as const).some(
    (column) => after[column] !== undefined && after[column] !== before[column],
  )
  if (changed) updateRow(db, 'relation', uid, after)
  return { relation: uid, created: false, changed }
}

interface Ends {
  readonly from_claim: string | null
  readonly from_proposition: string | null
  readonly to_claim: string | null
  readonly to_proposition: string | null
  readonly to_report: string | null
}

function columnsOf(from: RelationInput['from'], to: RelationEnd): Ends {
  return {
    from_claim: 'claim' in from ? from.claim : null,
    from_proposition: 'proposition' in from ? from.proposition : null,
    to_claim: 'claim' in to ? to.claim : null,
    to_proposition: 'proposition' in to ? to.proposition : null,
    to_report: 'report' in to ? to.report : null,
  }
}

interface KnownRelation {
  readonly uid: string
  readonly contradiction: string | null
  readonly state: string
  readonly note: string | null
}

function findRelation(db: ReadableDb, kind: string, ends: Ends): KnownRelation | undefined {
  const same = (e: Ends) =>
    db.get<KnownRelation>(sql`
      select uid, contradiction, state, note from live_relation
      where kind = ${kind} and from_claim is ${e.from_claim} and from_proposition is ${e.from_proposition}
        and to_claim is ${e.to_claim} and to_proposition is ${e.to_proposition} and to_report is ${e.to_report}
      order by uid limit 1`)
  const known = same(ends)
  if (known || !symmetric.includes(kind) || ends.to_report !== null) return known
  return same({
    from_claim: ends.to_claim,
    from_proposition: ends.to_proposition,
    to_claim: ends.from_claim,
    to_proposition: ends.from_proposition,
    to_report: null,
  })
}

function requireEnd(db: ReadableDb, end: RelationEnd): void {
  if ('claim' in end) requireLive(db, 'claim', [end.claim])
  else if ('proposition' in end) requireLive(db, 'proposition', [end.proposition])
}

function toItself(): AppError {
  return new AppError('invalid', 'A link leads from one claim to another one.', { field: 'to' })
}

/**
 * Writes those fields of a link that are given. A link that does not contradict any longer says no more what
 * its contradiction is about.
 */
function updateRelation(db: WritableDb, { relation, ...fields }: Input<'relations.update'>): void {
  requireLive(db, 'relation', [relation])
  const written = db.value<string>(sql`select kind from relation where uid = ${relation}`)
  const kind = fields.kind ?? written
  if (kind !== 'contradicts' && fields.contradiction != null) {
    throw new AppError('invalid', 'Only a contradiction says what it is about.', { field: 'contradiction' })
  }
  const about = kind === 'contradicts' ? fields.contradiction : null
  updateRow(db, 'relation', relation, { ...fields, contradiction: about })
}

export const relationHandlers: CommandHandlers<'relations.create' | 'relations.update' | 'relations.remove'> =
  {
    'relations.create': (db, input, { analyst }) => {
      return { relation: findOrCreateRelation(db, input, analyst.uid).relation }
    },
    'relations.update': (db, input, { relabel }) => {
      updateRelation(db, input)
      if (input.state !== undefined) relabel(input.state === 'resolved' ? 'Resolve link' : 'Reopen link')
      return {}
    },
    'relations.remove': (db, { relation }) => {
      requireLive(db, 'relation', [relation])
      removeRows(db, 'relation', [relation])
      return {}
    },
  }
