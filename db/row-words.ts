import { type SharedTable, sharedTables } from './model.ts'
import { plainName } from './plain-name.ts'
import { identifier, type ReadableDb, type Sql, sql } from './sql.ts'

/*
 * What rows are called where people read of them: in conflicts, previews and the history.
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
