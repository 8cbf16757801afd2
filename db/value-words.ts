import { readableDate } from './contract/readable-date.ts'
import {
  aboutRoles,
  actorKinds,
  acts,
  assessmentRatings,
  bases,
  cardKinds,
  claimantKinds,
  claimStatuses,
  commitments,
  confidences,
  contradictionKinds,
  credibilities,
  documentKinds,
  evidenceRoles,
  leadKinds,
  likelihoods,
  linkDirections,
  linkStyles,
  measures,
  mentionStatuses,
  propositionKinds,
  quoteTypes,
  readingStatuses,
  relationKinds,
  relationStates,
  reliabilities,
  stances,
} from './contract/vocabulary.ts'
import { type SharedTable, sharedTables } from './model.ts'
import { titleOf } from './row-words.ts'
import { identifier, type ReadableDb, sql } from './sql.ts'

/*
 * What columns and values are called where people read of them: in conflicts, previews and the history.
 */

/** Columns whose names do not say by themselves what they are. */
const columnWords: Readonly<Record<string, string>> = {
  deleted: 'Kept or deleted',
  start_offset: 'Start',
  end_offset: 'End',
  prefix: 'Words before',
  suffix: 'Words after',
  parent: 'Belongs to',
  merged_into: 'Same as',
  joined_into: 'Same as',
  held_from: 'From',
  held_to: 'Until',
  not_counted: 'Not counted',
  source_url: 'Address',
  published_reason: 'Reason for the date',
  reliability_reason: 'Reason for the reliability',
  credibility_reason: 'Reason for the credibility',
  said_wording: 'As the text says when it was said',
  happened_wording: 'As the text says when it happened',
  looked_for: 'Looked for',
  nested_in: 'Reported in',
  part_of: 'Part of',
  same_as: 'Same as',
  subject_table: 'Kind of subject',
  from_claim: 'From',
  from_proposition: 'From',
  to_claim: 'To',
  to_proposition: 'To',
  to_report: 'To',
  from_card: 'From',
  to_card: 'To',
  x: 'From the left',
  y: 'From the top',
  layer: 'Layer',
  container: 'In',
  position: 'Place in the order',
  direction: 'Direction',
}

/** Cells of several columns that have a name of their own. */
const cellWords: Readonly<Record<string, string>> = {
  span: 'Place in the text',
  geometry: 'Place and size',
  ends: 'What it links',
  held: 'When',
  who: 'Who',
  place: 'Evidence',
  figure: 'Figure',
  judgement: 'Judgement',
  subject: 'What it is about',
  form: 'Name',
  query: 'Search',
}

/** What a column or a cell is called: "Note", "Place in the text". */
export function fieldWords(name: string): string {
  const words = cellWords[name] ?? columnWords[name] ?? name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

type Words = Readonly<Record<string, string>>

/** What the tokens of a column mean; by table where a column means different things. */
const vocabularies: Readonly<Record<string, Words>> = {
  'document.kind': documentKinds,
  'actor.kind': actorKinds,
  'proposition.kind': propositionKinds,
  'claimant.kind': claimantKinds,
  'relation.kind': relationKinds,
  'lead.kind': leadKinds,
  'card.kind': cardKinds,
  'mention.status': mentionStatuses,
  'claim.status': claimStatuses,
  'evidence.role': evidenceRoles,
  'about.role': aboutRoles,
  'card_link.direction': linkDirections,
  'card_link.style': linkStyles,
  'relation.state': relationStates,
  reading_status: readingStatuses,
  reliability: reliabilities,
  credibility: credibilities,
  stance: stances,
  act: acts,
  quote_type: quoteTypes,
  commitment: commitments,
  basis: bases,
  contradiction: contradictionKinds,
  measure: measures,
  likelihood: likelihoods,
  confidence: confidences,
  rating: assessmentRatings,
  deleted: { 0: 'Kept', 1: 'Deleted' },
  hidden: { 0: 'Shown', 1: 'Hidden' },
  done: { 0: 'Open', 1: 'Done' },
  private: { 0: 'For everybody', 1: 'Private' },
}

const dates: readonly string[] = [
  'published',
  'captured',
  'said',
  'happened',
  'held_from',
  'held_to',
  'date',
  'as_of',
  'horizon',
]
const grades: readonly string[] = ['reliability', 'credibility', 'rating']

/** Columns that link rows, with the table of what they link to; `subject` links to whatever its row says. */
const links = new Map<string, SharedTable>(
  Object.entries({
    parent: 'actor',
    organisation: 'actor',
    publisher: 'actor',
    author: 'actor',
    republished_by: 'actor',
    holder: 'actor',
    actor: 'actor',
    place: 'actor',
    merged_into: 'actor',
    document: 'document',
    passage: 'passage',
    tag: 'tag',
    rule: 'rule',
    source: 'source',
    same_as: 'source',
    proposition: 'proposition',
    joined_into: 'proposition',
    from_proposition: 'proposition',
    to_proposition: 'proposition',
    claim: 'claim',
    nested_in: 'claim',
    from_claim: 'claim',
    to_claim: 'claim',
    event: 'event',
    part_of: 'event',
    hypothesis: 'hypothesis',
    board: 'board',
    container: 'card',
    from_card: 'card',
    to_card: 'card',
    original: 'original',
    picture: 'original',
  } satisfies Record<string, SharedTable>),
)

/** A stored value as people read it; no value is an empty text. */
export function valueWords(db: ReadableDb, table: SharedTable, column: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  const text = String(value)
  const words = (vocabularies[`${table}.${column}`] ?? vocabularies[column])?.[text]
  if (words !== undefined) return grades.includes(column) ? `${text}: ${words}` : words
  if (dates.includes(column)) return readableDate(text)
  const linked = column === 'parent' && table === 'tag' ? 'tag' : links.get(column)
  if (linked && typeof value === 'string') return titleOf(db, linked, value)
  if (column === 'subject' && typeof value === 'string') return subjectWords(db, value)
  return text
}

/** What a note, a lead or a card is about can be a row of any table. */
function subjectWords(db: ReadableDb, uid: string): string {
  const table = sharedTables.find(
    (name) => db.value(sql`select 1 from ${identifier(name)} where uid = ${uid}`) !== undefined,
  )
  return table ? titleOf(db, table, uid) : uid
}
