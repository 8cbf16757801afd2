import type { Input, Output } from '../contract/contract.ts'
import type { ReadableDb } from '../sql.ts'
import { knowledgeOf } from './knowledge.ts'
import { orderName } from './orders.ts'
import { rowList } from './row-list.ts'

// Whoever scrolls or writes goes first.
const quietMs = 500

// Fewer rows are sorted in a moment without it.
const fewestRows = 5_000

// More would keep the project from being closed for seconds, while one column of them is sorted.
const mostRows = 500_000

// The first columns, which most people sort by, are ready a second after the table was opened; a thread of its own for
// each would take longer to start than to work.
const columnsAtOnce = 3

export interface ForesightOptions {
  readonly db: ReadableDb
  /** Runs `evidence.orders` beside what else is done with the project. */
  readonly make: (input: Input<'evidence.orders'>) => Promise<Output<'evidence.orders'>>
  readonly onFailure: (error: unknown) => void
}

export interface Foresight {
  /** Somebody looks at the table. */
  seen(asked: Input<'evidence.rows'>): void
  stop(): void
}

/**
 * Finds out how rows stand by each column that the table shows, when nobody asks for anything, so that a click on
 * its head sorts at once. What was found out holds until something in the project changes.
 */
export function foresee({ db, make, onFailure }: ForesightOptions): Foresight {
  let timer: NodeJS.Timeout | undefined
  let running = false
  let last: Input<'evidence.rows'> | null = null

  async function prepare(): Promise<void> {
    if (!last || running) return
    running = true
    try {
      const made = await look(last)
      // Something was written meanwhile, and the table has been asked for anew.
      if (!made && last) wait()
    } catch (error) {
      if (last) onFailure(error)
    } finally {
      running = false
    }
  }

  /** @returns false where what was found out does not hold any more */
  async function look({ shape, columns: shown, filter }: Input<'evidence.rows'>): Promise<boolean> {
    // What a filter leaves is put in order by itself.
    if (filter.length > 0) return true
    const { version, orders } = knowledgeOf(db)
    const count = rowList(db, { shape, filter: [], sort: [] }).length
    const columns = shown.filter((column) => !orders.has(orderName(shape, column)))
    if (columns.length === 0 || count < fewestRows || count > mostRows) return true
    for (let from = 0; from < columns.length; from += columnsAtOnce) {
      const found = await make({ shape, columns: columns.slice(from, from + columnsAtOnce) })
      if (knowledgeOf(db).version !== version) return false
      for (const [column, places] of Object.entries(found.orders)) {
        orders.set(orderName(shape, column), places)
      }
    }
    return true
  }

  function wait(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void prepare(), quietMs)
  }

  return {
    seen: (asked) => {
      last = asked
      wait()
    },
    stop: () => {
      clearTimeout(timer)
      last = null
    },
  }
}
