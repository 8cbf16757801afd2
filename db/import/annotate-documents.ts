import { AppError } from '../contract/errors.ts'
import type { Span } from '../contract/offsets.ts'
import { documentBody, findDocument } from '../documents.ts'
import type { ReadableDb } from '../sql.ts'
import { findQuote, makeAnchor } from '../text/anchor.ts'
import type { Place } from './annotate-lines.ts'

/** Texts that are kept at hand, in UTF-16 code units altogether: some hundred books. */
const keptText = 64 * 1024 * 1024

/** The documents that a file of annotations names, and their texts. */
export class AnnotatedDocuments {
  readonly #db: ReadableDb
  readonly #byReference = new Map<string, string>()
  readonly #bodies = new Map<string, string>()
  #kept = 0

  constructor(db: ReadableDb) {
    this.#db = db
  }

  /** @throws AppError as `findDocument` */
  find(reference: string): string {
    const known = this.#byReference.get(reference)
    if (known !== undefined) return known
    const found = findDocument(this.#db, reference)
    this.#byReference.set(reference, found)
    return found
  }

  text(document: string): string {
    const known = this.#bodies.get(document)
    if (known !== undefined) return known
    const body = documentBody(this.#db, document)
    for (const [oldest, text] of this.#bodies) {
      if (this.#kept + body.length <= keptText) break
      this.#bodies.delete(oldest)
      this.#kept -= text.length
    }
    this.#bodies.set(document, body)
    this.#kept += body.length
    return body
  }

  /**
   * Finds a place.
   *
   * @throws AppError `invalid` for a quote that does not occur, or occurs more often than its context settles;
   * for offsets outside the text or inside a character; for a quote that does not stand at its offsets
   */
  place(where: Place): Span & { document: string } {
    const document = this.find(where.document)
    const text = this.text(document)
    const { start, end } = where
    if (start !== undefined && end !== undefined) {
      const anchor = makeAnchor(text, start, end)
      if (where.quote !== undefined && !standsAt(text, anchor, where)) {
        throw new AppError(
          'invalid',
          `the quote does not stand at ${start} to ${end} of “${where.document}”.`,
        )
      }
      return { document, start, end }
    }
    return { document, ...findWords(text, where) }
  }
}

function standsAt(text: string, { start, end }: Span, { quote, prefix = '', suffix = '' }: Place): boolean {
  return text.slice(start, end) === quote && text.endsWith(prefix, start) && text.startsWith(suffix, end)
}

function findWords(text: string, { document, quote = '', prefix, suffix }: Place): Span {
  const found = findQuote(text, { quote, prefix, suffix })
  if (found.found) return { start: found.start, end: found.end }
  const context = (prefix ?? suffix) === undefined ? '' : ' with this prefix and suffix'
  throw new AppError(
    'invalid',
    found.reason === 'absent'
      ? `the quote does not occur${context} in “${document}”.`
      : `the quote occurs ${found.count} times${context} in “${document}”. Write the words before it as prefix or those after it as suffix.`,
  )
}
