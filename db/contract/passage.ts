import { z } from 'zod'
import { Span, Text, Uid } from './common.ts'
import { command, query } from './operation.ts'

export const PassageInfo = z.object({
  uid: z.string(),
  document: z.string(),
  start: z.int(),
  end: z.int(),
  quote: z.string(),
  note: z.string().nullable(),
  tags: z.array(z.string()),
  /** Claims that rest on this passage. */
  claims: z.array(z.string()),
  /** False where the text at start and end is not the quote: shown as orphaned, never moved silently. */
  fits: z.boolean(),
  createdBy: z.string(),
  /** The name of that analyst. */
  createdByName: z.string(),
  createdAt: z.string(),
})
export type PassageInfo = z.infer<typeof PassageInfo>

const Done = z.object({})

export const passageOperations = {
  'passages.list': query({
    input: z.object({ document: Uid }),
    output: z.array(PassageInfo),
    reads: ['passage', 'tagging', 'tag', 'evidence', 'claim', 'document', 'analyst'],
  }),
  'passages.create': command({
    input: Span.extend({
      document: Uid,
      tags: z.array(Uid).default([]),
      note: Text.nullable().default(null),
    }),
    output: z.object({ passage: z.string(), created: z.boolean() }),
    label: 'Highlight passage',
  }),
  'passages.tag': command({
    input: z.object({ passages: z.array(Uid).min(1), tag: Uid }),
    output: Done,
    label: 'Tag passage',
  }),
  'passages.untag': command({
    input: z.object({ passages: z.array(Uid).min(1), tag: Uid }),
    output: Done,
    label: 'Remove tag from passage',
  }),
  /** Puts one tag in the place of another, on those of the passages that have it. */
  'passages.retag': command({
    input: z.object({ passages: z.array(Uid).min(1), from: Uid, to: Uid }),
    output: Done,
    label: 'Replace tag of passage',
  }),
  'passages.note': command({
    input: z.object({ passage: Uid, note: Text.nullable() }),
    output: Done,
    label: 'Edit note',
  }),
  'passages.move': command({
    input: Span.extend({ passage: Uid }),
    output: Done,
    label: 'Move passage boundary',
  }),
  'passages.remove': command({
    input: z.object({ passages: z.array(Uid).min(1) }),
    output: Done,
    label: 'Delete passage',
  }),
}
