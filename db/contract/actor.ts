import { z } from 'zod'
import { Name, Nothing, Span, Text, Uid } from './common.ts'
import { command, query } from './operation.ts'
import { Act, ActorKind, documentKinds, Stance, tokensOf } from './vocabulary.ts'

/** An actor or another row that something names. */
export const Named = z.object({ uid: z.string(), name: z.string() })

/** An actor that is there, or one that is found or made by its exact name. */
export const ActorRef = z.union([Uid, z.object({ name: Name, kind: ActorKind.default('organisation') })])
export type ActorRef = z.infer<typeof ActorRef>

export const ActorInfo = z.object({
  uid: z.string(),
  name: z.string(),
  kind: ActorKind,
  parent: z.string().nullable(),
  description: z.string().nullable(),
  aliases: z.array(
    z.object({
      uid: z.string(),
      form: z.string(),
      language: z.string().nullable(),
      document: z.string().nullable(),
    }),
  ),
  /** The actors that were merged into this one. */
  merged: z.array(Named),
  /** Claims in which the actor is a claimant, a holder or spoken about. */
  claims: z.int(),
})
export type ActorInfo = z.infer<typeof ActorInfo>

const Office = z.object({
  uid: z.string(),
  title: z.string(),
  organisation: Named.nullable(),
  /** EDTF. */
  heldFrom: z.string().nullable(),
  heldTo: z.string().nullable(),
})

/** What somebody did about a statement, and when as far as that is known. */
export const Position = z.object({
  claim: z.string(),
  cite: z.string(),
  act: Act,
  stance: Stance,
  proposition: z.string(),
  statement: z.string(),
  /** EDTF: when it was said, else when the document was published. */
  when: z.string().nullable(),
  whenFrom: z.enum(['said', 'published']).nullable(),
})
export type Position = z.infer<typeof Position>

/** An actor with everything that is tied to it; its claims are listed by `claims.list`. */
export const ActorPage = ActorInfo.extend({
  parentActor: Named.nullable(),
  /** Actors that belong to this one. */
  children: z.array(Named.extend({ kind: ActorKind })),
  offices: z.array(Office),
  documents: z.array(
    z.object({
      uid: z.string(),
      title: z.string(),
      kind: tokensOf(documentKinds),
      published: z.string().nullable(),
      as: z.enum(['publisher', 'author', 'republisher']),
    }),
  ),
  /** The positions that it holds, in time; those without a date last. */
  positions: z.array(Position),
})
export type ActorPage = z.infer<typeof ActorPage>

export const MentionInfo = z.object({
  uid: z.string(),
  actor: Named,
  passage: z.string(),
  document: z.string(),
  documentTitle: z.string(),
  start: z.int(),
  quote: z.string(),
  status: z.enum(['confirmed', 'suggested']),
})
export type MentionInfo = z.infer<typeof MentionInfo>

const officeFields = {
  organisation: ActorRef.nullable().optional(),
  heldFrom: Text.nullable().optional(),
  heldTo: Text.nullable().optional(),
}

export const actorOperations = {
  'actors.list': query({
    input: Nothing,
    output: z.array(ActorInfo),
    reads: ['actor', 'alias', 'claim', 'claimant', 'about', 'proposition', 'evidence', 'passage', 'document'],
  }),
  /** Of a merged actor, the page of the one that stands for it. */
  'actors.get': query({
    input: z.object({ actor: Uid }),
    output: ActorPage,
    reads: [
      'actor',
      'alias',
      'office',
      'claim',
      'claimant',
      'about',
      'proposition',
      'evidence',
      'passage',
      'document',
      'analyst',
    ],
  }),
  'actors.create': command({
    input: z.object({
      name: Name,
      kind: ActorKind.default('organisation'),
      parent: Uid.nullable().default(null),
      description: Text.nullable().default(null),
      aliases: z.array(Name).default([]),
    }),
    output: z.object({ actor: z.string() }),
    label: 'Create actor',
  }),
  'actors.update': command({
    input: z.object({
      actor: Uid,
      name: Name.optional(),
      kind: ActorKind.optional(),
      parent: ActorRef.nullable().optional(),
      description: Text.nullable().optional(),
    }),
    output: Nothing,
    label: 'Edit actor',
  }),
  /** What names one of them names `into` from then on; each can be separated again. */
  'actors.merge': command({
    input: z.object({ into: Uid, actors: z.array(Uid).min(1) }),
    output: Nothing,
    label: 'Merge actors',
  }),
  'actors.separate': command({ input: z.object({ actor: Uid }), output: Nothing, label: 'Separate actor' }),
  /** Claims go on naming an actor that was deleted. */
  'actors.remove': command({
    input: z.object({ actors: z.array(Uid).min(1) }),
    output: Nothing,
    label: 'Delete actor',
  }),
  'aliases.add': command({
    input: z.object({
      actor: Uid,
      form: Name,
      language: Text.nullable().default(null),
      /** A document in which alone the form means this actor. */
      document: Uid.nullable().default(null),
    }),
    output: z.object({ alias: z.string() }),
    label: 'Add alias',
  }),
  'aliases.remove': command({ input: z.object({ alias: Uid }), output: Nothing, label: 'Remove alias' }),
  'offices.add': command({
    input: z.object({ actor: Uid, title: Name, ...officeFields }),
    output: z.object({ office: z.string() }),
    label: 'Add office',
  }),
  'offices.update': command({
    input: z.object({ office: Uid, title: Name.optional(), ...officeFields }),
    output: Nothing,
    label: 'Edit office',
  }),
  'offices.remove': command({ input: z.object({ office: Uid }), output: Nothing, label: 'Remove office' }),
  'mentions.list': query({
    input: z.object({ actor: Uid.optional(), passage: Uid.optional() }),
    output: z.array(MentionInfo),
    reads: ['mention', 'actor', 'passage', 'document'],
  }),
  /** Says that the words of a place mean an actor, which is made where it is new. */
  'mentions.add': command({
    input: z.object({
      actor: ActorRef,
      place: z.union([z.object({ passage: Uid }), Span.extend({ document: Uid })]),
      /** Whether the words are kept as a form of the actor's name: everywhere, in this document, or not. */
      alias: z.enum(['project', 'document']).nullable().default(null),
    }),
    output: z.object({ actor: z.string(), passage: z.string() }),
    label: 'Mention actor',
  }),
  'mentions.remove': command({
    input: z.object({ mention: Uid }),
    output: Nothing,
    label: 'Remove mention',
  }),
}
