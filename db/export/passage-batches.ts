import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { documentParts } from './document-part.ts'
import type { Names } from './names.ts'
import type { Part } from './table.ts'
import type { TagSet } from './tags.ts'

/**
 * Rows that one query brings. Measured on 200,000: 500 at a time take a fifth less time and half the memory of
 * 5,000, because they are gone before the garbage collector moves them to the old generation.
 */
export const batchSize = 500

/** Quotes of a batch together, in UTF-16 code units: a batch ends early where somebody marked whole texts. */
export const batchLength = 8_000_000

export type PassageRow = readonly [
  uid: string,
  document: string,
  tags: TagSet,
  start: number,
  end: number,
  quote: string,
  note: string | null,
  by: string,
  at: string,
]

const passageFields = sql`uid, document,
  (select group_concat(tag) from tagging where tagging.passage = passage.uid and tagging.deleted = 0),
  start_offset, end_offset, quote, note, created_by, created_at`

type Key = readonly [document: string, start: number, end: number, uid: string]

export interface PassageBatch {
  readonly passages: readonly PassageRow[]
  readonly documents: ReadonlyMap<string, Part>
}

/**
 * Every visible passage with its document, by document and place: batch by batch, each found by the key of the
 * one before. What cannot be seen of a batch is its own mark and its document's, so those are asked for.
 */
export function* passageBatches(db: ReadableDb, names: Names): Generator<PassageBatch, void, void> {
  let after: Key = ['', 0, 0, '']
  for (;;) {
    const last = endOfBatch(db, after)
    if (!last) return
    const rows = db.tuples<PassageRow>(sql`
      select ${passageFields} from passage
      where deleted = 0 and (document, start_offset, end_offset, uid) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]})
        and (document, start_offset, end_offset, uid) <= (${last[0]}, ${last[1]}, ${last[2]}, ${last[3]})
      order by document, start_offset, end_offset, uid`)
    const documents = documentParts(db, names, [...new Set(rows.map(([, document]) => document))])
    yield { passages: rows.filter(([, document]) => documents.has(document)), documents }
    after = last
  }
}

/** Visible passages by their ids, in the order asked for. */
export function passageBatch(db: ReadableDb, names: Names, uids: readonly string[]): PassageBatch {
  const rows = new Map(
    db
      .tuples<PassageRow>(sql`select ${passageFields} from passage where uid in ${jsonList(uids)}`)
      .map((row) => [row[0], row]),
  )
  const passages = uids.map((uid) => rows.get(uid) as PassageRow)
  return {
    passages,
    documents: documentParts(db, names, [...new Set(passages.map(([, document]) => document))]),
  }
}

/** The key of the last passage of the next batch; an index holds all that this reads. */
function endOfBatch(db: ReadableDb, after: Key): Key | undefined {
  const keys = db.tuples<Key>(sql`
    select document, start_offset, end_offset, uid from passage
    where deleted = 0 and (document, start_offset, end_offset, uid) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]})
    order by document, start_offset, end_offset, uid limit ${batchSize}`)
  let length = 0
  const tooLong = keys.findIndex(([, start, end]) => {
    length += end - start
    return length > batchLength
  })
  return tooLong > 0 ? keys[tooLong - 1] : tooLong === 0 ? keys[0] : keys.at(-1)
}
