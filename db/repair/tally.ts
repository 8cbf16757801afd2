import type { SalvagedKind } from '../contract/repair.ts'
import { isSharedTable, kindsOf } from '../row-words.ts'

interface Counts {
  read: number
  rebuilt: number
  lost: number
  /** Rows that were seen and could not be read; some may have been rebuilt since. */
  missed: number
  gaps: boolean
}

/** Counts what a repair could read, table by table. */
export class Tally {
  readonly #tables = new Map<string, Counts>()

  #of(table: string): Counts {
    let counts = this.#tables.get(table)
    if (!counts) {
      counts = { read: 0, rebuilt: 0, lost: 0, missed: 0, gaps: false }
      this.#tables.set(table, counts)
    }
    return counts
  }

  read(table: string): void {
    this.#of(table).read++
  }

  rebuilt(table: string): void {
    this.#of(table).rebuilt++
  }

  lost(table: string, count = 1): void {
    this.#of(table).lost += count
  }

  missed(table: string, count: number, gaps: boolean): void {
    const counts = this.#of(table)
    counts.missed += count
    counts.gaps ||= gaps
  }

  /** Whether all of a table could be read. */
  whole(table: string): boolean {
    const { missed, gaps } = this.#of(table)
    return missed === 0 && !gaps
  }

  /** Rows of all tables that were read. */
  get total(): number {
    return [...this.#tables.values()].reduce((sum, { read }) => sum + read, 0)
  }

  kinds(): SalvagedKind[] {
    return [...this.#tables].map(([table, { read, rebuilt, lost }]) => {
      return { table, kind: nameOfTable(table), read, rebuilt, lost }
    })
  }
}

/** Tables that no analyst reads of elsewhere, or that a repair has to tell apart. */
const ownNames: Readonly<Record<string, string>> = {
  document_text: 'texts',
  original_bytes: 'originals',
  original: 'entries of originals',
  action: 'actions of the history',
  change: 'changes in the history',
  cell: 'marks for merging',
  session: 'sessions',
}

/** What the rows of a table are, in the plural. */
export function nameOfTable(table: string): string {
  return ownNames[table] ?? (isSharedTable(table) ? kindsOf(table) : table)
}
