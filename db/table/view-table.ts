import type { TableView } from '../contract/evidence-table.ts'
import { batchLength, batchSize } from '../export/passage-batches.ts'
import type { ExportTable } from '../export/table.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import type { RowKey } from './knowledge.ts'
import { rowList } from './row-list.ts'
import { pickTableColumns, rowMaker } from './row-maker.ts'

/**
 * What the evidence table shows, for an export: its rows in its order, with its columns in theirs.
 *
 * @throws AppError `invalid` for columns that there are not and tests that do not suit them
 */
export function viewTable(db: ReadableDb, view: TableView): ExportTable {
  const list = rowList(db, view)
  return {
    name: view.shape,
    columns: pickTableColumns(db, view.shape, view.columns),
    total: list.length,
    rows: function* (emit) {
      const make = rowMaker(db, view.shape)
      let done = 0
      for (const keys of batches(db, list)) {
        for (const row of make(keys)) emit(row)
        done += keys.length
        yield done
      }
    },
  }
}

/** Stretches of a list whose rows can be held at once: shorter ones where somebody marked whole texts. */
function* batches(db: ReadableDb, list: readonly RowKey[]): Generator<readonly RowKey[], void, void> {
  for (let from = 0; from < list.length; ) {
    const next = list.slice(from, from + batchSize)
    const lengths = new Map(
      db.tuples<[string, number]>(sql`select uid, end_offset - start_offset from passage
        where uid in ${jsonList(next.flatMap(([passage]) => passage ?? []))}`),
    )
    let length = 0
    const tooLong = next.findIndex(([passage]) => {
      length += lengths.get(passage ?? '') ?? 0
      return length > batchLength
    })
    const batch = tooLong < 0 ? next : next.slice(0, Math.max(1, tooLong))
    yield batch
    from += batch.length
  }
}
