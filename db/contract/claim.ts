import { z } from 'zod'
import { Name, Nothing, Text, Uid } from './common.ts'
import { command, query } from './operation.ts'
import {
  Act,
  aboutRoles,
  bases,
  Credibility,
  claimStatuses,
  commitments,
  EvidenceRole,
  measures,
  propositionKinds,
  quoteTypes,
  Reliability,
  Stance,
  tokensOf,
} from './vocabulary.ts'

/** Who makes a claim: an actor, a source of the document, the document's author, or the analyst. */
export const ClaimantInput = z.union([
  z.object({ actor: Uid }),
  z.object({ source: Uid }),
  z.object({ author: z.literal(true) }),
  z.object({ analyst: z.literal(true) }),
])

/** What carries a claim: a passage in a role, or a document in which something was looked for and not found. */
export const EvidenceInput = z.union([
  z.object({ passage: Uid, role: EvidenceRole.exclude(['absence']).default('content') }),
  z.object({ document: Uid, role: z.literal('absence'), lookedFor: Text.min(1) }),
])

export const FigureInput = z.object({
  event: Uid.nullable().default(null),
  measure: tokensOf(measures),
  counted: Text.nullable().default(null),
  notCounted: Text.nullable().default(null),
  low: z.number().nullable().default(null),
  high: z.number().nullable().default(null),
  unit: Text.nullable().default(null),
  qualifier: Text.nullable().default(null),
  asOf: Text.nullable().default(null),
})

export const ClaimInput = z.object({
  statement: Text.min(1, 'A claim needs a statement.'),
  /** A proposition that exists already; otherwise one is made from the statement. */
  proposition: Uid.optional(),
  kind: tokensOf(propositionKinds).default('fact'),
  claimants: z.array(ClaimantInput).min(1, 'A claim needs a claimant.'),
  stance: Stance.default('asserts'),
  holder: Uid.nullable().default(null),
  act: Act.nullable().default(null),
  about: z.array(z.object({ actor: Uid, role: tokensOf(aboutRoles).default('subject') })).default([]),
  evidence: z.array(EvidenceInput).min(1, 'A claim needs at least one piece of evidence.'),
  reliability: Reliability.nullable().default(null),
  reliabilityReason: Text.nullable().default(null),
  credibility: Credibility.nullable().default(null),
  credibilityReason: Text.nullable().default(null),
  said: Text.nullable().default(null),
  saidWording: Text.nullable().default(null),
  happened: Text.nullable().default(null),
  happenedWording: Text.nullable().default(null),
  events: z.array(Uid).default([]),
  figures: z.array(FigureInput).default([]),
  nestedIn: Uid.nullable().default(null),
  quoteType: tokensOf(quoteTypes).nullable().default(null),
  commitment: tokensOf(commitments).nullable().default(null),
  basis: tokensOf(bases).nullable().default(null),
  note: Text.nullable().default(null),
  status: tokensOf(claimStatuses).default('draft'),
})
export type ClaimInput = z.infer<typeof ClaimInput>

/** An actor or another row that a claim names. */
const Named = z.object({ uid: z.string(), name: z.string() })

export const ClaimInfo = z.object({
  uid: z.string(),
  /** The short id that people cite, such as "AR-17". */
  cite: z.string(),
  proposition: z.string(),
  statement: z.string(),
  kind: tokensOf(propositionKinds),
  claimants: z.array(z.object({ kind: z.string(), uid: z.string().nullable(), name: z.string() })),
  stance: Stance,
  holder: Named.nullable(),
  act: Act.nullable(),
  about: z.array(Named.extend({ role: tokensOf(aboutRoles) })),
  reliability: Reliability.nullable(),
  reliabilityReason: z.string().nullable(),
  credibility: Credibility.nullable(),
  credibilityReason: z.string().nullable(),
  said: z.string().nullable(),
  saidWording: z.string().nullable(),
  happened: z.string().nullable(),
  happenedWording: z.string().nullable(),
  events: z.array(Named),
  figures: z.array(FigureInput.required().extend({ uid: z.string(), event: Named.nullable() })),
  nestedIn: z.string().nullable(),
  quoteType: tokensOf(quoteTypes).nullable(),
  commitment: tokensOf(commitments).nullable(),
  basis: tokensOf(bases).nullable(),
  status: tokensOf(claimStatuses),
  note: z.string().nullable(),
  evidence: z.array(
    z.object({
      role: EvidenceRole,
      passage: z.string().nullable(),
      document: z.string().nullable(),
      start: z.int().nullable(),
      quote: z.string().nullable(),
      /** For an absence: what was looked for in the document and not found. */
      lookedFor: z.string().nullable(),
    }),
  ),
  createdBy: z.string(),
  createdAt: z.string(),
})
export type ClaimInfo = z.infer<typeof ClaimInfo>

export const claimOperations = {
  'claims.list': query({
    input: z.object({ passage: Uid.optional() }),
    output: z.array(ClaimInfo),
    reads: [
      'claim',
      'proposition',
      'claimant',
      'evidence',
      'passage',
      'document',
      'actor',
      'source',
      'analyst',
    ],
  }),
  'claims.create': command({
    input: ClaimInput,
    output: z.object({ claim: z.string(), cite: z.string() }),
    label: 'Create claim',
  }),
  'claims.remove': command({
    input: z.object({ claims: z.array(Uid).min(1) }),
    output: Nothing,
    label: 'Delete claim',
  }),
}

export const SourceInput = z.object({
  document: Uid,
  wording: Name,
  number: z.int().min(1).nullable().default(null),
  affiliation: Text.nullable().default(null),
  access: Text.nullable().default(null),
  reliability: Reliability.nullable().default(null),
  reliabilityReason: Text.nullable().default(null),
  sameAs: Uid.nullable().default(null),
})
