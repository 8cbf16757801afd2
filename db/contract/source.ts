import { z } from 'zod'
import { Name, Nothing, Text, Uid } from './common.ts'
import { command, query } from './operation.ts'
import { Reliability } from './vocabulary.ts'

/** A source that is there, or one that is found or made by its exact wording in its document. */
export const SourceRef = z.union([
  Uid,
  z.object({ document: Uid, wording: Name, number: z.int().min(1).nullable().default(null) }),
])
export type SourceRef = z.infer<typeof SourceRef>

/** Somebody who speaks in one document without being an actor: "five officials with knowledge of the talks". */
export const SourceInfo = z.object({
  uid: z.string(),
  document: z.string(),
  documentTitle: z.string(),
  publisher: z.string().nullable(),
  wording: z.string(),
  /** How many they are. */
  number: z.int().nullable(),
  affiliation: z.string().nullable(),
  /** What they can know, and how. */
  access: z.string().nullable(),
  reliability: Reliability.nullable(),
  reliabilityReason: z.string().nullable(),
  /** Another source that is possibly the same. */
  sameAs: z.string().nullable(),
  /** All others that are possibly the same, over any number of steps. */
  possiblySame: z.array(z.string()),
  /** Claims that it makes. */
  claims: z.int(),
})
export type SourceInfo = z.infer<typeof SourceInfo>

export const sourceOperations = {
  'sources.list': query({
    input: z.object({ document: Uid.optional() }),
    output: z.array(SourceInfo),
    reads: ['source', 'document', 'actor', 'claimant', 'claim', 'proposition'],
  }),
  'sources.update': command({
    input: z.object({
      source: Uid,
      wording: Name.optional(),
      number: z.int().min(1).nullable().optional(),
      affiliation: Text.nullable().optional(),
      access: Text.nullable().optional(),
      reliability: Reliability.nullable().optional(),
      reliabilityReason: Text.nullable().optional(),
      sameAs: Uid.nullable().optional(),
    }),
    output: Nothing,
    label: 'Edit source',
  }),
  /** Claims go on naming a source that was deleted. */
  'sources.remove': command({ input: z.object({ source: Uid }), output: Nothing, label: 'Delete source' }),
}
