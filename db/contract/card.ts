import { z } from 'zod'
import {
  Act,
  ActorKind,
  cardKinds,
  confidences,
  documentKinds,
  likelihoods,
  linkDirections,
  linkStyles,
  propositionKinds,
  Reliability,
  relationKinds,
  Stance,
  tokensOf,
} from './vocabulary.ts'

/** Where in a document the sentence is that carries a card. */
const SourcePlace = z.object({
  document: z.string(),
  title: z.string(),
  publisher: z.string().nullable(),
  published: z.string().nullable(),
  reliability: Reliability.nullable(),
  passage: z.string().nullable(),
  /** UTF-16 code units. */
  start: z.int().nullable(),
  /** The number of the paragraph, from 1. */
  paragraph: z.int().nullable(),
})
export type SourcePlace = z.infer<typeof SourcePlace>

/** What a card shows: always what its subject is now. `gone` where the subject was deleted. */
export const CardContent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passage'),
    quote: z.string(),
    note: z.string().nullable(),
    tags: z.array(z.string()),
    place: SourcePlace,
  }),
  z.object({
    kind: z.literal('claim'),
    cite: z.string(),
    proposition: z.string(),
    statement: z.string(),
    stance: Stance,
    claimants: z.array(z.string()),
    holder: z.string().nullable(),
    act: Act.nullable(),
    said: z.string().nullable(),
    reliability: Reliability.nullable(),
    credibility: z.int().nullable(),
    /** The passage that carries it first; none where a claim rests on nothing that is visible. */
    quote: z.string().nullable(),
    place: SourcePlace.nullable(),
  }),
  z.object({
    kind: z.literal('proposition'),
    proposition: z.string(),
    statement: z.string(),
    propositionKind: tokensOf(propositionKinds),
    claims: z.int(),
  }),
  z.object({
    kind: z.literal('actor'),
    /** The actor that stands for a merged one. */
    actor: z.string(),
    name: z.string(),
    actorKind: ActorKind,
    parent: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('document'),
    title: z.string(),
    documentKind: tokensOf(documentKinds),
    passages: z.int(),
    place: SourcePlace,
  }),
  z.object({
    kind: z.literal('event'),
    title: z.string(),
    date: z.string().nullable(),
    location: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('hypothesis'),
    statement: z.string(),
    horizon: z.string().nullable(),
    likelihood: tokensOf(likelihoods).nullable(),
    confidence: tokensOf(confidences).nullable(),
  }),
  z.object({ kind: z.literal('note'), title: z.string().nullable(), body: z.string() }),
  z.object({ kind: z.literal('picture'), picture: z.string(), mediaType: z.string(), caption: z.string() }),
  z.object({ kind: z.literal('group'), title: z.string() }),
  z.object({ kind: z.literal('gone') }),
])
export type CardContent = z.infer<typeof CardContent>

export const CardInfo = z.object({
  uid: z.string(),
  kind: tokensOf(cardKinds),
  /** The row that the card shows; null for one that is itself all there is. */
  subject: z.string().nullable(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  /** Higher is nearer to the eye; groups lie below all other cards. */
  layer: z.number(),
  /** The group that it is in; places are the canvas's all the same. */
  container: z.string().nullable(),
  colour: z.string().nullable(),
  content: CardContent,
  createdAt: z.string(),
})
export type CardInfo = z.infer<typeof CardInfo>

export const LinkInfo = z.object({
  uid: z.string(),
  from: z.string(),
  to: z.string(),
  label: z.string().nullable(),
  kind: tokensOf(relationKinds).nullable(),
  direction: tokensOf(linkDirections),
  style: tokensOf(linkStyles),
  colour: z.string().nullable(),
})
export type LinkInfo = z.infer<typeof LinkInfo>
