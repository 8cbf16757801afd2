import { paragraphAt } from '../blocks.ts'
import type { ReadableDb } from '../sql.ts'
import { paragraphsOf } from './document-part.ts'
import type { Names } from './names.ts'
import type { PassageRow } from './passage-batches.ts'
import { Part } from './table.ts'

/** What a row says of its passage. Start and end are UTF-16 code units; paragraphs are numbered from 1. */
export const passageColumns = [
  'passage_id',
  'passage_start',
  'passage_end',
  'passage_paragraph',
  'passage_quote',
  'passage_note',
  'passage_by',
  'passage_at',
] as const

/** @returns a part for each passage of a batch, in its order */
export function passageParts(db: ReadableDb, names: Names, passages: readonly PassageRow[]): Part[] {
  const paragraphs = paragraphsOf(db, [...new Set(passages.map(([, document]) => document))])
  return passages.map(([uid, document, , start, end, quote, note, by, at]) => {
    const paragraph = paragraphAt(paragraphs.get(document) ?? [], start)
    return new Part([uid, start, end, paragraph, quote, note, names.analyst(by), at])
  })
}

export const noPassage = () => new Part(passageColumns.map(() => null))
