import { z } from 'zod'
import { ActorRef, Named } from './actor.ts'
import { Nothing, Span, Text, Uid } from './common.ts'
import { EventRef } from './event.ts'
import { command, query } from './operation.ts'
import { SourceRef } from './source.ts'
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
const ClaimantInput = z.union([
  z.object({ actor: Uid }),
  z.object({ source: Uid }),
  z.object({ author: z.literal(true) }),
  z.object({ analyst: z.literal(true) }),
])

/** What carries a claim: a passage in a role, or a document in which something was looked for and not found. */
const EvidenceInput = z.union([
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

/** As {@link ClaimantInput}; actors and sources that are new are made with the claim. */
const NewClaimant = z.union([
  z.object({ actor: ActorRef }),
  z.object({ source: SourceRef }),
  z.object({ author: z.literal(true) }),
  z.object({ analyst: z.literal(true) }),
])

const NewAbout = z.object({ actor: ActorRef, role: tokensOf(aboutRoles).default('subject') })

/** As {@link EvidenceInput}, or a place in a text that becomes a passage with the claim. */
export const NewEvidence = z.union([
  ...EvidenceInput.options,
  Span.extend({ document: Uid, role: EvidenceRole.exclude(['absence']).default('content') }),
])
export type NewEvidence = z.infer<typeof NewEvidence>

const NewFigure = FigureInput.extend({ event: EventRef.nullable().default(null) })

/** A claim as it is entered: what it names can be there already, or come into being with it. */
export const NewClaim = ClaimInput.extend({
  claimants: z.array(NewClaimant).min(1, 'A claim needs a claimant.'),
  holder: ActorRef.nullable().default(null),
  about: z.array(NewAbout).default([]),
  evidence: z.array(NewEvidence).min(1, 'A claim needs at least one piece of evidence.'),
  events: z.array(EventRef).default([]),
  figures: z.array(NewFigure).default([]),
})
export type NewClaim = z.infer<typeof NewClaim>

export const EvidenceInfo = z.object({
  uid: z.string(),
  role: EvidenceRole,
  passage: z.string().nullable(),
  document: z.string().nullable(),
  documentTitle: z.string().nullable(),
  publisher: z.string().nullable(),
  published: z.string().nullable(),
  /** The document's own grade: it stands beside the claimant's, and neither replaces the other. */
  documentReliability: Reliability.nullable(),
  start: z.int().nullable(),
  quote: z.string().nullable(),
  /** For an absence: what was looked for in the document and not found. */
  lookedFor: z.string().nullable(),
})
export type EvidenceInfo = z.infer<typeof EvidenceInfo>

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
  evidence: z.array(EvidenceInfo),
  createdBy: z.string(),
  createdAt: z.string(),
})
export type ClaimInfo = z.infer<typeof ClaimInfo>

/** Every table out of which a list of claims is made. */
export const claimTables = [
  'claim',
  'proposition',
  'claimant',
  'evidence',
  'passage',
  'document',
  'actor',
  'source',
  'about',
  'event',
  'claim_event',
  'figure',
  'analyst',
]

/** Which claims: those to which all of what is given applies. */
const ClaimFilter = z.object({
  /** They rest on this passage. */
  passage: Uid.optional(),
  /** They rest on something in this document. */
  document: Uid.optional(),
  /** The actor, or one merged into it, is a claimant, a holder or spoken about. */
  actor: Uid.optional(),
  source: Uid.optional(),
  /** They report this proposition, or one that is joined with it. */
  proposition: Uid.optional(),
  /** They speak of this event, or give a figure for it. */
  event: Uid.optional(),
  claims: z.array(Uid).optional(),
})
export type ClaimFilter = z.infer<typeof ClaimFilter>

export const claimOperations = {
  'claims.list': query({ input: ClaimFilter, output: z.array(ClaimInfo), reads: claimTables }),
  'claims.create': command({
    input: NewClaim,
    output: z.object({ claim: z.string(), cite: z.string() }),
    label: 'Create claim',
  }),
  /**
   * Writes those fields that are given. Another statement rewords the proposition where nobody else reports
   * it; where others do, they keep theirs. Lists are replaced as a whole; figures with an id are kept.
   */
  'claims.update': command({
    input: z.object({
      claim: Uid,
      statement: Text.min(1, 'A claim needs a statement.').optional(),
      proposition: Uid.optional(),
      kind: tokensOf(propositionKinds).optional(),
      claimants: z.array(NewClaimant).min(1, 'A claim needs a claimant.').optional(),
      stance: Stance.optional(),
      holder: ActorRef.nullable().optional(),
      act: Act.nullable().optional(),
      about: z.array(NewAbout).optional(),
      reliability: Reliability.nullable().optional(),
      reliabilityReason: Text.nullable().optional(),
      credibility: Credibility.nullable().optional(),
      credibilityReason: Text.nullable().optional(),
      said: Text.nullable().optional(),
      saidWording: Text.nullable().optional(),
      happened: Text.nullable().optional(),
      happenedWording: Text.nullable().optional(),
      events: z.array(EventRef).optional(),
      figures: z.array(NewFigure.extend({ uid: Uid.optional() })).optional(),
      nestedIn: Uid.nullable().optional(),
      quoteType: tokensOf(quoteTypes).nullable().optional(),
      commitment: tokensOf(commitments).nullable().optional(),
      basis: tokensOf(bases).nullable().optional(),
      note: Text.nullable().optional(),
      status: tokensOf(claimStatuses).optional(),
    }),
    output: Nothing,
    label: 'Edit claim',
  }),
  'claims.addEvidence': command({
    input: z.object({ claim: Uid, evidence: z.array(NewEvidence).min(1) }),
    output: Nothing,
    label: 'Add evidence',
  }),
  'claims.setEvidenceRole': command({
    input: z.object({ evidence: Uid, role: EvidenceRole.exclude(['absence']) }),
    output: Nothing,
    label: 'Change role of evidence',
  }),
  /** A claim keeps its last piece of evidence. */
  'claims.removeEvidence': command({
    input: z.object({ evidence: Uid }),
    output: Nothing,
    label: 'Remove evidence',
  }),
  'claims.remove': command({
    input: z.object({ claims: z.array(Uid).min(1) }),
    output: Nothing,
    label: 'Delete claim',
  }),
}
