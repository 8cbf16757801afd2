import type { SharedTable } from '../model.ts'
import { identifier, type ReadableDb, type SqlValue, sql } from '../sql.ts'

export interface Row {
  readonly table: SharedTable
  readonly uid: string
}

/** One thing to do to put back what was: to write a field, or to take a row away or bring it back by its mark. */
export type Step = Row &
  (
    | {
        readonly does: 'write'
        readonly cell: string
        readonly values: Readonly<Record<string, SqlValue>>
      }
    | { readonly does: 'remove' | 'restore' }
  )

/** A step that the rules of a project do not allow, and why, in words. */
export interface Refused {
  readonly step: Step
  readonly why: string
}

export const keyOf = ({ table, uid }: Row) => `${table} ${uid}`

/** What some steps would come to, before any of them is done. */
export class Plan {
  readonly steps: readonly Step[]
  readonly #db: ReadableDb
  readonly #by: Readonly<Record<Step['does'], ReadonlyMap<string, Step[]>>>
  readonly #covered: ReadonlySet<string>

  /** @param covered rows that go with what is taken away, as parts of it */
  constructor(db: ReadableDb, steps: readonly Step[], covered: readonly Row[]) {
    this.#db = db
    this.steps = steps
    this.#covered = new Set(covered.map(keyOf))
    const of = (does: Step['does']) =>
      Map.groupBy(
        steps.filter((step) => step.does === does),
        keyOf,
      )
    this.#by = { write: of('write'), remove: of('remove'), restore: of('restore') }
  }

  restores(row: Row): boolean {
    return this.#by.restore.has(keyOf(row))
  }

  removes(row: Row): boolean {
    return this.#by.remove.has(keyOf(row)) || this.#covered.has(keyOf(row))
  }

  /** What a column will be; undefined where the plan does not write it. */
  writes(row: Row, column: string): SqlValue | undefined {
    const writing = this.#by.write
      .get(keyOf(row))
      ?.find((step) => step.does === 'write' && column in step.values)
    return writing?.does === 'write' ? writing.values[column] : undefined
  }

  /** Whether a row is seen now. */
  isLive({ table, uid }: Row): boolean {
    return this.#db.value(sql`select 1 from ${identifier(`live_${table}`)} where uid = ${uid}`) !== undefined
  }

  /** Whether a row will be seen; of one that is brought back, its owners are looked at by themselves. */
  willBeLive(row: Row): boolean {
    return !this.removes(row) && (this.restores(row) || this.isLive(row))
  }
}
