import { z } from 'zod'
import { ClaimInfo } from './claim.ts'
import { Nothing, Text, Uid } from './common.ts'
import { command } from './operation.ts'
import { contradictionKinds, relationKinds, relationStates, tokensOf } from './vocabulary.ts'

/** What a link leads to, or comes from. */
export const RelationOther = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('claim'), claim: ClaimInfo }),
  z.object({ kind: z.literal('proposition'), uid: z.string(), statement: z.string(), claims: z.int() }),
  /** A report that was never imported. */
  z.object({ kind: z.literal('report'), report: z.string() }),
])
export type RelationOther = z.infer<typeof RelationOther>

/** A link of a claim or a proposition, as it looks from there. */
export const RelationInfo = z.object({
  uid: z.string(),
  kind: tokensOf(relationKinds),
  contradiction: tokensOf(contradictionKinds).nullable(),
  state: tokensOf(relationStates),
  note: z.string().nullable(),
  /** Whether it goes out from here or comes in. */
  direction: z.enum(['to', 'from']),
  /** The claim that it hangs on; null where it hangs on the proposition itself. */
  claim: z.string().nullable(),
  other: RelationOther,
})
export type RelationInfo = z.infer<typeof RelationInfo>

const End = z.union([z.object({ claim: Uid }), z.object({ proposition: Uid })])

export const relationOperations = {
  /** A link of the same kind between the same ends is one link. */
  'relations.create': command({
    input: z.object({
      kind: tokensOf(relationKinds),
      from: End,
      to: z.union([...End.options, z.object({ report: Text.min(1, 'Say which report it is.') })]),
      contradiction: tokensOf(contradictionKinds).nullable().optional(),
      state: tokensOf(relationStates).optional(),
      note: Text.nullable().optional(),
    }),
    output: z.object({ relation: z.string() }),
    label: 'Link claims',
  }),
  'relations.update': command({
    input: z.object({
      relation: Uid,
      kind: tokensOf(relationKinds).optional(),
      contradiction: tokensOf(contradictionKinds).nullable().optional(),
      state: tokensOf(relationStates).optional(),
      note: Text.nullable().optional(),
    }),
    output: Nothing,
    label: 'Edit link between claims',
  }),
  'relations.remove': command({
    input: z.object({ relation: Uid }),
    output: Nothing,
    label: 'Remove link between claims',
  }),
}
