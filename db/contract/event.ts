import { z } from 'zod'
import { ActorRef } from './actor.ts'
import { Name, Nothing, Text, Uid } from './common.ts'
import { command, query } from './operation.ts'

/** An event that is there, or one that is found or made by its exact title. */
export const EventRef = z.union([Uid, z.object({ title: Name })])
export type EventRef = z.infer<typeof EventRef>

export const EventInfo = z.object({
  uid: z.string(),
  title: z.string(),
  /** EDTF. */
  date: z.string().nullable(),
  place: z.object({ uid: z.string(), name: z.string() }).nullable(),
  partOf: z.string().nullable(),
  note: z.string().nullable(),
  /** Claims that speak of it or give a figure for it. */
  claims: z.int(),
})
export type EventInfo = z.infer<typeof EventInfo>

export const eventOperations = {
  'events.list': query({
    input: Nothing,
    output: z.array(EventInfo),
    reads: ['event', 'actor', 'claim_event', 'figure', 'claim', 'proposition'],
  }),
  'events.create': command({
    input: z.object({
      title: Name,
      date: Text.nullable().default(null),
      place: Uid.nullable().default(null),
      partOf: Uid.nullable().default(null),
      note: Text.nullable().default(null),
    }),
    output: z.object({ event: z.string() }),
    label: 'Create event',
  }),
  /** The claims that speak of an event or give a figure for it are `claims.list` with that event. */
  'events.update': command({
    input: z.object({
      event: Uid,
      title: Name.optional(),
      date: Text.nullable().optional(),
      place: ActorRef.nullable().optional(),
      partOf: Uid.nullable().optional(),
      note: Text.nullable().optional(),
    }),
    output: Nothing,
    label: 'Edit event',
  }),
  /** Deletes an event; claims go on with what else they say, and figures stay without it. */
  'events.remove': command({ input: z.object({ event: Uid }), output: Nothing, label: 'Delete event' }),
}
