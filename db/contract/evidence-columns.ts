import {
  aboutRoles,
  acts,
  bases,
  claimantKinds,
  claimStatuses,
  commitments,
  credibilities,
  evidenceRoles,
  measures,
  propositionKinds,
  quoteTypes,
  relationKinds,
  reliabilities,
  stances,
} from './vocabulary.ts'

/** What a row of the evidence table is: a claim, a passage × tag × claim, or a passage. */
export const tableShapes = ['claims', 'evidence', 'passages'] as const
export type TableShape = (typeof tableShapes)[number]

/**
 * What a column holds, and so how it is shown and what can be asked of it.
 *
 * - `text`: what the analyst or the program wrote; `quote`: what a source wrote;
 * - `token`: a word of a vocabulary; `choice`: one of the things that have names in the project;
 * - `date`: an EDTF date or a time; `number`; `things`: lists of figures or links; `flag`: 0 or 1.
 */
export type ColumnKind = 'text' | 'quote' | 'token' | 'choice' | 'date' | 'number' | 'things' | 'flag'

export const tableTests = {
  contains: ['text', 'quote', 'choice'],
  oneOf: ['token', 'choice', 'things'],
  between: ['date'],
  range: ['number'],
  filled: ['text', 'quote', 'token', 'choice', 'date', 'number', 'things', 'flag'],
} as const satisfies Readonly<Record<string, readonly ColumnKind[]>>

export interface TableColumn {
  /** The name of the column in exports. */
  readonly name: string
  readonly label: string
  readonly kind: ColumnKind
  /** How the tokens of a vocabulary read. */
  readonly words?: Readonly<Record<string, string>>
}

const documentColumns: readonly TableColumn[] = [
  { name: 'document_id', label: 'Document id', kind: 'text' },
  { name: 'document_title', label: 'Document', kind: 'choice' },
  { name: 'publisher', label: 'Publisher', kind: 'choice' },
  { name: 'author', label: 'Author', kind: 'choice' },
  { name: 'published', label: 'Published', kind: 'date' },
  { name: 'captured', label: 'Captured', kind: 'date' },
  { name: 'source_url', label: 'Address', kind: 'text' },
  { name: 'language', label: 'Language', kind: 'choice' },
  { name: 'source_reliability', label: 'Source reliability', kind: 'token', words: graded(reliabilities) },
  { name: 'document_sha256', label: 'SHA-256', kind: 'text' },
]

const passageColumns: readonly TableColumn[] = [
  { name: 'passage_id', label: 'Passage id', kind: 'text' },
  { name: 'passage_start', label: 'Start', kind: 'number' },
  { name: 'passage_end', label: 'End', kind: 'number' },
  { name: 'passage_paragraph', label: 'Paragraph', kind: 'number' },
  { name: 'passage_quote', label: 'Passage', kind: 'quote' },
  { name: 'passage_note', label: 'Note on the passage', kind: 'text' },
  { name: 'passage_by', label: 'Marked by', kind: 'choice' },
  { name: 'passage_at', label: 'Marked at', kind: 'date' },
]

const claimColumns: readonly TableColumn[] = [
  { name: 'claim_id', label: 'Claim id', kind: 'text' },
  { name: 'claim_statement', label: 'Statement', kind: 'text' },
  { name: 'claim_kind', label: 'Kind', kind: 'token', words: propositionKinds },
  { name: 'claimant', label: 'Claimant', kind: 'choice' },
  { name: 'claimant_kind', label: 'Kind of claimant', kind: 'token', words: claimantKinds },
  { name: 'stance', label: 'Stance', kind: 'token', words: stances },
  { name: 'holder', label: 'Position holder', kind: 'choice' },
  { name: 'act', label: 'Act', kind: 'token', words: acts },
  { name: 'about', label: 'About', kind: 'choice' },
  { name: 'said', label: 'Said', kind: 'date' },
  { name: 'said_from', label: 'Said, from', kind: 'date' },
  { name: 'said_to', label: 'Said, to', kind: 'date' },
  { name: 'happened', label: 'Happened', kind: 'date' },
  { name: 'happened_from', label: 'Happened, from', kind: 'date' },
  { name: 'happened_to', label: 'Happened, to', kind: 'date' },
  { name: 'reliability', label: 'Reliability', kind: 'token', words: graded(reliabilities) },
  { name: 'credibility', label: 'Credibility', kind: 'token', words: graded(credibilities) },
  { name: 'origins', label: 'Origins', kind: 'number' },
  { name: 'quote_type', label: 'Quote type', kind: 'token', words: quoteTypes },
  { name: 'commitment', label: 'Commitment', kind: 'token', words: commitments },
  { name: 'basis', label: 'Basis', kind: 'token', words: bases },
  { name: 'nested_in', label: 'Reported by', kind: 'choice' },
  { name: 'events', label: 'Events', kind: 'choice' },
  { name: 'figures', label: 'Figures', kind: 'things', words: measures },
  { name: 'links', label: 'Links', kind: 'things', words: relationKinds },
  { name: 'status', label: 'Status', kind: 'token', words: claimStatuses },
  { name: 'claim_note', label: 'Note on the claim', kind: 'text' },
  { name: 'claim_by', label: 'Claim by', kind: 'choice' },
  { name: 'claim_at', label: 'Claim made at', kind: 'date' },
  { name: 'claim_cite', label: 'Cite', kind: 'text' },
  { name: 'proposition_id', label: 'Proposition id', kind: 'text' },
  { name: 'about_role', label: 'Role of whom it is about', kind: 'token', words: aboutRoles },
  { name: 'said_wording', label: 'Said, in words', kind: 'quote' },
  { name: 'happened_wording', label: 'Happened, in words', kind: 'quote' },
  { name: 'reliability_reason', label: 'Why this reliability', kind: 'text' },
  { name: 'credibility_reason', label: 'Why this credibility', kind: 'text' },
]

const tags: TableColumn = { name: 'tags', label: 'Tags', kind: 'choice' }

/** The columns of each shape, without those of single tags (see {@link tagColumn}), in the order in which they are offered. */
export const tableColumns: Readonly<Record<TableShape, readonly TableColumn[]>> = {
  claims: [
    ...claimColumns,
    { name: 'evidence_roles', label: 'Roles of the evidence', kind: 'token', words: evidenceRoles },
    { name: 'passage_ids', label: 'Passage ids', kind: 'text' },
    { name: 'passages', label: 'Passages', kind: 'quote' },
    { name: 'document_ids', label: 'Document ids', kind: 'text' },
    { name: 'documents', label: 'Documents', kind: 'choice' },
    { name: 'looked_for', label: 'Looked for', kind: 'text' },
    { name: 'publishers', label: 'Publishers', kind: 'choice' },
    { name: 'published', label: 'Published', kind: 'date' },
    tags,
  ],
  evidence: [
    ...documentColumns,
    ...passageColumns,
    { name: 'tag', label: 'Tag', kind: 'choice' },
    { name: 'tag_path', label: 'Tag with those above it', kind: 'choice' },
    { name: 'evidence_role', label: 'Role', kind: 'token', words: evidenceRoles },
    { name: 'looked_for', label: 'Looked for', kind: 'text' },
    ...claimColumns,
  ],
  passages: [
    ...documentColumns,
    ...passageColumns,
    { name: 'claims', label: 'Claims', kind: 'choice' },
    tags,
  ],
}

/** The columns that a shape begins with. */
export const firstColumns: Readonly<Record<TableShape, readonly string[]>> = {
  claims: [
    'claim_cite',
    'claim_statement',
    'claimant',
    'stance',
    'holder',
    'act',
    'reliability',
    'credibility',
    'said',
    'origins',
    'tags',
    'publishers',
    'published',
    'passages',
    'status',
  ],
  evidence: [
    'passage_quote',
    'tag',
    'claim_cite',
    'claim_statement',
    'claimant',
    'stance',
    'evidence_role',
    'reliability',
    'credibility',
    'document_title',
    'publisher',
    'published',
    'passage_paragraph',
  ],
  passages: [
    'passage_quote',
    'tags',
    'claims',
    'passage_note',
    'document_title',
    'publisher',
    'published',
    'passage_paragraph',
  ],
}

const tagPrefix = 'tag:'

/** The column of 0 and 1 of one tag. It goes by the tag's id here, and by its path in exports. */
export function tagColumn(tag: string): string {
  return tagPrefix + tag
}

/** The tag whose column this is, if it is one. */
export function tagOfColumn(column: string): string | undefined {
  return column.startsWith(tagPrefix) ? column.slice(tagPrefix.length) : undefined
}

/** Grades read best with their letter in front. */
function graded(words: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(words).map(([grade, word]) => [grade, `${grade}: ${word}`]))
}
