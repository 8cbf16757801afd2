import { z } from 'zod'
import { Name, Text } from '../contract/common.ts'
import { edtfRange } from '../contract/edtf.ts'

/** A name inside the file by which later lines refer to a line. */
export const Id = z.string().min(1).max(500)

export const Edtf = Text.refine((text) => edtfRange(text) !== undefined, {
  error: ({ input }) =>
    `“${String(input)}” is not a date that can be sorted. Write it like 2024-11-06, 2024-11, 2024, 2024-11?, 2024-10/2024-12 or 2024-11-05/.. (EDTF)`,
})

export const Words = Text.refine((text) => text.trim() !== '', 'it is empty')

/** Something of the project that a lead or a card is about: one of these. */
export const subjectFields = {
  /** Ids of earlier lines. */
  passage: Id.optional(),
  claim: Id.optional(),
  hypothesis: Id.optional(),
  /** The id of an earlier claim line: the proposition that it reports. */
  proposition: Id.optional(),
  actor: Name.optional(),
  document: Words.optional(),
  /** A title, or the id of an earlier line. */
  event: Name.optional(),
}
export type SubjectFields = z.infer<z.ZodObject<typeof subjectFields>>

export const subjectKinds = Object.keys(subjectFields) as (keyof SubjectFields)[]
