/**
 * What the journal, the merge and the search need to know of each shared table beyond its columns.
 *
 * - `cells`: columns that only make sense together are one cell; a column that is not named here is a cell
 *   of its own. (Cell by column, two boundary edits would merge into a false quote.)
 * - `owners`: column → table of the rows that this row belongs to. A row is visible while its own mark and
 *   its owners' marks are clear, and adding a row keeps its owners alive.
 * - `derived`: the id follows from what the row links, so two copies can make the same row. The named columns
 *   are what it follows from: they never change and are no cells. Null: the id is drawn at random.
 * - `searched`: columns in the full-text index.
 */
export interface TableModel {
  readonly cells: Readonly<Record<string, readonly string[]>>
  readonly owners: Readonly<Record<string, SharedTable>>
  readonly derived: readonly string[] | null
  readonly searched: readonly string[]
}

const plain: TableModel = { cells: {}, owners: {}, derived: null, searched: [] }

function table(model: Partial<TableModel>): TableModel {
  return { ...plain, ...model }
}

export const sharedTables = [
  'project',
  'analyst',
  'actor',
  'original',
  'document',
  'block_mark',
  'lead',
  'note',
  'tag',
  'passage',
  'rule',
  'tagging',
  'office',
  'alias',
  'mention',
  'source',
  'proposition',
  'claim',
  'claimant',
  'evidence',
  'about',
  'event',
  'claim_event',
  'figure',
  'relation',
  'hypothesis',
  'judgement',
  'assessment',
  'board',
  'card',
  'card_link',
  'view',
  'distinction',
] as const

/** The shared tables, owners before what they own. */
export type SharedTable = (typeof sharedTables)[number]

export const model: Readonly<Record<SharedTable, TableModel>> = {
  project: table({ searched: [] }),
  analyst: table({ derived: [] }),
  actor: table({ searched: ['name', 'description'] }),
  original: table({ derived: ['size'] }),
  document: table({
    cells: {
      published: ['published', 'published_reason'],
      reliability: ['reliability', 'reliability_reason'],
    },
    searched: ['title', 'note'],
  }),
  block_mark: table({ derived: ['document', 'ordinal'], owners: { document: 'document' } }),
  lead: table({ cells: { subject: ['subject_table', 'subject'] }, searched: ['body'] }),
  note: table({ cells: { subject: ['subject_table', 'subject'] }, searched: ['title', 'body'] }),
  tag: table({ searched: ['name', 'description'] }),
  passage: table({
    owners: { document: 'document' },
    cells: { span: ['start_offset', 'end_offset', 'quote', 'prefix', 'suffix'] },
    searched: ['note'],
  }),
  rule: table({ owners: { tag: 'tag' }, cells: { query: ['query', 'kind'] } }),
  tagging: table({ derived: ['passage', 'tag', 'analyst'], owners: { passage: 'passage', tag: 'tag' } }),
  office: table({ owners: { actor: 'actor' }, cells: { held: ['held_from', 'held_to'] } }),
  alias: table({
    owners: { actor: 'actor' },
    cells: { form: ['form', 'language', 'document'] },
    searched: ['form'],
  }),
  mention: table({ derived: ['actor', 'passage'], owners: { actor: 'actor', passage: 'passage' } }),
  source: table({
    owners: { document: 'document' },
    cells: { reliability: ['reliability', 'reliability_reason'] },
    searched: ['wording'],
  }),
  proposition: table({ searched: ['statement', 'note'] }),
  claim: table({
    owners: { proposition: 'proposition' },
    cells: {
      position: ['holder', 'act'],
      reliability: ['reliability', 'reliability_reason'],
      credibility: ['credibility', 'credibility_reason'],
      said: ['said', 'said_wording'],
      happened: ['happened', 'happened_wording'],
    },
    searched: ['note'],
  }),
  claimant: table({ owners: { claim: 'claim' }, cells: { who: ['kind', 'actor', 'source'] } }),
  evidence: table({
    owners: { claim: 'claim', passage: 'passage', document: 'document' },
    cells: { place: ['role', 'passage', 'document', 'looked_for'] },
  }),
  about: table({ derived: ['claim', 'actor', 'role'], owners: { claim: 'claim', actor: 'actor' } }),
  event: table({ searched: ['title', 'note'] }),
  claim_event: table({ derived: ['claim', 'event'], owners: { claim: 'claim', event: 'event' } }),
  figure: table({
    owners: { claim: 'claim' },
    cells: {
      figure: ['event', 'measure', 'counted', 'not_counted', 'low', 'high', 'unit', 'qualifier', 'as_of'],
    },
  }),
  relation: table({
    cells: { ends: ['from_claim', 'from_proposition', 'to_claim', 'to_proposition', 'to_report'] },
  }),
  hypothesis: table({ searched: ['statement'] }),
  judgement: table({
    owners: { hypothesis: 'hypothesis' },
    cells: { judgement: ['judged_at', 'likelihood', 'confidence', 'reason'] },
  }),
  assessment: table({
    derived: ['hypothesis', 'proposition'],
    owners: { hypothesis: 'hypothesis', proposition: 'proposition' },
  }),
  board: table({}),
  card: table({
    owners: { board: 'board' },
    cells: {
      geometry: ['x', 'y', 'width', 'height', 'layer', 'container'],
      subject: ['kind', 'subject', 'picture'],
    },
    searched: ['body'],
  }),
  card_link: table({
    owners: { board: 'board', from_card: 'card', to_card: 'card' },
    cells: { ends: ['from_card', 'to_card'] },
  }),
  view: table({}),
  distinction: table({ derived: ['kind', 'one', 'other'] }),
}

/** Columns that are written once at birth and are no cells: who made the row, and when. */
const birthColumns: readonly string[] = ['uid', 'created_by', 'created_at']

/**
 * The cells of a table: every column that can change, grouped.
 *
 * @param columns the table's columns as the schema has them
 * @returns cell name → its columns, in the schema's order; `deleted` is a cell like any other
 */
export function cellsOf(name: SharedTable, columns: readonly string[]): Map<string, string[]> {
  const groups = Object.entries(model[name].cells)
  const cells = new Map<string, string[]>()
  for (const column of columns) {
    if (birthColumns.includes(column) || model[name].derived?.includes(column)) continue
    const cell = groups.find(([, members]) => members.includes(column))?.[0] ?? column
    cells.set(cell, [...(cells.get(cell) ?? []), column])
  }
  return cells
}
