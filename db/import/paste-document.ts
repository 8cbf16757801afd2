import type { Input } from '../contract/contract.ts'
import type { ImportResult } from '../contract/document.ts'
import { AppError } from '../contract/errors.ts'
import type { WriterContext, WriterHandlers } from '../handlers.ts'
import { sha256 } from '../ids.ts'
import { extractStep, progressStep, type Task } from '../task.ts'
import type { ExtractResult } from './extracted.ts'
import type { MediaType } from './format.ts'
import { documentsOfOriginals, insertDocument } from './insert-document.ts'
import { titleFromName } from './outline.ts'

/** What messages call what comes without a file's name. */
const LABEL = 'The pasted text'

/** Longest title made of a text's first words, in UTF-16 code units: about a line of a list. */
const MAX_OPENING = 80

/**
 * Makes a document of what was copied elsewhere. Programs put the same words on the clipboard in several forms:
 * a web page is read by the same rules as a saved one; where that gives no words, the plain text is taken. The form
 * that was read is kept as the original, in UTF-8; the same bytes again are reported as known.
 *
 * @throws AppError `invalid` when no form holds words, with what is wrong with the last one
 */
export function* pasteDocument(
  { db, action, analyst }: WriterContext,
  { html, text }: Input<'documents.paste'>,
): Task<ImportResult> {
  const forms: readonly (readonly [MediaType, string])[] = [
    ['text/html', html],
    ['text/plain', text],
  ]
  const written = forms.filter(([, words]) => words.trim() !== '')
  let refusal = new AppError(
    'invalid',
    'There is no text on the clipboard. Copy a text first, then paste it.',
  )
  for (const [index, [mediaType, words]] of written.entries()) {
    yield progressStep(index, written.length, LABEL)
    const bytes = Buffer.from(words, 'utf8')
    const hash = sha256(bytes)
    const known = documentsOfOriginals(db, [hash]).get(hash)
    if (known) return { ...nothing, known: [{ ...known, file: LABEL }] }
    try {
      const extracted = yield* extractStep({ bytes, name: LABEL, mediaType })
      const title = extracted.title === titleFromName(LABEL) ? openingOf(extracted) : extracted.title
      const file = { name: null, bytes, sha256: hash }
      const { value: uid } = action.step((db) => insertDocument(db, { ...extracted, title }, file, analyst))
      return { ...nothing, imported: [{ uid, title, file: LABEL, warnings: extracted.warnings }] }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid') throw error
      refusal = error
    }
  }
  throw refusal
}

const nothing: ImportResult = { imported: [], known: [], failed: [], skipped: 0 }

/** The first words of a text that has no line that reads like a title. */
function openingOf({ text, blocks, title }: ExtractResult): string {
  const first = blocks.find(({ kind }) => kind !== 'page-break')
  // A paragraph may be as long as the text; four times as much leaves room for white space.
  const words = text
    .slice(first?.start ?? 0, Math.min(first?.end ?? 0, (first?.start ?? 0) + 4 * MAX_OPENING))
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  if (words.length <= MAX_OPENING) return words === '' ? title : words
  const cut = words.slice(0, MAX_OPENING)
  // Chinese and Japanese have no spaces: there the cut is where it falls, but not inside a character.
  const space = cut.lastIndexOf(' ')
  const whole = space > MAX_OPENING / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/u, '')
  return `${whole.replace(/[\s,;:–—-]+$/u, '')}…`
}

export const pasteHandlers: WriterHandlers<'documents.paste'> = {
  'documents.paste': pasteDocument,
}
