import { z } from 'zod'
import { Position } from './actor.ts'
import { ClaimInfo, claimTables, EvidenceInfo } from './claim.ts'
import { Nothing, Text, Uid } from './common.ts'
import { command, query } from './operation.ts'
import { RelationInfo } from './relation.ts'
import { propositionKinds, tokensOf } from './vocabulary.ts'

export const PropositionInfo = z.object({
  uid: z.string(),
  statement: z.string(),
  kind: tokensOf(propositionKinds),
  /** Claims that report it, those of joined propositions included. */
  claims: z.int(),
})
export type PropositionInfo = z.infer<typeof PropositionInfo>

/** On how much a proposition rests. */
const Support = {
  /** Documents in which it is asserted, described or predicted. */
  sources: z.int(),
  /** How many independent origins these have: outlets that repeat one report are one. */
  origins: z.int(),
}

/** A proposition with everything that is tied to it. */
export const PropositionPage = z.object({
  uid: z.string(),
  statement: z.string(),
  kind: tokensOf(propositionKinds),
  /** Of a forecast: EDTF, by when; and what came of it. */
  horizon: z.string().nullable(),
  outcome: z.string().nullable(),
  note: z.string().nullable(),
  /** Propositions that are joined with this one, and stand under it. */
  joined: z.array(z.object({ uid: z.string(), statement: z.string() })),
  claims: z.array(ClaimInfo),
  /** Its own links and those of its claims. */
  relations: z.array(RelationInfo),
  ...Support,
})
export type PropositionPage = z.infer<typeof PropositionPage>

/** A claim with everything that is tied to it. */
export const ClaimPage = ClaimInfo.extend({
  evidence: z.array(
    EvidenceInfo.extend({
      /** The number of the paragraph, from 1. */
      paragraph: z.int().nullable(),
      tags: z.array(z.string()),
      /** False where the text at the place is not the quote. */
      fits: z.boolean(),
    }),
  ),
  /** The claim that reports this one. */
  reportedBy: ClaimInfo.nullable(),
  /** The claims that this one reports. */
  reports: z.array(ClaimInfo),
  /** Other claims of the same proposition. */
  others: z.array(ClaimInfo),
  /** Its own links and those of its proposition. */
  relations: z.array(RelationInfo),
  ...Support,
  /** What the holder did about this proposition and those linked with it, in time. */
  positions: z.array(Position),
})
export type ClaimPage = z.infer<typeof ClaimPage>

const reads = [...claimTables, 'relation', 'tagging', 'tag']

export const propositionOperations = {
  'claims.get': query({ input: z.object({ claim: Uid }), output: ClaimPage, reads }),
  /** Claims with this short id, or whose sentence has these words; without any, the latest. */
  'claims.find': query({
    input: z.object({ text: Text, limit: z.int().min(1).max(100).default(12) }),
    output: z.array(ClaimInfo),
    reads,
  }),
  /** Propositions whose sentence has all or any of these words, the best first; without any, the latest. */
  'propositions.find': query({
    input: z.object({
      text: Text,
      words: z.enum(['all', 'any']).default('all'),
      limit: z.int().min(1).max(100).default(12),
    }),
    output: z.array(PropositionInfo),
    reads: ['proposition', 'claim'],
  }),
  /** Of a joined proposition, the page of the one that stands for it. */
  'propositions.get': query({ input: z.object({ proposition: Uid }), output: PropositionPage, reads }),
  'propositions.update': command({
    input: z.object({
      proposition: Uid,
      statement: Text.min(1, 'A proposition needs a statement.').optional(),
      kind: tokensOf(propositionKinds).optional(),
      horizon: Text.nullable().optional(),
      outcome: Text.nullable().optional(),
      note: Text.nullable().optional(),
    }),
    output: Nothing,
    label: 'Edit proposition',
  }),
  /** The claims of `proposition` count as reports of `into` from then on; they can be separated again. */
  'propositions.join': command({
    input: z.object({ proposition: Uid, into: Uid }),
    output: Nothing,
    label: 'Join propositions',
  }),
  'propositions.separate': command({
    input: z.object({ proposition: Uid }),
    output: Nothing,
    label: 'Separate proposition',
  }),
}
