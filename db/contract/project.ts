import { z } from 'zod'
import { FileRef, Name, Nothing, Text } from './common.ts'
import { command, query, task } from './operation.ts'
import { NewPassphrase } from './seal.ts'

export const ProjectCounts = z.object({
  documents: z.int(),
  passages: z.int(),
  tags: z.int(),
  actors: z.int(),
  claims: z.int(),
  boards: z.int(),
})
export type ProjectCounts = z.infer<typeof ProjectCounts>

export const ProjectInfo = z.object({
  uid: z.string(),
  title: z.string(),
  question: z.string().nullable(),
  assumptions: z.string().nullable(),
  fileName: z.string(),
  readOnly: z.boolean(),
  /** Why the file is read-only, in words; null where it is open for writing. */
  readOnlyReason: z.string().nullable(),
  /** What to tell about the file as it was opened, such as that it is on a network share; whole sentences. */
  warnings: z.array(z.string()),
  schemaVersion: z.int(),
  counts: ProjectCounts,
})
export type ProjectInfo = z.infer<typeof ProjectInfo>

/** One thing that `verify` found wrong. */
export const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  /** What kind of check failed, as a stable token. */
  check: z.string(),
  table: z.string().nullable(),
  uid: z.string().nullable(),
  message: z.string(),
})
export type Problem = z.infer<typeof Problem>

/** What a copy can leave out. */
export const LeftOut = z.enum(['history', 'notes', 'names'])
export type LeftOut = z.infer<typeof LeftOut>

export const projectOperations = {
  'project.get': query({
    input: Nothing,
    output: ProjectInfo,
    reads: ['project', 'document', 'passage', 'tag', 'actor', 'claim', 'board'],
  }),
  'project.update': command({
    input: z.object({
      title: Name.optional(),
      question: Text.nullable().optional(),
      assumptions: Text.nullable().optional(),
    }),
    output: Nothing,
    label: 'Edit project',
  }),
  /** How much of the project each part is that a copy can leave out. */
  'project.parts': query({
    input: Nothing,
    output: z.object({
      /** Of the history. */
      actions: z.int(),
      /** Free notes that are marked as private. */
      privateNotes: z.int(),
      /** Notes on documents, passages, claims, statements, events, links and ratings. */
      remarks: z.int(),
      /** Names of analysts. */
      names: z.array(z.string()),
      /** What was deleted: a copy for publication has none of it. */
      deleted: z.int(),
    }),
    reads: ['*'],
  }),
  'project.verify': task({
    input: Nothing,
    output: z.object({ problems: z.array(Problem), checks: z.array(z.string()) }),
    label: 'Verify project',
    runs: 'reader',
  }),
  /** Writes an evidence pack: a ZIP that anybody can read and check without the program. */
  'project.pack': task({
    input: z.object({ target: FileRef, without: z.array(LeftOut).default([]) }),
    output: z.object({ documents: z.int(), bytes: z.int(), leftOut: z.array(LeftOut) }),
    label: 'Evidence pack',
    runs: 'reader',
    files: ['target'],
  }),
  'project.share': task({
    input: z.object({
      target: FileRef,
      without: z.array(LeftOut).default([]),
      /** Seals the copy (age-encryption.org/v1). */
      passphrase: NewPassphrase.optional(),
    }),
    output: z.object({ bytes: z.int(), leftOut: z.array(LeftOut), publication: z.boolean() }),
    label: 'Share a copy',
    runs: 'reader',
    files: ['target'],
  }),
}
