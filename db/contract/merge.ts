import { z } from 'zod'
import { FileRef, Text, Uid } from './common.ts'
import { command, query, task } from './operation.ts'

/** One of the values that a conflict is about: a live write that no other has seen. */
export const ConflictValue = z.object({
  /** Which write it is, for `conflicts.resolve`. */
  id: z.string(),
  /** The value in words; of a cell with several columns, what they say together. */
  text: z.string(),
  /** Its columns one by one, in words; an empty text is no value. */
  fields: z.array(z.object({ column: z.string(), label: z.string(), text: z.string() })),
  /** Who wrote it, as far as the history tells. */
  analyst: z.string().nullable(),
  analystName: z.string().nullable(),
  /** Where it is about keeping or deleting, what they did, as a verb: "deleted it", "changed its note". */
  did: z.string().nullable(),
  /** When, by the clock of the machine where it was written; ISO 8601, UTC. */
  at: z.string(),
  /** Whether it was in this copy before the merge that brought the conflict; null where the history does not tell. */
  side: z.enum(['ours', 'theirs']).nullable(),
  /** The one that the project shows as long as nobody has resolved it. */
  shown: z.boolean(),
})
export type ConflictValue = z.infer<typeof ConflictValue>

/** A cell with more than one live value: it is read from the data, so it is the same in every copy. */
export const Conflict = z.object({
  table: z.string(),
  uid: z.string(),
  cell: z.string(),
  /** What kind of thing it is, in words: "Passage". */
  kind: z.string(),
  /** What the thing is recognised by: a title, a name, the beginning of a quote. */
  title: z.string(),
  /** What of it is disputed, in words: "Note"; "Kept or deleted". */
  field: z.string(),
  /** The document it belongs to, for a jump to it, and where in it a passage begins. */
  document: z.object({ uid: z.string(), title: z.string(), start: z.int().nullable() }).nullable(),
  /** Whose page, board or place in a text shows it; null where none does. */
  page: z
    .object({
      kind: z.enum([
        'passage',
        'claim',
        'tag',
        'actor',
        'source',
        'proposition',
        'event',
        'hypothesis',
        'board',
      ]),
      uid: z.string(),
    })
    .nullable(),
  /** Whether another text may be written instead of the values. */
  writable: z.boolean(),
  /** At least two, the one that is shown first, then the latest first. */
  values: z.array(ConflictValue),
})
export type Conflict = z.infer<typeof Conflict>

/** What came in, or would come in, of one kind. */
export const Incoming = z.object({
  table: z.string(),
  /** In words, plural: "passages". */
  kind: z.string(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  /** Some of them, by what they are recognised by. */
  examples: z.array(
    z.object({ uid: z.string(), title: z.string(), how: z.enum(['added', 'changed', 'removed']) }),
  ),
})
export type Incoming = z.infer<typeof Incoming>

/** Whose work came in. `rows` they made; `actions` of theirs that the history did not have. */
export const Contributor = z.object({
  analyst: z.string(),
  name: z.string(),
  rows: z.int(),
  actions: z.int(),
  /** When the first and the last of these actions were done; null where the copy came without its history. */
  first: z.string().nullable(),
  last: z.string().nullable(),
})
export type Contributor = z.infer<typeof Contributor>

const duplicateKinds = ['document', 'tag', 'actor'] as const

/** Things that look the same and were made apart: offered for joining, never joined by themselves. */
export const Duplicate = z.object({
  kind: z.enum(duplicateKinds),
  /** Why they look the same, in words: "the same text", "the same name". */
  because: z.string(),
  /** At least two; the first, which was made first, is the one that is proposed to stay. */
  members: z.array(
    z.object({
      uid: z.string(),
      title: z.string(),
      /** What hangs on it, in words: "3 passages, 1 claim". */
      detail: z.string(),
      madeBy: z.string().nullable(),
      madeAt: z.string(),
    }),
  ),
  /** Why they cannot be joined, as a sentence; null where they can. */
  obstacle: z.string().nullable(),
})
export type Duplicate = z.infer<typeof Duplicate>

const Summary = z.object({
  /** Whether there is anything in the other copy that this one has not. */
  news: z.boolean(),
  incoming: z.array(Incoming),
  contributors: z.array(Contributor),
  /** What is in conflict afterwards because of it: how many, and the first of them. */
  conflicts: z.object({ total: z.int(), first: z.array(Conflict) }),
  /** What looks the same afterwards because of it: how many groups, and the first of them. */
  duplicates: z.object({ total: z.int(), first: z.array(Duplicate) }),
})
export type MergeSummary = z.infer<typeof Summary>

export const MergePreview = Summary.extend({
  /** The name of the other file and the title of the project in it. */
  from: z.object({ file: z.string(), title: z.string() }),
})
export type MergePreview = z.infer<typeof MergePreview>

export const MergeResult = MergePreview.extend({
  /** Where the project as it was before is kept, as a phrase: "among its backups"; null where nothing came in. */
  kept: z.string().nullable(),
})
export type MergeResult = z.infer<typeof MergeResult>

const Cell = { table: z.string().min(1).max(64), uid: Uid, cell: z.string().min(1).max(64) }
const Range = { limit: z.int().min(1).max(10_000).default(200), offset: z.int().min(0).default(0) }

export const mergeOperations = {
  /** What merging a copy of this project would bring, without changing anything. */
  'merge.preview': task({
    input: z.object({ file: FileRef }),
    output: MergePreview,
    label: 'Preview a merge',
    runs: 'reader',
    files: ['file'],
  }),
  /** Takes in what a copy of this project has and this one has not, as one action. */
  'merge.run': task({
    input: z.object({ file: FileRef }),
    output: MergeResult,
    label: 'Merge',
    runs: 'writer',
    files: ['file'],
  }),
  'conflicts.list': query({
    input: z.object({ table: z.string().optional(), ...Range }),
    output: z.object({
      conflicts: z.array(Conflict),
      /** How many there are in all, whatever the limit. */
      total: z.int(),
      kinds: z.array(z.object({ table: z.string(), kind: z.string(), count: z.int() })),
    }),
    reads: ['*'],
  }),
  /** Settles one conflict: by one of its values, or by a text that is written instead. */
  'conflicts.resolve': command({
    input: z.object({
      ...Cell,
      by: z.union([z.object({ take: z.string().min(1).max(100) }), z.object({ write: Text })]),
    }),
    output: z.object({}),
    label: 'Resolve conflict',
  }),
  /**
   * Settles all conflicts, or all of a kind, by a rule: what was in this copy before, what the merge brought, or
   * what was written last. A conflict to which the rule does not apply stays, such as one that was there when this
   * copy was made, of which no side is ours.
   */
  'conflicts.resolveAll': command({
    input: z.object({ rule: z.enum(['ours', 'theirs', 'newest']), table: z.string().optional() }),
    output: z.object({ resolved: z.int(), left: z.int() }),
    label: 'Resolve conflicts',
  }),
  'duplicates.list': query({
    input: z.object({ kind: z.enum(duplicateKinds).optional(), ...Range }),
    output: z.object({ duplicates: z.array(Duplicate), total: z.int() }),
    reads: ['*'],
  }),
  /** Joins what looks the same: what hangs on `others` hangs on `into` afterwards. */
  'duplicates.join': command({
    input: z.object({ kind: z.enum(duplicateKinds), into: Uid, others: z.array(Uid).min(1).max(1000) }),
    output: z.object({}),
    label: 'Join duplicates',
  }),
  /** Says of one thing that it is none of the others that look the same: they are not offered for joining again. */
  'duplicates.distinguish': command({
    input: z.object({ kind: z.enum(duplicateKinds), member: Uid, others: z.array(Uid).min(1).max(1000) }),
    output: z.object({}),
    label: 'Tell duplicates apart',
  }),
}
