import { edtfRange } from '../contract/edtf.ts'
import * as vocabulary from '../contract/vocabulary.ts'
import { type SharedTable, sharedTables } from '../model.ts'
import { identifier, jsonList, type ReadableDb, sql } from '../sql.ts'
import { type Check, excerpt, type Finding, problem } from './finding.ts'

type Column = readonly [table: SharedTable, column: string]

/** Columns that hold a token of a vocabulary. */
export const tokens: readonly (readonly [...Column, words: Readonly<Record<string, string>>])[] = [
  ['document', 'kind', vocabulary.documentKinds],
  ['document', 'direction', { ltr: '', rtl: '' }],
  ['document', 'reading_status', vocabulary.readingStatuses],
  ['document', 'reliability', vocabulary.reliabilities],
  ['source', 'reliability', vocabulary.reliabilities],
  ['actor', 'kind', vocabulary.actorKinds],
  ['mention', 'status', vocabulary.mentionStatuses],
  ['proposition', 'kind', vocabulary.propositionKinds],
  ['claim', 'stance', vocabulary.stances],
  ['claim', 'act', vocabulary.acts],
  ['claim', 'reliability', vocabulary.reliabilities],
  ['claim', 'credibility', vocabulary.credibilities],
  ['claim', 'quote_type', vocabulary.quoteTypes],
  ['claim', 'commitment', vocabulary.commitments],
  ['claim', 'basis', vocabulary.bases],
  ['claim', 'status', vocabulary.claimStatuses],
  ['claimant', 'kind', vocabulary.claimantKinds],
  ['evidence', 'role', vocabulary.evidenceRoles],
  ['about', 'role', vocabulary.aboutRoles],
  ['figure', 'measure', vocabulary.measures],
  ['relation', 'kind', vocabulary.relationKinds],
  ['relation', 'contradiction', vocabulary.contradictionKinds],
  ['relation', 'state', vocabulary.relationStates],
  ['lead', 'kind', vocabulary.leadKinds],
  ['card', 'kind', vocabulary.cardKinds],
  ['card_link', 'kind', vocabulary.relationKinds],
  ['card_link', 'direction', vocabulary.linkDirections],
  ['card_link', 'style', vocabulary.linkStyles],
  ['judgement', 'likelihood', vocabulary.likelihoods],
  ['judgement', 'confidence', vocabulary.confidences],
  ['assessment', 'rating', vocabulary.assessmentRatings],
]

/** Columns that hold yes (1) or no (0). */
export const flags: readonly Column[] = [
  ['block_mark', 'hidden'],
  ['lead', 'done'],
  ['note', 'private'],
]

/** Columns that hold a date in EDTF (ISO 8601-2). */
const dates: readonly Column[] = [
  ['document', 'published'],
  ['document', 'captured'],
  ['claim', 'said'],
  ['claim', 'happened'],
  ['event', 'date'],
  ['figure', 'as_of'],
  ['office', 'held_from'],
  ['office', 'held_to'],
]

function* values(db: ReadableDb): Iterable<Finding> {
  const yesOrNo = { 0: '', 1: '' }
  const marks = sharedTables.map((table) => [table, 'deleted', yesOrNo] as const)
  for (const [table, column, words] of [
    ...tokens,
    ...flags.map((flag) => [...flag, yesOrNo] as const),
    ...marks,
  ]) {
    yield null
    const name = identifier(column)
    const rows = db.all<{ uid: string; value: string | number }>(
      sql`select uid, ${name} value from ${identifier(table)}
        where deleted <> 1 and ${name} is not null and cast(${name} as text) not in ${jsonList(Object.keys(words))} order by uid`,
    )
    for (const { uid, value } of rows) {
      const message = `A row of “${table}” has “${excerpt(String(value))}” as its ${column.replaceAll('_', ' ')}, which is not a value of its list.`
      yield problem('error', 'values', message, table, uid)
    }
  }
}

function* dated(db: ReadableDb): Iterable<Finding> {
  for (const [table, column] of dates) {
    yield null
    const name = identifier(column)
    const rows = db.all<{ uid: string; value: string }>(
      sql`select uid, ${name} value from ${identifier(`live_${table}`)} where ${name} is not null order by uid`,
    )
    for (const { uid, value } of rows) {
      if (edtfRange(value)) continue
      const message = `A row of “${table}” has “${excerpt(value)}” as its ${column.replaceAll('_', ' ')}, which is not a date (EDTF).`
      yield problem('warning', 'dates', message, table, uid)
    }
  }
}

export const valueChecks: readonly Check[] = [
  { name: 'values', title: 'Values of vocabularies', run: values },
  { name: 'dates', title: 'Dates', run: dated },
]
