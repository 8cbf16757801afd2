import { z } from 'zod'
import { Name, Nothing, Text, Uid } from './common.ts'
import { command, query } from './operation.ts'
import { ActorKind } from './vocabulary.ts'

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
  /** Claims in which the actor is a claimant, a holder or spoken about. */
  claims: z.int(),
})
export type ActorInfo = z.infer<typeof ActorInfo>

export const actorOperations = {
  'actors.list': query({
    input: Nothing,
    output: z.array(ActorInfo),
    reads: ['actor', 'alias', 'claim', 'claimant', 'about', 'proposition'],
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
}
