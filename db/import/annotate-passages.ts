import { createPassage } from '../passages.ts'
import type { AnnotatedDocuments } from './annotate-documents.ts'
import type { Place } from './annotate-lines.ts'
import { ensureTag, type PlannedTag } from './annotate-tags.ts'
import type { Writing } from './annotate-writing.ts'

/** A passage that the file names, by its place: an analyst has one passage at a place. */
export interface PlannedPassage {
  readonly document: string
  readonly start: number
  readonly end: number
  note: string | undefined
  uid: string | undefined
}

export class AnnotatedPassages {
  readonly #documents: AnnotatedDocuments
  readonly #known = new Map<string, PlannedPassage>()

  constructor(documents: AnnotatedDocuments) {
    this.#documents = documents
  }

  /** @throws AppError `invalid` as `AnnotatedDocuments.place` */
  plan(where: Place, note?: string | null): PlannedPassage {
    const { document, start, end } = this.#documents.place(where)
    const key = `${document}:${start}:${end}`
    const passage = this.#known.get(key) ?? { document, start, end, note: undefined, uid: undefined }
    this.#known.set(key, passage)
    if (note != null) passage.note = note
    return passage
  }

  /** @returns the passage's id; it is made where it is new */
  ensure(passage: PlannedPassage, writing: Writing): string {
    return passage.uid ?? this.write(passage, [], writing)
  }

  write(passage: PlannedPassage, tags: readonly PlannedTag[], writing: Writing): string {
    const { db, analyst, counts } = writing
    const { document, start, end, note = null } = passage
    const uids = tags.map((tag) => ensureTag(tag, writing))
    const text = this.#documents.text(document)
    const made = createPassage(db, { document, start, end, tags: uids, note }, analyst, text)
    passage.uid = made.passage
    counts.passages += Number(made.created)
    counts.taggings += made.taggings
    return made.passage
  }
}
