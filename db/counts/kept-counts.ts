import { type Keeping, kept, type Written } from '../kept.ts'
import type { ReadableDb } from '../sql.ts'

export type Counts = ReadonlyMap<string, number>

export interface Counting {
  readonly cells: Keeping<Counts>['cells']
  /** Counts for everything, or for these ids only; what has none is left out. */
  readonly count: (db: ReadableDb, only?: readonly string[]) => Map<string, number>
  /** The ids whose counts these writes may have changed; undefined where it may be any. */
  readonly touched: (db: ReadableDb, written: readonly Written[]) => ReadonlySet<string> | undefined
}

// Counting one by one goes through indexes, and is quicker than reading whole tables only for a few.
const mostTouched = 30

/** Counts by id that follow the journal: see {@link kept}. */
export function keptCounts({ cells, count, touched }: Counting): (db: ReadableDb) => Counts {
  return kept<Counts>({
    cells,
    make: count,
    follow: (db, counts, written) => {
      const ids = touched(db, written)
      if (ids === undefined || ids.size > mostTouched) return undefined
      const counted = count(db, [...ids])
      const now = new Map(counts)
      for (const id of ids) {
        const found = counted.get(id)
        if (found === undefined) now.delete(id)
        else now.set(id, found)
      }
      return now
    },
  })
}
