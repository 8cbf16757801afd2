import { z } from 'zod'
import { FigureInput } from '../contract/claim.ts'
import { Colour, Name, Text } from '../contract/common.ts'
import {
  Act,
  ActorKind,
  aboutRoles,
  bases,
  Credibility,
  claimStatuses,
  commitments,
  contradictionKinds,
  documentKinds,
  EvidenceRole,
  propositionKinds,
  quoteTypes,
  Reliability,
  readingStatuses,
  relationKinds,
  relationStates,
  Stance,
  tokensOf,
} from '../contract/vocabulary.ts'
import { BoardLine } from './annotate-board-lines.ts'
import { Edtf, Id, Words } from './annotate-fields.ts'
import { HypothesisLine, LeadLine, ProjectLine } from './annotate-question-lines.ts'

/** A tag by its name, or by the names from its root. */
const TagRef = z.union([Name, z.array(Name).min(1)], {
  error: 'write the name of a tag, or the list of names from its root',
})
export type TagRef = z.infer<typeof TagRef>

/** Something that is mostly just named: a string stands for an object with this one field. */
function named<S extends z.ZodType>(field: string, schema: S) {
  return z.preprocess((value) => (typeof value === 'string' ? { [field]: value } : value), schema)
}

/** A place in a document: its words, with their neighbourhood where needed, or UTF-16 offsets, or both. */
const place = {
  document: Words,
  quote: z.string().min(1, 'it is empty').optional(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
  start: z.int().optional(),
  end: z.int().optional(),
}

interface PlaceFields {
  readonly document?: string | undefined
  readonly quote?: string | undefined
  readonly prefix?: string | undefined
  readonly suffix?: string | undefined
  readonly start?: number | undefined
  readonly end?: number | undefined
}

/** What is missing from a place, in words. */
function placeFault({ document, quote, prefix, suffix, start, end }: PlaceFields): string | undefined {
  if (document === undefined) return 'it does not say in which document'
  if ((start === undefined) !== (end === undefined)) return 'start and end belong together'
  if (quote === undefined && start === undefined) return 'it has no place: write a quote, or start and end'
  if (quote === undefined && (prefix ?? suffix) !== undefined) return 'a prefix or suffix needs a quote'
  return undefined
}

const TagLine = z.strictObject({
  kind: z.literal('tag'),
  id: Id.optional(),
  name: Name,
  parent: TagRef.nullish(),
  colour: Colour.nullish(),
  description: Text.nullish(),
  digit: z.int().min(1).max(9).nullish(),
})

const PassageLine = z
  .strictObject({
    kind: z.literal('passage'),
    id: Id.optional(),
    ...place,
    tags: z.array(TagRef).default([]),
    note: Text.nullish(),
  })
  .superRefine((line, context) => {
    const fault = placeFault(line)
    if (fault) context.addIssue({ code: 'custom', message: fault })
  })

const ActorLine = z.strictObject({
  kind: z.literal('actor'),
  id: Id.optional(),
  name: Name,
  type: ActorKind.optional(),
  /** The actor that this one belongs to, by name. */
  parent: Name.nullish(),
  description: Text.nullish(),
  aliases: z
    .array(named('form', z.strictObject({ form: Name, language: Text.nullish(), document: Words.nullish() })))
    .default([]),
})

const sourceFields = {
  number: z.int().min(1).nullish(),
  affiliation: Text.nullish(),
  access: Text.nullish(),
  reliability: Reliability.nullish(),
  reliabilityReason: Text.nullish(),
}

const SourceLine = z.strictObject({
  kind: z.literal('source'),
  id: Id.optional(),
  document: Words,
  wording: Name,
  ...sourceFields,
  /** The id of an earlier source line. */
  sameAs: Id.nullish(),
})

const eventFields = {
  title: Name,
  date: Edtf.nullish(),
  /** An actor, by name. */
  place: Name.nullish(),
  /** An event, by its title or an id in the file. */
  partOf: Name.nullish(),
  note: Text.nullish(),
}

const EventLine = z.strictObject({ kind: z.literal('event'), id: Id.optional(), ...eventFields })

const DocumentLine = z.strictObject({
  kind: z.literal('document'),
  document: Words,
  type: tokensOf(documentKinds).optional(),
  language: Text.nullish(),
  /** Actors, by name. */
  publisher: Name.nullish(),
  author: Name.nullish(),
  published: Edtf.nullish(),
  publishedReason: Text.nullish(),
  captured: Edtf.nullish(),
  sourceUrl: Text.nullish(),
  reliability: Reliability.nullish(),
  reliabilityReason: Text.nullish(),
  readingStatus: tokensOf(readingStatuses).optional(),
  note: Text.nullish(),
})

const Claimant = z
  .strictObject({
    actor: Name.optional(),
    source: Name.optional(),
    author: z.literal(true).optional(),
    analyst: z.literal(true).optional(),
    /** Where the claim's evidence is in several documents: the one in which the source speaks. */
    document: Words.optional(),
    ...sourceFields,
  })
  .superRefine((claimant, context) => {
    const { actor, source, author, analyst, document, ...fields } = claimant
    const named = [actor, source, author, analyst].filter((value) => value !== undefined).length
    if (named !== 1) {
      context.addIssue({ code: 'custom', message: 'write one of actor, source, author and analyst' })
    } else if (source === undefined && (document !== undefined || Object.keys(fields).length > 0)) {
      context.addIssue({ code: 'custom', message: 'only a source has further fields' })
    }
  })

const Evidence = z
  .strictObject({
    role: EvidenceRole.default('content'),
    /** The id of an earlier passage line, instead of a place. */
    passage: Id.optional(),
    ...place,
    document: Words.optional(),
    lookedFor: Words.optional(),
  })
  .superRefine((evidence, context) => {
    const fault = evidenceFault(evidence)
    if (fault) context.addIssue({ code: 'custom', message: fault })
  })

interface EvidenceFields extends PlaceFields {
  readonly role: string
  readonly passage?: string | undefined
  readonly lookedFor?: string | undefined
}

function evidenceFault({ role, passage, lookedFor, ...where }: EvidenceFields): string | undefined {
  const { document, ...words } = where
  const placed = Object.values(words).some((value) => value !== undefined)
  if (role === 'absence') {
    if (document === undefined || lookedFor === undefined) return 'an absence needs a document and lookedFor'
    return placed || passage !== undefined ? 'an absence has no place' : undefined
  }
  if (lookedFor !== undefined) return 'only an absence has lookedFor'
  if (passage === undefined) return placeFault(where)
  return placed || document !== undefined ? 'write a passage or a place, not both' : undefined
}

const Link = z
  .strictObject({
    kind: tokensOf(relationKinds),
    /** The id of an earlier claim line. */
    to: Id.optional(),
    /** A report that was never imported. */
    toReport: Words.optional(),
    contradiction: tokensOf(contradictionKinds).nullish(),
    state: tokensOf(relationStates).optional(),
    note: Text.nullish(),
  })
  .superRefine((link, context) => {
    if ((link.to === undefined) === (link.toReport === undefined)) {
      context.addIssue({ code: 'custom', message: 'write to or toReport, one of them' })
    }
    if (link.contradiction != null && link.kind !== 'contradicts') {
      context.addIssue({ code: 'custom', message: 'only a link that contradicts has a contradiction' })
    }
  })

const Figure = FigureInput.extend({
  event: Name.nullable().default(null),
  asOf: Edtf.nullable().default(null),
})
  .strict()
  .superRefine(({ low, high }, context) => {
    if (low === null && high === null) {
      context.addIssue({ code: 'custom', message: 'a figure needs low, high or both' })
    } else if (low !== null && high !== null && low > high) {
      context.addIssue({ code: 'custom', message: 'low is greater than high' })
    }
  })

const ClaimLine = z
  .strictObject({
    kind: z.literal('claim'),
    id: Id.optional(),
    statement: Words,
    /** The kind of the proposition; `kind` says what the line is. */
    claimKind: tokensOf(propositionKinds).optional(),
    claimant: Claimant.optional(),
    claimants: z.array(Claimant).min(1, 'a claim needs a claimant').optional(),
    stance: Stance.default('asserts'),
    holder: Name.nullish(),
    act: Act.nullish(),
    about: z
      .array(named('actor', z.strictObject({ actor: Name, role: tokensOf(aboutRoles).default('subject') })))
      .default([]),
    evidence: z.array(Evidence).min(1, 'a claim needs at least one piece of evidence'),
    reliability: Reliability.nullish(),
    reliabilityReason: Text.nullish(),
    credibility: Credibility.nullish(),
    credibilityReason: Text.nullish(),
    said: Edtf.nullish(),
    saidWording: Text.nullish(),
    happened: Edtf.nullish(),
    happenedWording: Text.nullish(),
    events: z.array(named('title', z.strictObject(eventFields))).default([]),
    figures: z.array(Figure).default([]),
    /** The id of an earlier claim line: the claim that reports this one. */
    nestedIn: Id.nullish(),
    quoteType: tokensOf(quoteTypes).nullish(),
    commitment: tokensOf(commitments).nullish(),
    basis: tokensOf(bases).nullish(),
    note: Text.nullish(),
    status: tokensOf(claimStatuses).optional(),
    links: z.array(Link).default([]),
  })
  .superRefine(({ claimant, claimants }, context) => {
    if ((claimant === undefined) === (claimants === undefined)) {
      context.addIssue({ code: 'custom', message: 'write claimant, or claimants for several' })
    }
  })

/** What a line of an annotation file can be. Names that are absent from the project are created. */
export const lineSchemas = {
  tag: TagLine,
  passage: PassageLine,
  actor: ActorLine,
  source: SourceLine,
  event: EventLine,
  document: DocumentLine,
  claim: ClaimLine,
  project: ProjectLine,
  lead: LeadLine,
  hypothesis: HypothesisLine,
  board: BoardLine,
} as const

export type LineKind = keyof typeof lineSchemas
export type AnnotationOf<Kind extends LineKind> = z.infer<(typeof lineSchemas)[Kind]>
export type Annotation = AnnotationOf<LineKind>
export type Place = z.infer<z.ZodObject<typeof place>>
