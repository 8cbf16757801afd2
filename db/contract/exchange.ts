import { z } from 'zod'
import { FileRef } from './common.ts'
import { TableView } from './evidence-table.ts'
import { query, task } from './operation.ts'

/** What can be exported as rows. */
export const exportKinds = [
  'evidence',
  'claims',
  'passages',
  'tables',
  'documents',
  'tags',
  'actors',
  'board',
  'project',
] as const

/** What an annotation file added, by what it is. */
export const AnnotateResult = z.object({
  tags: z.int(),
  passages: z.int(),
  taggings: z.int(),
  actors: z.int(),
  aliases: z.int(),
  sources: z.int(),
  events: z.int(),
  claims: z.int(),
  /** Between claims, and between cards of boards. */
  links: z.int(),
  leads: z.int(),
  hypotheses: z.int(),
  judgements: z.int(),
  assessments: z.int(),
  boards: z.int(),
  cards: z.int(),
  /** Lines that added nothing of these but changed what was there. */
  updated: z.int(),
  /** Lines that changed nothing. */
  unchanged: z.int(),
})

export const SearchHit = z.object({
  kind: z.enum([
    'document',
    'passage',
    'tag',
    'actor',
    'proposition',
    'source',
    'note',
    'event',
    'claim',
    'lead',
    'hypothesis',
    'card',
  ]),
  uid: z.string(),
  /** The column in which it was found: `body` is a document's text. */
  field: z.string(),
  title: z.string(),
  /** A stretch of the text around the first match, with the matches' places in it (UTF-16 code units). */
  snippet: z.string(),
  matches: z.array(z.object({ start: z.int(), end: z.int() })),
  /** Where in a document the first match is, for a jump to it. */
  document: z.string().nullable(),
  start: z.int().nullable(),
})
export type SearchHit = z.infer<typeof SearchHit>

export const exchangeOperations = {
  /** `file` is JSON Lines; all of it or nothing. */
  'annotations.apply': task({
    input: z.object({ file: FileRef }),
    output: AnnotateResult,
    label: 'Annotate',
    runs: 'writer',
    files: ['file'],
  }),
  'export.file': task({
    input: z.object({
      what: z.enum(exportKinds),
      /** `canvas` (JSON Canvas 1.0) and `svg` are a board's; everything else is rows. */
      format: z.enum(['csv', 'json', 'xlsx', 'canvas', 'svg']).default('csv'),
      /** The board, by its id or its exact title. */
      board: z.string().optional(),
      dialect: z.enum(['exact', 'spreadsheet']).default('exact'),
      /** Only in the spreadsheet dialect: where the list separator is a comma, spreadsheets want semicolons. */
      separator: z.enum([',', ';', '\t']).default(','),
      /** Columns and their order; all of them where it is left out. */
      columns: z.array(z.string()).optional(),
      /** The rows and columns of the evidence table as it stands, of the shape that `what` names. */
      view: TableView.optional(),
      target: FileRef,
    }),
    output: z.object({ rows: z.int(), bytes: z.int() }),
    label: 'Export',
    runs: 'reader',
    files: ['target'],
  }),
  'search.find': query({
    input: z.object({ query: z.string().min(1).max(1000), limit: z.int().min(1).max(1000).default(50) }),
    output: z.object({ hits: z.array(SearchHit), total: z.int() }),
    reads: [
      'document',
      'passage',
      'tag',
      'actor',
      'alias',
      'proposition',
      'source',
      'note',
      'event',
      'claim',
      'lead',
      'hypothesis',
      'card',
    ],
  }),
}
