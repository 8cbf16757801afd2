import { historyState } from '../../db/history.ts'
import { mergeOperations } from '../../db/merge/unite-journals.ts'
import { jsonList, type ReadableDb, sql } from '../../db/sql.ts'
import type { Memory } from './replicas.ts'

/** The values of cells: of those that were written since their rows were made. */
type Values = ReadonlyMap<string, ReadonlySet<string>>

interface Cell {
  readonly key: string
  /** What the row showed before the action. */
  readonly before: string
  /** Whether the action made the row. */
  readonly born: number
}

const keyOf = sql`tbl || ' ' || uid || ' ' || col`

interface Entry {
  readonly id: string
  readonly key: string
  readonly val: string
}

function entriesOf(db: ReadableDb): Entry[] {
  return db.all<Entry>(sql`select ${keyOf} || ' ' || hex(sid) || ' ' || seq id, ${keyOf} key, val from cell`)
}

function byCell(entries: readonly Entry[]): Values {
  return new Map(
    [...Map.groupBy(entries, ({ key }) => key)].map(([key, of]) => [key, new Set(of.map(({ val }) => val))]),
  )
}

function valuesOf(db: ReadableDb): Values {
  return byCell(entriesOf(db))
}

function cellsOf(db: ReadableDb, action: string): Cell[] {
  return db.all<Cell>(sql`select ${keyOf} key, before,
      exists (select 1 from change b where b.action = c.action and b.tbl = c.tbl and b.uid = c.uid and b.col = '') born
    from change c where action = ${action} and col <> '' and tbl <> 'session' group by key having n = min(n)`)
}

/**
 * Watches undo and redo in copies of a project, whatever happens between and wherever the copies go: what is in a cell
 * afterwards is what was in it before the action (after it, for a redo), and what has come in by merges since. Nothing
 * of what the undone action wrote is left beside that, and nothing of what came in is gone.
 */
export class UndoWatch {
  readonly #done = new Map<string, { before: Values; after: Values }>()
  readonly #arrived = new Map<string, Values>()

  /** Does something in a copy and remembers what cells were before and after it. */
  do<T extends { readonly action: string | undefined }>({ db }: Memory, act: () => T): T {
    const before = valuesOf(db)
    const written = act()
    if (written.action) this.#done.set(written.action, { before, after: valuesOf(db) })
    return written
  }

  /** Takes another copy in and remembers what came, where this one had written the same, too. */
  merge<T extends { readonly action: string | undefined }>({ db }: Memory, act: () => T): T {
    const before = new Set(entriesOf(db).map(({ id }) => id))
    const written = act()
    if (written.action)
      this.#arrived.set(written.action, byCell(entriesOf(db).filter(({ id }) => !before.has(id))))
    return written
  }

  /** Undoes what there is to undo. */
  undo(memory: Memory): void {
    if (historyState(memory.db).undo === null) return
    this.#reverse(memory, 'done', 'before', () => memory.history.undo())
  }

  /** Redoes what there is to redo. */
  redo(memory: Memory): void {
    if (historyState(memory.db).redo === null) return
    this.#reverse(memory, 'undone', 'after', () => memory.history.redo())
  }

  #reverse({ db }: Memory, state: 'done' | 'undone', side: 'before' | 'after', act: () => unknown): void {
    const order = state === 'done' ? sql`n desc` : sql`n`
    const target = db.get<{ uid: string; n: number }>(
      sql`select uid, n from action where state = ${state} order by ${order} limit 1`,
    )
    const known = target && this.#done.get(target.uid)
    const arrived = target ? this.#since(db, target.n) : []
    act()
    // Merges are watched by comparing the whole.
    if (!target || !known) return
    const now = valuesOf(db)
    for (const { key, before, born } of cellsOf(db, target.uid)) {
      const then = known[side].get(key) ?? new Set([before])
      const came = arrived.flatMap((values) => [...(values.get(key) ?? [])])
      // Every write keeps its row, and a row that was made is marked as deleted.
      const marks = key.endsWith(' deleted') ? ['{"deleted":0}', ...(born ? ['{"deleted":1}'] : [])] : []
      const allowed = new Set([...then, ...came, ...marks])
      for (const value of now.get(key) ?? []) {
        if (!allowed.has(value)) {
          throw new Error(
            `${key} holds ${value} after the ${state === 'done' ? 'undo' : 'redo'}, besides ${[...allowed].join(' and ')}.`,
          )
        }
      }
    }
  }

  #since(db: ReadableDb, n: number): Values[] {
    const merges = db.column<string>(
      sql`select uid from action where n > ${n} and operation in ${jsonList(mergeOperations)}`,
    )
    return merges.flatMap((uid) => this.#arrived.get(uid) ?? [])
  }
}
