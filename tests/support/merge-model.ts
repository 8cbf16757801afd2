import type Database from 'better-sqlite3'
import { cellsOf, type SharedTable, sharedTables } from '../../db/model.ts'

/** One live write of a cell: its dot (sid, seq), its clock and its value as JSON. */
export interface Entry {
  readonly sid: string
  readonly seq: number
  readonly hlc: number
  readonly val: string
}

/**
 * What a replica holds, as the laws of merging speak of it: births, live entries of changed cells, and the
 * version vector. Read from a real project file, so that the laws are checked on what the triggers wrote.
 */
export interface Replica {
  /** table/uid → column values at birth. */
  readonly births: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** table/uid/cell → live entries, sorted by dot. */
  readonly cells: ReadonlyMap<string, readonly Entry[]>
  readonly vector: ReadonlyMap<string, number>
}

export function readReplica(connection: Database.Database): Replica {
  const births = new Map<string, Record<string, unknown>>()
  const born = connection
    .prepare(`select tbl, uid, after from change where col = '' and after is not null order by n`)
    .all()
  for (const { tbl, uid, after } of born as { tbl: string; uid: string; after: string }[]) {
    births.set(`${tbl}/${uid}`, JSON.parse(after))
  }
  const cells = new Map<string, Entry[]>()
  const entries = connection
    .prepare('select tbl, uid, col, hex(sid) sid, seq, hlc, val from cell order by sid, seq')
    .all()
  for (const { tbl, uid, col, ...entry } of entries as ({
    tbl: string
    uid: string
    col: string
  } & Entry)[]) {
    const key = `${tbl}/${uid}/${col}`
    cells.set(key, [...(cells.get(key) ?? []), entry])
  }
  const sessions = connection.prepare('select hex(sid) sid, seq from session').all() as {
    sid: string
    seq: number
  }[]
  return { births, cells, vector: new Map(sessions.map(({ sid, seq }) => [sid, seq])) }
}

/** The merge of the file format's description: births are united, entries that the other side covered are dropped. */
export function mergeReplicas(left: Replica, right: Replica): Replica {
  const cells = new Map<string, Entry[]>()
  for (const key of new Set([...left.cells.keys(), ...right.cells.keys()])) {
    const ours = left.cells.get(key) ?? []
    const theirs = right.cells.get(key) ?? []
    const kept = ours.filter((entry) => holds(theirs, entry) || !covers(right.vector, entry))
    const added = theirs.filter((entry) => !holds(ours, entry) && !covers(left.vector, entry))
    const live = [...kept, ...added].sort(byDot)
    if (live.length > 0) cells.set(key, live)
  }
  const births = new Map<string, Readonly<Record<string, unknown>>>()
  for (const [key, birth] of [...left.births, ...right.births]) {
    const other = births.get(key)
    births.set(key, other ? earlierBirth(other, birth) : birth)
  }
  const vector = new Map(left.vector)
  for (const [sid, seq] of right.vector) vector.set(sid, Math.max(seq, vector.get(sid) ?? 0))
  return { births, cells, vector }
}

/** Every row as the winners of its cells make it; comparable by value, whatever the order of merging. */
export function rowsOf(
  replica: Replica,
  columnsOf: (table: SharedTable) => readonly string[],
): Map<string, unknown> {
  const rows = new Map<string, unknown>()
  for (const [key, birth] of [...replica.births].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const table = key.slice(0, key.indexOf('/')) as SharedTable
    const row: Record<string, unknown> = { ...birth }
    for (const cell of cellsOf(table, columnsOf(table)).keys()) {
      const winner = winnerOf(cell, replica.cells.get(`${key}/${cell}`) ?? [])
      if (winner) Object.assign(row, JSON.parse(winner.val))
    }
    rows.set(key, row)
  }
  return rows
}

/** Cells with more than one live entry of different value. */
export function conflictsOf(replica: Replica): string[] {
  return [...replica.cells]
    .filter(([, entries]) => new Set(entries.map(({ val }) => val)).size > 1)
    .map(([key, entries]) => `${key}: ${[...new Set(entries.map(({ val }) => val))].sort().join(' | ')}`)
    .sort()
}

/** A replica as plain data, for comparison. */
export function plain({ births, cells, vector }: Replica): unknown {
  const sorted = (map: ReadonlyMap<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
  return { births: sorted(births), cells: sorted(cells), vector: sorted(vector) }
}

export function columnsReader(connection: Database.Database): (table: SharedTable) => readonly string[] {
  const columns = new Map(
    sharedTables.map((table) => [
      table,
      (connection.pragma(`main.table_info(${table})`) as { name: string }[]).map(({ name }) => name),
    ]),
  )
  return (table) => columns.get(table) ?? []
}

/** While both marks are live, the one that keeps the row wins. */
function winnerOf(cell: string, entries: readonly Entry[]): Entry | undefined {
  const kept = entries.filter(({ val }) => JSON.parse(val).deleted === 0)
  const candidates = cell === 'deleted' && kept.length > 0 ? kept : entries
  return [...candidates].sort((a, b) => a.hlc - b.hlc || byDot(a, b)).at(-1)
}

function holds(entries: readonly Entry[], { sid, seq }: Entry): boolean {
  return entries.some((entry) => entry.sid === sid && entry.seq === seq)
}

function covers(vector: ReadonlyMap<string, number>, { sid, seq }: Entry): boolean {
  return (vector.get(sid) ?? 0) >= seq
}

function byDot(a: Entry, b: Entry): number {
  return a.sid < b.sid ? -1 : a.sid > b.sid ? 1 : a.seq - b.seq
}

/** Rows with derived ids can be born twice: creator and time take the minimum. */
function earlierBirth(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) {
  const stamp = (row: Readonly<Record<string, unknown>>) =>
    JSON.stringify([row.created_at, row.created_by, row])
  return stamp(a) <= stamp(b) ? a : b
}
