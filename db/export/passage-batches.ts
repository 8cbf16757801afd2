import { type ReadableDb, sql } from '../sql.ts'

/** Rows that one query brings: large enough that a query's start costs nothing, small enough for any memory. */
export const batchSize = 5_000

/** Quotes of a batch together, in UTF-16 code units: a batch ends early where somebody marked whole texts. */
const batchLength = 8_000_000

export type PassageRow = readonly [
  uid: string,
  document: string,
  start: number,
  end: number,
  quote: string,
  note: string | null,
  by: string,
  at: string,
]

type Key = readonly [document: string, start: number, end: number, uid: string]

/** Every passage by document and place, batch by batch, each found by the key of the one before. */
export function* passageBatches(db: ReadableDb): Generator<PassageRow[], void, void> {
  let after: Key = ['', 0, 0, '']
  for (;;) {
    const last = endOfBatch(db, after)
    if (!last) return
    yield db.tuples<PassageRow>(sql`
      select uid, document, start_offset, end_offset, quote, note, created_by, created_at from live_passage
      where (document, start_offset, end_offset, uid) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]})
        and (document, start_offset, end_offset, uid) <= (${last[0]}, ${last[1]}, ${last[2]}, ${last[3]})
      order by document, start_offset, end_offset, uid`)
    after = last
  }
}

/** The key of the last passage of the next batch; an index holds all that this reads. */
function endOfBatch(db: ReadableDb, after: Key): Key | undefined {
  const keys = db.tuples<Key>(sql`
    select document, start_offset, end_offset, uid from passage
    where (document, start_offset, end_offset, uid) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]})
    order by document, start_offset, end_offset, uid limit ${batchSize}`)
  let length = 0
  const tooLong = keys.findIndex(([, start, end]) => {
    length += end - start
    return length > batchLength
  })
  return tooLong > 0 ? keys[tooLong - 1] : tooLong === 0 ? keys[0] : keys.at(-1)
}

/** How many passages there are, deleted ones included: counting those that are visible would cost a tenth of an export. */
export function passageCount(db: ReadableDb): number {
  return db.value<number>(sql`select count(*) from passage`) ?? 0
}
