import { z } from 'zod'
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
}
