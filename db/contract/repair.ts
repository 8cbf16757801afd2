import { z } from 'zod'

/** What became of one kind of rows. */
export const SalvagedKind = z.object({
  table: z.string(),
  /** Plural, in words. */
  kind: z.string(),
  /** Rows that could be read. */
  read: z.int(),
  /** Rows that could not be read and were put together again from the history. */
  rebuilt: z.int(),
  /** Rows that are known to have been there and are not in the new file. */
  lost: z.int(),
})
export type SalvagedKind = z.infer<typeof SalvagedKind>

/** What a repair found and did. */
export const RepairReport = z.object({
  /** What was wrong with the file; whole sentences, none where nothing was. */
  found: z.array(z.string()),
  /** What was done about it and what could not be read; whole sentences. */
  done: z.array(z.string()),
  kinds: z.array(SalvagedKind),
  /** Everything is in the new file. */
  complete: z.boolean(),
})
export type RepairReport = z.infer<typeof RepairReport>
