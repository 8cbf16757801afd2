import { z } from 'zod'
import { Nothing, Text, Uid } from './common.ts'
import { command, query } from './operation.ts'
import { leadKinds, tokensOf } from './vocabulary.ts'

/** An open question or gap: something to verify, to ask or to collect. */
export const LeadInfo = z.object({
  uid: z.string(),
  kind: tokensOf(leadKinds),
  body: z.string(),
  done: z.boolean(),
  /** What it belongs to, where that is still there; null for the whole project. */
  subject: z
    .object({
      /** The table of the row, such as `claim`. */
      kind: z.string(),
      uid: z.string(),
      title: z.string(),
      /** The place in a text that it leads to: UTF-16 code units. */
      document: z.string().nullable(),
      start: z.int().nullable(),
    })
    .nullable(),
})
export type LeadInfo = z.infer<typeof LeadInfo>

/** What a lead can belong to. */
export const subjects = [
  'document',
  'passage',
  'claim',
  'proposition',
  'actor',
  'source',
  'event',
  'hypothesis',
  'tag',
] as const

const Body = Text.trim().min(1, 'A lead needs some words.').max(1000, 'A lead has at most 1,000 characters.')

export const leadOperations = {
  /** What is open first, then what is done, each in the order of making. */
  'leads.list': query({
    input: Nothing,
    output: z.array(LeadInfo),
    reads: ['lead', ...subjects, 'evidence'],
  }),
  'leads.create': command({
    input: z.object({
      kind: tokensOf(leadKinds).default('verify'),
      body: Body,
      subject: z
        .object({ kind: z.enum(subjects), uid: Uid })
        .nullable()
        .default(null),
    }),
    output: z.object({ lead: z.string() }),
    label: 'Add lead',
  }),
  'leads.update': command({
    input: z.object({
      lead: Uid,
      kind: tokensOf(leadKinds).optional(),
      body: Body.optional(),
      done: z.boolean().optional(),
    }),
    output: Nothing,
    label: 'Edit lead',
  }),
  'leads.remove': command({ input: z.object({ lead: Uid }), output: Nothing, label: 'Delete lead' }),
}
