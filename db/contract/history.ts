import { z } from 'zod'
import { FileRef, Nothing, Uid } from './common.ts'
import { Conflict } from './merge.ts'
import { command, query, task } from './operation.ts'

export const ActionInfo = z.object({
  uid: z.string(),
  /** Its place in the order of this file: later ones have greater numbers. */
  n: z.int(),
  at: z.string(),
  analyst: z.string(),
  analystName: z.string(),
  /** As the project has them; null where it does not know the analyst any more. */
  initials: z.string().nullable(),
  colour: z.string().nullable(),
  operation: z.string(),
  label: z.string(),
  kind: z.string(),
  state: z.string().nullable(),
  /** What the first thing is called that it changed; null for an action that changed many, or none. */
  subject: z.string().nullable(),
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

/** What is asked for; without any of it, everything. */
const Filter = z.object({
  /** Only what one analyst did, by id or by name. */
  analyst: z.string().min(1).optional(),
  /** Only what was done from then on, and before then: ISO 8601, a day or a moment, in UTC. */
  since: When.optional(),
  before: When.optional(),
  /** Only what changed one row. */
  row: Uid.optional(),
  /** Only what changed a row or what belongs to it: of a claim, its evidence, claimants and figures. */
  thing: Uid.optional(),
  /** Only what changed a document or what belongs to it: passages, taggings, sources, claims that rest on it. */
  document: Uid.optional(),
  /** Only what changed rows of one kind. */
  table: z.string().max(64).optional(),
  /** Only what is called so, or wrote such words. */
  text: z.string().max(500).optional(),
})
export type HistoryFilter = z.infer<typeof Filter>

/** Null where what was before is there already or cannot be said; refused, in words, where the rules do not allow it. */
const PutBack = z.object({ refused: z.string().nullable() }).nullable()
export type PutBack = z.infer<typeof PutBack>

/** A field that was changed, in words. */
const ChangedField = z.object({
  /** The columns that only make sense together, as the journal calls them. */
  cell: z.string(),
  label: z.string(),
  /** Null where the words would say nothing, as for a place on a board: that it was changed is all. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Whether what was before can be put back by itself. */
  putBack: PutBack,
})

/** A row that an action changed, in words. */
export const ChangedThing = z.object({
  /** Number of its first change. */
  n: z.int(),
  table: z.string(),
  uid: z.string(),
  /** "Passage". */
  kind: z.string(),
  title: z.string(),
  did: z.enum(['made', 'changed', 'deleted', 'brought-back', 'came', 'went', 'settled']),
  /** Of one that was made, deleted or brought back: whether it can be taken away again, or brought back. */
  putBack: PutBack,
  fields: z.array(ChangedField),
  /** Where it is to be seen; both null where it is not there any more, or nowhere in the window. */
  page: Conflict.shape.page,
  document: Conflict.shape.document,
})
export type ChangedThing = z.infer<typeof ChangedThing>

const Reversed = z.object({ label: z.string() })

export const historyOperations = {
  'history.state': query({
    input: Nothing,
    output: z.object({ undo: z.string().nullable(), redo: z.string().nullable() }),
    // Every write moves the undo stack, whatever table it touches.
    reads: ['*'],
  }),
  'history.list': query({
    input: Filter.extend({
      limit: z.int().min(1).max(1_000_000).default(200),
      /** Only what comes after this one in the list: the last one of the list before. */
      after: z.object({ at: z.string().max(64), n: z.int() }).optional(),
    }),
    output: z.array(ActionInfo),
    reads: ['*'],
  }),
  /** How much was done on which day of this computer's calendar, and by whom. */
  'history.days': query({
    input: Filter,
    output: z.array(z.object({ day: z.string(), analyst: z.string(), actions: z.int() })),
    reads: ['*'],
  }),
  /** Who did something, and what kinds of things were changed: what the history can be filtered by. */
  'history.kinds': query({
    input: Nothing,
    output: z.object({
      analysts: z.array(z.object({ uid: z.string(), name: z.string(), colour: z.string().nullable() })),
      kinds: z.array(z.object({ table: z.string(), kind: z.string() })),
      /** Whether the beginning of the project is in the history: it can be left out of a copy. */
      whole: z.boolean(),
    }),
    reads: ['*'],
  }),
  /** What a row is called, to say whose history is shown. */
  'history.thing': query({
    input: z.object({ thing: Uid }),
    output: z.object({ table: z.string(), kind: z.string(), title: z.string() }).nullable(),
    reads: ['*'],
  }),
  /** What one action did, thing by thing. */
  'history.changes': query({
    input: z.object({
      action: Uid,
      /** Only what comes after this one: `n` of the last one of the list before. */
      after: z.int().default(0),
      limit: z.int().min(1).max(1000).default(30),
    }),
    output: z.object({ things: z.array(ChangedThing), total: z.int() }),
    reads: ['*'],
  }),
  /**
   * Puts back what was before an action in one field of a row, or takes away what it made and brings back what it
   * deleted: an ordinary write.
   */
  'history.putBack': command({
    input: z.object({
      action: Uid,
      table: z.string().max(64),
      uid: Uid,
      /** Empty for a row that was made, `deleted` for one that was deleted or brought back. */
      cell: z.string().max(64),
    }),
    output: Nothing,
    label: 'Put back',
  }),
  /** What undoing one action by itself would come to, although others came after it. */
  'history.revertible': query({
    input: z.object({ action: Uid }),
    output: z.object({
      /** How many rows and fields become what they were. */
      changes: z.int(),
      /** What stays as it is, and why; the first of them. */
      stays: z.array(
        z.object({ kind: z.string(), title: z.string(), field: z.string().nullable(), why: z.string() }),
      ),
      staying: z.int(),
      /** Why nothing can be done; null where something can. */
      refused: z.string().nullable(),
    }),
    reads: ['*'],
  }),
  /** Takes back what one action did and nobody has changed since: an ordinary write. */
  'history.revert': command({ input: z.object({ action: Uid }), output: Reversed, label: 'Take back' }),
  /** Writes the history as CSV, one row per field that was changed. */
  'history.export': task({
    input: z.object({
      target: FileRef,
      filter: Filter.default({}),
      dialect: z.enum(['exact', 'spreadsheet']).default('exact'),
      separator: z.enum([',', ';', '\t']).default(','),
    }),
    output: z.object({ rows: z.int(), bytes: z.int() }),
    label: 'Export history',
    runs: 'reader',
    files: ['target'],
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
