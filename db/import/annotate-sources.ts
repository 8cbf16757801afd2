import { AppError } from '../contract/errors.ts'
import { findOrCreateSource, findSource, type SourceFields, updateSource } from '../sources.ts'
import type { ReadableDb } from '../sql.ts'
import { fold, type Writing } from './annotate-writing.ts'

/** A source that the file names: in the project already, or about to be made. */
export interface PlannedSource {
  readonly document: string
  readonly wording: string
  readonly given: Omit<SourceFields, 'sameAs'> & { sameAs?: PlannedSource | null | undefined }
  uid: string | undefined
}

/** The sources of the documents that a file names, by their exact wording. */
export class AnnotatedSources {
  readonly #db: ReadableDb
  readonly #known = new Map<string, PlannedSource>()

  constructor(db: ReadableDb) {
    this.#db = db
  }

  plan(document: string, wording: string, given: PlannedSource['given'] = {}): PlannedSource {
    const key = `${document}\0${wording}`
    const source = this.#known.get(key) ?? {
      document,
      wording,
      given: {},
      uid: findSource(this.#db, document, wording),
    }
    this.#known.set(key, source)
    if (given.sameAs === source) throw new AppError('invalid', 'a source cannot be the same as itself.')
    fold(source.given, given)
    return source
  }
}

/** @returns the source's id; it is made where it is new */
function ensureSource(source: PlannedSource, { db, analyst, counts }: Writing): string {
  if (source.uid === undefined) {
    const { sameAs: _, ...fields } = source.given
    const made = findOrCreateSource(db, source.document, source.wording, fields, analyst.uid)
    source.uid = made.source
    if (made.created) counts.sources++
  }
  return source.uid
}

/** Writes everything that the file says of a source. */
export function writeSource(source: PlannedSource, writing: Writing): string {
  const uid = ensureSource(source, writing)
  const { sameAs, ...fields } = source.given
  updateSource(writing.db, uid, { ...fields, sameAs: sameAs ? ensureSource(sameAs, writing) : sameAs })
  return uid
}
