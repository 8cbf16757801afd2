import { z } from 'zod'
import { ErrorReply } from './errors.ts'

/** How far a task is. `total` is null where nobody knows. */
export const Progress = z.object({ done: z.number(), total: z.number().nullable(), note: z.string() })
export type Progress = z.infer<typeof Progress>

/** What a caller sends: a call, or the wish to end a running one. */
export const Request = z.union([
  z.object({ id: z.int(), call: z.string().max(100), input: z.unknown() }),
  z.object({ id: z.int(), cancel: z.literal(true) }),
])
export type Request = z.infer<typeof Request>

/** What happens without being asked for. */
export const Notice = z.discriminatedUnion('notice', [
  /** Rows of these tables changed: refetch the queries that read them. */
  z.object({ notice: z.literal('changed'), tables: z.array(z.string()) }),
  /** The project in this window was opened, closed or replaced. */
  z.object({ notice: z.literal('project'), project: z.string().nullable() }),
  /** A sealed copy was chosen: the window's state says which. */
  z.object({ notice: z.literal('sealed') }),
  /** A damaged project was chosen: the window's state says which. */
  z.object({ notice: z.literal('damaged') }),
  /** Whoever kept this project from being written has closed it. */
  z.object({ notice: z.literal('writer-gone') }),
  /** What is known of the team folder changed. */
  z.object({ notice: z.literal('team') }),
  z.object({ notice: z.literal('store-restarted') }),
  /** A menu item was chosen. */
  z.object({ notice: z.literal('command'), command: z.string() }),
  z.object({ notice: z.literal('failed'), error: ErrorReply }),
])
export type Notice = z.infer<typeof Notice>

/** What comes back: one reply to every call, progress before it, and notices. */
export const Message = z.union([
  z.object({ id: z.int(), ok: z.object({ value: z.unknown(), changed: z.array(z.string()) }) }),
  z.object({ id: z.int(), error: ErrorReply }),
  z.object({ id: z.int(), progress: Progress }),
  Notice,
])
export type Message = z.infer<typeof Message>

/** One end of a connection that carries structured clones in order, such as a MessagePort. */
export interface Port<Outgoing, Incoming> {
  send(message: Outgoing): void
  /** @returns a function that ends the subscription */
  listen(listener: (message: Incoming) => void): () => void
}
