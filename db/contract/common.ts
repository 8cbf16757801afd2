import { z } from 'zod'

/** Longest text that an analyst may put into one field: a mishap with the clipboard, not a novel, is what it stops. */
const longestField = 100_000
const longestName = 500

/** Replaces what SQLite and CSV cannot carry: unpaired surrogates and NUL. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

/** Free text of an analyst. */
export const Text = z
  .string()
  .max(longestField, `This text is longer than ${longestField.toLocaleString('en')} characters.`)
  .overwrite(clean)

/** A name that may be left empty: one line. */
export const NameOrNothing = z
  .string()
  .overwrite((text) => clean(text).replace(/\s+/gu, ' ').trim())
  .max(longestName, `A name has at most ${longestName} characters.`)

/** A name or a title: one line, not blank. */
export const Name = NameOrNothing.min(1, 'A name is needed.')

export const Uid = z.string().min(1).max(64)

/** A file: a token in the renderer, a path in the store. */
export const FileRef = z.string().min(1)

export const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'A colour is written as #rrggbb.')

/** A place in a text: UTF-16 code units, start inclusive, end exclusive. */
export const Span = z.object({ start: z.int().min(0), end: z.int().min(0) })
export type Span = z.infer<typeof Span>

export const Nothing = z.object({})
