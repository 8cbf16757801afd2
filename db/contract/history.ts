import { z } from 'zod'
import { FileRef, Nothing, Uid } from './common.ts'
import { command, query, task } from './operation.ts'

export const ActionInfo = z.object({
  uid: z.string(),
  at: z.string(),
  analyst: z.string(),
  analystName: z.string(),
  operation: z.string(),
  label: z.string(),
  kind: z.string(),
  state: z.string().nullable(),
  /** Rows changed, by table. */
  changes: z.record(z.string(), z.int()),
})
export type ActionInfo = z.infer<typeof ActionInfo>

const When = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z?)?$/,
    'A time is written as 2026-02-03 or 2026-02-03T09:15Z.',
  )

const Reversed = z.object({ label: z.string() })

export const historyOperations = {
  'history.state': query({
    input: Nothing,
    output: z.object({ undo: z.string().nullable(), redo: z.string().nullable() }),
    // Every write moves the undo stack, whatever table it touches.
    reads: ['*'],
  }),
  'history.list': query({
    input: z.object({
      limit: z.int().min(1).max(1_000_000).default(200),
      /** Only what one analyst did, by id or by name. */
      analyst: z.string().min(1).optional(),
      /** Only what was done from then on, and before then: ISO 8601, a day or a moment, in UTC. */
      since: When.optional(),
      before: When.optional(),
      /** Only what changed one row. */
      row: Uid.optional(),
      /** Only what changed a document or what belongs to it: passages, taggings, sources, claims that rest on it. */
      document: Uid.optional(),
    }),
    output: z.array(ActionInfo),
    reads: ['*'],
  }),
  /** Writes the project as it was at a moment into a new file, a project of its own. */
  'history.asOf': task({
    input: z.object({
      target: FileRef,
      /** An action's id, or ISO 8601 in UTC, of which a day, a minute or a second is all of it. */
      when: z.string().min(1),
      /** Of an action: as it was before it, not after it. */
      before: z.boolean().default(false),
      /** For looking at it only: what was removed may leave traces in the pages of the file. */
      view: z.boolean().default(false),
    }),
    output: z.object({
      /** When what was done last until then was done: ISO 8601, UTC. */
      at: z.string(),
      /** How many actions came later and are not in it. */
      later: z.int(),
      bytes: z.int(),
    }),
    label: 'The project as it was',
    runs: 'reader',
    files: ['target'],
  }),
  'history.undo': command({ input: Nothing, output: Reversed, label: 'Undo' }),
  'history.redo': command({ input: Nothing, output: Reversed, label: 'Redo' }),
}
