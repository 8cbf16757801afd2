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
import { plainName } from './plain-name.ts'
import { identifier, type ReadableDb, type Sql, sql } from './sql.ts'

/*
 * What rows, columns and values are called where people read of them: in conflicts, previews and the history.
 */

interface TableWords {
  readonly one: string
  readonly many: string
  /** An expression over the row `r` by which people recognise it. */
  readonly title: Sql
}

const passageQuote = (column: string) => sql`(select quote from passage where uid = r.${identifier(column)})`
const actorName = (column: string) => sql`(select name from actor where uid = r.${identifier(column)})`
const documentTitle = sql`(select title from document where uid = r.document)`
const statement = sql`(select statement from proposition where uid = r.proposition)`
const claimStatement = sql`(select p.statement from claim c join proposition p on p.uid = c.proposition where c.uid = r.claim)`
const hypothesis = sql`(select statement from hypothesis where uid = r.hypothesis)`
const board = sql`(select title from board where uid = r.board)`

const tables: Readonly<Record<SharedTable, TableWords>> = {
  project: { one: 'Project', many: 'projects', title: sql`r.title` },
  analyst: { one: 'Analyst', many: 'analysts', title: sql`r.name` },
  actor: { one: 'Actor', many: 'actors', title: sql`r.name` },
  original: {
    one: 'Original',
    many: 'originals',
    title: sql`coalesce((select file_name from document where original = r.uid limit 1), r.media_type)`,
  },
  document: { one: 'Document', many: 'documents', title: sql`r.title` },
  block_mark: {
    one: 'Hidden paragraph',
    many: 'hidden paragraphs',
    title: sql`'Paragraph ' || (r.ordinal + 1) || ' of ' || ${documentTitle}`,
  },
  lead: { one: 'Lead', many: 'leads', title: sql`r.body` },
  note: { one: 'Note', many: 'notes', title: sql`coalesce(r.title, r.body)` },
  tag: { one: 'Tag', many: 'tags', title: sql`r.name` },
  passage: { one: 'Passage', many: 'passages', title: sql`r.quote` },
  rule: { one: 'Rule', many: 'rules', title: sql`r.name` },
  tagging: {
    one: 'Tagging',
    many: 'taggings',
    title: sql`(select name from tag where uid = r.tag) || ': ' || ${passageQuote('passage')}`,
  },
  office: { one: 'Office', many: 'offices', title: sql`r.title || ', ' || ${actorName('actor')}` },
  alias: { one: 'Name of an actor', many: 'names of actors', title: sql`r.form` },
  mention: {
    one: 'Mention',
    many: 'mentions',
    title: sql`${actorName('actor')} || ': ' || ${passageQuote('passage')}`,
  },
  source: { one: 'Source', many: 'sources', title: sql`r.wording` },
  proposition: { one: 'Statement', many: 'statements', title: sql`r.statement` },
  claim: {
    one: 'Claim',
    many: 'claims',
    title: sql`coalesce((select initials from analyst where uid = r.created_by), '?') || '-' || r.number || ' ' || ${statement}`,
  },
  claimant: { one: 'Claimant', many: 'claimants', title: claimStatement },
  evidence: {
    one: 'Piece of evidence',
    many: 'pieces of evidence',
    title: sql`coalesce(${passageQuote('passage')}, r.looked_for, ${claimStatement})`,
  },
  about: {
    one: 'Actor of a claim',
    many: 'actors of claims',
    title: sql`${actorName('actor')} || ': ' || ${claimStatement}`,
  },
  event: { one: 'Event', many: 'events', title: sql`r.title` },
  claim_event: {
    one: 'Event of a claim',
    many: 'events of claims',
    title: sql`(select title from event where uid = r.event) || ': ' || ${claimStatement}`,
  },
  figure: { one: 'Figure', many: 'figures', title: claimStatement },
  relation: { one: 'Link between claims', many: 'links between claims', title: sql`r.kind` },
  hypothesis: { one: 'Hypothesis', many: 'hypotheses', title: sql`r.statement` },
  judgement: { one: 'Judgement', many: 'judgements', title: hypothesis },
  assessment: { one: 'Assessment', many: 'assessments', title: sql`${hypothesis} || ': ' || ${statement}` },
  board: { one: 'Board', many: 'boards', title: sql`r.title` },
  card: { one: 'Card', many: 'cards', title: sql`coalesce(r.body, 'on ' || ${board})` },
  card_link: {
    one: 'Link between cards',
    many: 'links between cards',
    title: sql`coalesce(r.label, 'on ' || ${board})`,
  },
  view: { one: 'View of the table', many: 'views of the table', title: sql`r.name` },
  distinction: {
    one: 'Telling two things apart',
    many: 'things told apart',
    title: sql`coalesce((select title from document where uid = r.one), (select name from tag where uid = r.one),
      (select name from actor where uid = r.one))`,
  },
}

export function isSharedTable(name: string): name is SharedTable {
  return sharedTables.includes(name as SharedTable)
}

/** What a row of a table is called: "Passage". */
export function kindOf(table: SharedTable): string {
  return tables[table].one
}

/** What the rows of a table are called: "passages". */
export function kindsOf(table: SharedTable): string {
  return tables[table].many
}

/** What a row is recognised by, on one line and not too long. */
export function titleOf(db: ReadableDb, table: SharedTable, uid: string): string {
  const title = db.value<string | null>(
    sql`select ${tables[table].title} from ${identifier(table)} r where r.uid = ${uid}`,
  )
  return plainName((title ?? '').replace(/\s+/gu, ' ').trim()) || tables[table].one
}

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
