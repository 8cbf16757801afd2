import { z } from 'zod'
import { Nothing } from './common.ts'
import { command, query } from './operation.ts'

export const ActionInfo = z.object({
  uid: z.string(),
  at: z.string(),
  analyst: z.string(),
  analystName: z.string(),
  operation: z.string(),
  label: z.string(),
  kind: z.string(),
  state: z.string().nullable(),
  /** Rows changed, by table. */
  changes: z.record(z.string(), z.int()),
})
export type ActionInfo = z.infer<typeof ActionInfo>

const Reversed = z.object({ label: z.string() })

export const historyOperations = {
  'history.state': query({
    input: Nothing,
    output: z.object({ undo: z.string().nullable(), redo: z.string().nullable() }),
    // Every write moves the undo stack, whatever table it touches.
    reads: ['*'],
  }),
  'history.list': query({
    input: z.object({ limit: z.int().min(1).max(1_000_000).default(200) }),
    output: z.array(ActionInfo),
    reads: ['*'],
  }),
  'history.undo': command({ input: Nothing, output: Reversed, label: 'Undo' }),
  'history.redo': command({ input: Nothing, output: Reversed, label: 'Redo' }),
}
