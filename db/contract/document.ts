import { z } from 'zod'
import { FileRef, Name, NameOrNothing, Nothing, Text, Uid } from './common.ts'
import { command, query, task } from './operation.ts'
import { documentKinds, Reliability, readingStatuses, tokensOf } from './vocabulary.ts'

export const Block = z.object({
  kind: z.enum(['heading', 'paragraph', 'list-item', 'table-row', 'page-break']),
  start: z.int(),
  end: z.int(),
  /** Depth of a heading (1–6) or a list item (1…). */
  level: z.int().optional(),
})
export type Block = z.infer<typeof Block>

export const DocumentInfo = z.object({
  uid: z.string(),
  title: z.string(),
  kind: tokensOf(documentKinds),
  language: z.string().nullable(),
  direction: z.enum(['ltr', 'rtl']),
  publisher: z.object({ uid: z.string(), name: z.string() }).nullable(),
  author: z.object({ uid: z.string(), name: z.string() }).nullable(),
  published: z.string().nullable(),
  publishedReason: z.string().nullable(),
  captured: z.string().nullable(),
  sourceUrl: z.string().nullable(),
  reliability: Reliability.nullable(),
  reliabilityReason: z.string().nullable(),
  readingStatus: tokensOf(readingStatuses),
  note: z.string().nullable(),
  fileName: z.string().nullable(),
  encoding: z.string().nullable(),
  paragraphs: z.int(),
  sha256: z.string(),
  passages: z.int(),
  claims: z.int(),
  createdAt: z.string(),
})
export type DocumentInfo = z.infer<typeof DocumentInfo>

export const DocumentText = z.object({
  body: z.string(),
  blocks: z.array(Block),
  direction: z.enum(['ltr', 'rtl']),
  /** Whether the text is Markdown: its marks are part of it, and no words of the author's. */
  markdown: z.boolean(),
})
export type DocumentText = z.infer<typeof DocumentText>

export const ImportResult = z.object({
  imported: z.array(
    z.object({ uid: z.string(), title: z.string(), file: z.string(), warnings: z.array(z.string()) }),
  ),
  /** Files whose bytes are in the project already. */
  known: z.array(z.object({ uid: z.string(), title: z.string(), file: z.string() })),
  failed: z.array(z.object({ file: z.string(), message: z.string() })),
  /** Files inside imported folders that are of no kind that is read, or links to elsewhere. */
  skipped: z.int(),
})
export type ImportResult = z.infer<typeof ImportResult>

export const documentOperations = {
  'documents.list': query({
    input: Nothing,
    output: z.array(DocumentInfo),
    reads: ['document', 'actor', 'passage', 'claim', 'evidence'],
  }),
  'documents.get': query({
    input: z.object({ document: Uid }),
    output: DocumentInfo,
    reads: ['document', 'actor', 'passage', 'claim', 'evidence'],
  }),
  'documents.text': query({ input: z.object({ document: Uid }), output: DocumentText, reads: [] }),
  'documents.update': command({
    input: z.object({
      document: Uid,
      title: Name.optional(),
      kind: tokensOf(documentKinds).optional(),
      /** Names of actors; they are created where they are new. An empty name clears the field. */
      publisher: NameOrNothing.optional(),
      author: NameOrNothing.optional(),
      published: Text.nullable().optional(),
      publishedReason: Text.nullable().optional(),
      captured: Text.nullable().optional(),
      sourceUrl: Text.nullable().optional(),
      language: Text.nullable().optional(),
      reliability: Reliability.nullable().optional(),
      reliabilityReason: Text.nullable().optional(),
      readingStatus: tokensOf(readingStatuses).optional(),
      note: Text.nullable().optional(),
    }),
    output: Nothing,
    label: 'Edit document',
  }),
  /** Says of several documents at once how far they are read, or how reliable they are. */
  'documents.mark': command({
    input: z.object({
      documents: z.array(Uid).min(1),
      readingStatus: tokensOf(readingStatuses).optional(),
      reliability: Reliability.nullable().optional(),
    }),
    output: Nothing,
    label: 'Mark document',
  }),
  'documents.remove': command({
    input: z.object({ documents: z.array(Uid).min(1) }),
    output: Nothing,
    label: 'Delete document',
  }),
  'documents.import': task({
    input: z.object({ files: z.array(FileRef).min(1), recursive: z.boolean().default(true) }),
    output: ImportResult,
    label: 'Import documents',
    runs: 'writer',
    files: ['files'],
  }),
  /** Makes a document of what was copied elsewhere: the words as a web page, as plain text, or both. */
  'documents.paste': task({
    input: z.object({ html: z.string().default(''), text: z.string().default('') }),
    output: ImportResult,
    label: 'Paste document',
    runs: 'writer',
  }),
}
