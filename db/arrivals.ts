import { elsewhere, mergeOperations } from './merge/unite-journals.ts'
import { model, type SharedTable, sharedTables } from './model.ts'
import { identifier, jsonList, type ReadableDb, sql } from './sql.ts'

/** One cell of one row. */
export interface CellKey {
  readonly tbl: SharedTable
  readonly uid: string
  readonly col: string
}

/** A live entry of a cell. */
export interface Entry {
  readonly sid: string
  readonly seq: number
  readonly hlc: number
  readonly val: string
}

export const gone = '{"deleted":1}'
export const there = '{"deleted":0}'

/** Writes of one session of another copy that a merge brought: numbers above `from`, up to `to`. */
interface Brought {
  readonly sid: string
  readonly from: number
  readonly to: number
}

/**
 * What came in by merges after an action, which stays when the action is undone or redone.
 *
 * Who wrote an entry is told by the version vectors that merges keep in the journal: what no merge brought was written by
 * this file, in this session or an earlier one. What this file wrote in a cell since then is either what the action had
 * left there, written anew by undoing and redoing, or a value that had come in, written anew by undoing what was done
 * about it. The first is taken back, the second is not.
 */
export class Arrivals {
  readonly #db: ReadableDb
  readonly #merges: readonly string[]
  readonly #brought: readonly Brought[]

  constructor(db: ReadableDb, action: string) {
    this.#db = db
    this.#merges =
      db.column<string>(sql`select uid from action where n > (select n from action where uid = ${action})
      and kind = 'do' and state is null and operation in ${jsonList(mergeOperations)} order by n`)
    this.#brought = this.none
      ? []
      : db.all<Brought>(sql`select r.value ->> 'sid' sid, coalesce(b.value ->> 'seq', 0) "from", r.value ->> 'seq' "to"
          from change c join json_each(c.after) r left join json_each(c.before) b on b.value ->> 'sid' = r.value ->> 'sid'
          where c.action in ${jsonList(this.#merges)} and c.tbl = 'session'`)
  }

  /** Whether nothing can have come in. */
  get none(): boolean {
    return this.#merges.length === 0
  }

  /**
   * The live entries of a cell that came in.
   *
   * @param change number of the action's change of this cell
   */
  in(cell: CellKey, change: number): Entry[] {
    const before = this.#before(cell)
    if (before === undefined) return []
    if (cell.col === 'deleted') return this.#marksIn(cell, before)
    const left = this.#leftBy(cell, change)
    return this.#live(cell).filter((entry) => {
      if (this.#isForeign(entry)) return true
      const place = left.indexOf(entry.val)
      if (place >= 0) left.splice(place, 1)
      return place < 0 && !holds(before, entry)
    })
  }

  /** The marks of a row, kept or deleted, that came in. */
  marks(row: Omit<CellKey, 'col'>): Entry[] {
    const cell = { ...row, col: 'deleted' }
    const before = this.#before(cell)
    return before === undefined ? [] : this.#marksIn(cell, before)
  }

  /** Rows whose marks came in. */
  marked(): Omit<CellKey, 'col'>[] {
    if (this.none) return []
    return this.#db.all(sql`select distinct tbl, uid from change
      where action in ${jsonList(this.#merges)} and col = 'deleted'`)
  }

  /** Every write keeps its row, so a mark of ours says so for others as well where they worked on the row. */
  #marksIn(cell: CellKey, before: readonly Entry[]): Entry[] {
    const ours = (entry: Entry) => !this.#isForeign(entry) && (entry.val === there || holds(before, entry))
    const live = this.#live(cell)
    const came = live.filter((entry) => !ours(entry))
    if (came.some(({ val }) => val === there) || !this.#workedOn(cell)) return came
    return live.filter((entry) => !ours(entry) || entry.val === there)
  }

  /** Whether others wrote in a row, or hung something on it, and not only marked it. */
  #workedOn({ tbl, uid }: CellKey): boolean {
    const merges = jsonList(this.#merges)
    const written = sql`select 1 from change where tbl = ${tbl} and uid = ${uid}
      and col not in ('', 'deleted', 'born') and action in ${merges} limit 1`
    if (this.#db.value(written) !== undefined) return true
    return sharedTables.some((owned) =>
      Object.entries(model[owned].owners).some(
        ([column, owner]) =>
          owner === tbl &&
          this.#db.value(sql`select 1 from ${identifier(owned)} t where t.${identifier(column)} = ${uid}
            and exists (select 1 from change c where c.tbl = ${owned} and c.uid = t.uid and c.col = ''
              and c.action in ${merges}) limit 1`) !== undefined,
      ),
    )
  }

  /** The entries that a cell had before the first of these merges that changed it; undefined where none did. */
  #before({ tbl, uid, col }: CellKey): Entry[] | undefined {
    if (this.none) return undefined
    const contested =
      this.#db.value<string>(sql`select contested from change where tbl = ${tbl} and uid = ${uid}
      and col = ${col} and action in ${jsonList(this.#merges)} order by n limit 1`)
    return contested === undefined ? undefined : (JSON.parse(contested) as Entry[])
  }

  #live({ tbl, uid, col }: CellKey): Entry[] {
    return this.#db.all<Entry>(sql`select hex(sid) sid, seq, hlc, val from cell
      where tbl = ${tbl} and uid = ${uid} and col = ${col} order by hlc, sid, seq`)
  }

  /** The values that a change left in its cell: what the next one of this file found there. */
  #leftBy({ tbl, uid, col }: CellKey, change: number): string[] {
    const next = sql`select before, contested from change c where tbl = ${tbl} and uid = ${uid} and col = ${col}
      and n > ${change} and not exists (select 1 from action a where a.uid = c.action and a.state = ${elsewhere})
      order by n limit 1`
    // In SQL, where a number keeps its form.
    return this.#db.column<string>(sql`select coalesce(json_extract(e.value, '$.val'), x.before)
      from (${next}) x left join json_each(nullif(x.contested, '[]')) e`)
  }

  #isForeign({ sid, seq }: Entry): boolean {
    return this.#brought.some((range) => range.sid === sid && range.from < seq && seq <= range.to)
  }
}

function holds(entries: readonly Entry[], { sid, seq }: Entry): boolean {
  return entries.some((entry) => entry.sid === sid && entry.seq === seq)
}
