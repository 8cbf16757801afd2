import { cellWords } from './cell-words.ts'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { Conflict, ConflictValue } from './contract/merge.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { columnsOf } from './journal.ts'
import { valuesOf } from './live-entries.ts'
import { elsewhere, mergeOperations } from './merge/unite-journals.ts'
import { cellsOf, type SharedTable, sharedTables } from './model.ts'
import { documentOf, pageOf } from './row-place.ts'
import { isSharedTable, kindOf, kindsOf, titleOf } from './row-words.ts'
import { updateRow } from './rows.ts'
import { identifier, jsonList, type ReadableDb, type SqlValue, sql, type WritableDb } from './sql.ts'
import { fieldWords } from './value-words.ts'

/** The address of a cell. */
export interface CellKey {
  readonly table: SharedTable
  readonly uid: string
  readonly cell: string
}

/** Cells of visible rows with more than one live value, by table, row and cell. */
export function conflictKeys(db: ReadableDb, table?: SharedTable): CellKey[] {
  return (table ? [table] : sharedTables).flatMap((name) =>
    db
      // What is visible is asked of the few that conflict, not of every cell that was ever written.
      .all<Pick<CellKey, 'uid' | 'cell'>>(sql`select uid, cell from (select uid, col cell from cell
          where tbl = ${name} group by uid, col having count(*) > 1 and count(distinct val) > 1) c
        where exists (select 1 from ${identifier(`live_${name}`)} t where t.uid = c.uid) order by uid, cell`)
      .map((key) => ({ table: name, ...key })),
  )
}

/** A conflict in words, with what each side wrote, who did and when. */
export function describeConflict(db: ReadableDb, key: CellKey): Conflict {
  const { table, uid, cell } = key
  return {
    table,
    uid,
    cell,
    kind: kindOf(table),
    title: titleOf(db, table, uid),
    field: fieldWords(cell),
    document: documentOf(db, table, uid),
    page: pageOf(db, table, uid),
    writable: isText(key),
    values: valuesInConflict(db, key).map(({ id, val, hlc, side, shown }) => {
      const at = new Date(hlc).toISOString()
      const { text, fields } = cellWords(db, table, cell, JSON.parse(val))
      return { id, text, fields, ...writerOf(db, key, val, hlc), at, side, shown }
    }),
  }
}

interface LiveValue {
  readonly id: string
  readonly val: string
  readonly hlc: number
  readonly shown: boolean
  readonly side: ConflictValue['side']
}

/** The different values of a cell, each by its latest write; the one that is shown first, then the latest first. */
function valuesInConflict(db: ReadableDb, { table, uid, cell }: CellKey): LiveValue[] {
  const columns = columnsOfCell(db, table, cell)
  const current = db.value<string>(
    sql`select ${valuesOf(columns)} from ${identifier(table)} t where uid = ${uid}`,
  )
  const ours = oursBefore(db, { table, uid, cell })
  const seen = new Set<string>()
  return db
    .all<{ id: string; val: string; hlc: number }>(sql`select hex(sid) || ':' || seq id, val, hlc from cell
      where tbl = ${table} and uid = ${uid} and col = ${cell} order by val = ${current ?? ''} desc, hlc desc, sid desc, seq desc`)
    .filter(({ val }) => !seen.has(val) && seen.add(val))
    .map((entry, index) => ({
      ...entry,
      shown: index === 0,
      side: ours && (ours.includes(entry.val) ? 'ours' : 'theirs'),
    }))
}

const merges = jsonList(mergeOperations)

/** The values that this copy held before the merge that brought a conflict; null where no merge of ours did. */
function oursBefore(db: ReadableDb, { table, uid, cell }: CellKey): string[] | null {
  const before = db.get<{ contested: string; before: string }>(sql`
    select c.contested, c.before from change c join action a on a.uid = c.action
    where c.tbl = ${table} and c.uid = ${uid} and c.col = ${cell} and a.operation in ${merges} and a.kind = 'do'
      and a.state is not ${elsewhere} and c.contested is not null order by c.n desc limit 1`)
  if (!before) return null
  const held = db.column<string>(sql`select value -> 'val' from json_each(${before.contested})`)
  return held.length > 0 ? held : [before.before]
}

function columnsOfCell(db: ReadableDb, table: SharedTable, cell: string): string[] {
  const columns = cellsOf(table, columnsOf(db.connection, table)).get(cell)
  if (!columns) throw new AppError('not-found', 'There is no such field.')
  return columns
}

/** Texts of one line or several, which may be written anew; not what links to something or is out of a vocabulary. */
const texts = [
  'title',
  'question',
  'assumptions',
  'name',
  'description',
  'note',
  'body',
  'statement',
  'wording',
  'label',
  'affiliation',
  'access',
] as const

function isText({ cell }: CellKey): boolean {
  return texts.some((text) => text === cell)
}

/** Milliseconds within which an action's end is near enough to the clock of its writes to be the one. */
const nearMs = 60_000

/**
 * Who wrote an entry, and of a row that another deleted what they did with it. Entries say when and in which
 * session, not who: the journal knows it of the action that wrote this value into this cell, or, where a write
 * elsewhere kept the row alive, of the one of that time.
 */
function writerOf(db: ReadableDb, { table, uid, cell }: CellKey, val: string, hlc: number) {
  // The clock stands at the beginning of a transaction, the action's time at its end.
  const late = sql`((julianday(a.at) - 2440587.5) * 86400000 - ${hlc})`
  const nearest = sql`${late} < -1, abs(${late})`
  const found =
    db.get<Writer>(sql`select a.uid action, a.analyst from change c join action a on a.uid = c.action
      where c.tbl = ${table} and c.uid = ${uid} and c.col = ${cell} and c.after = ${val} and a.operation not in ${merges}
      order by ${nearest} limit 1`) ??
    db.get<Writer>(sql`select a.uid action, a.analyst from action a
      where a.operation not in ${merges} and abs(${late}) < ${nearMs} order by ${nearest} limit 1`)
  const did = cell === 'deleted' ? deedOf(db, { table, uid }, val, found?.action) : null
  if (!found) return { analyst: null, analystName: null, did }
  const name = db.value<string>(sql`select name from analyst where uid = ${found.analyst}`)
  return { analyst: found.analyst, analystName: name ?? null, did }
}

interface Writer {
  readonly action: string
  readonly analyst: string
}

/** What somebody did who deleted a row, or who kept it by working on it or on what belongs to it. */
function deedOf(
  db: ReadableDb,
  { table, uid }: Omit<CellKey, 'cell'>,
  val: string,
  action: string | undefined,
): string {
  if (val === '{"deleted":1}') return 'deleted it'
  if (action === undefined) return 'kept it'
  const cells = db.column<string>(sql`select col from change where action = ${action} and tbl = ${table}
    and uid = ${uid} and col not in ('', 'born', 'deleted') and before is not after group by col order by min(n)`)
  if (cells.length > 0) return `changed its ${cells.map((cell) => fieldWords(cell).toLowerCase()).join(', ')}`
  const parts = db.column<string>(
    sql`select tbl from change where action = ${action} group by tbl order by min(n)`,
  )
  // An analyst's first action brings their name along.
  const others = parts.filter(
    (name) => name !== table && name !== 'analyst' && isSharedTable(name),
  ) as SharedTable[]
  return others.length > 0 ? `worked on its ${others.map(kindsOf).join(', ')}` : 'kept it'
}

function requireKey(
  db: ReadableDb,
  { table, uid, cell }: { table: string; uid: string; cell: string },
): CellKey {
  if (!isSharedTable(table)) throw new AppError('not-found', 'There is no such kind of thing in a project.')
  columnsOfCell(db, table, cell)
  if (db.value(sql`select 1 from ${identifier(`live_${table}`)} where uid = ${uid}`) === undefined) {
    throw new AppError('not-found', `This ${kindOf(table).toLowerCase()} is no longer in the project.`)
  }
  return { table, uid, cell }
}

/**
 * Writes one value over every live one: an ordinary write, which travels and can be undone.
 *
 * @param val the cell's columns as JSON text, as an entry holds them
 */
function settle(db: WritableDb, { table, uid, cell }: CellKey, val: string): void {
  const values = JSON.parse(val) as Record<string, SqlValue>
  const columns = columnsOfCell(db, table, cell)
  const row = sql`${identifier(table)} t where t.uid = ${uid}`
  if (db.value<string>(sql`select ${valuesOf(columns)} from ${row}`) !== val) {
    updateRow(db, table, uid, values)
    return
  }
  // The row shows it already, so no trigger on it would notice.
  db.run(sql`insert into change (action, tbl, uid, col, before, after)
    select action, ${table}, ${uid}, ${cell}, ${val}, ${val} from recorder`)
  if (cell !== 'deleted') db.run(sql`insert into keep_alive (tbl, uid) values (${table}, ${uid})`)
}

function resolve(db: WritableDb, { by, ...where }: Input<'conflicts.resolve'>): void {
  const key = requireKey(db, where)
  if ('write' in by) {
    if (!isText(key)) throw new AppError('invalid', 'This cannot be written: choose one of the values.')
    const values = valuesInConflict(db, key)
    const required = values.every(({ val }) => Object.values(JSON.parse(val) as object)[0] !== null)
    if (required && by.write.trim() === '')
      throw new AppError('invalid', 'Write a text, or choose one of the values.')
    const val = db.value<string>(sql`select json_object(${key.cell}, ${by.write === '' ? null : by.write})`)
    settle(db, key, val ?? '')
    return
  }
  const chosen = valuesInConflict(db, key).find(({ id }) => id === by.take)
  if (!chosen) {
    throw new AppError('conflict', 'This value was written over in the meantime. Look at the conflict again.')
  }
  settle(db, key, chosen.val)
}

function resolveAll(db: WritableDb, { rule, table }: Input<'conflicts.resolveAll'>) {
  const keys = conflictKeys(db, requireTable(table))
  // All of them are chosen before the first is written: a write keeps its row, which settles another conflict.
  const chosen = keys.flatMap((key) => {
    const values = valuesInConflict(db, key)
    const wanted = rule === 'newest' ? values : values.filter(({ side }) => side === rule)
    const latest = [...wanted].sort((x, y) => y.hlc - x.hlc)[0]
    return latest ? [{ key, val: latest.val }] : []
  })
  for (const { key, val } of chosen) settle(db, key, val)
  const resolved = chosen.length
  return { resolved, left: keys.length - resolved }
}

function requireTable(table: string | undefined): SharedTable | undefined {
  if (table === undefined || isSharedTable(table)) return table
  throw new AppError('invalid', 'There is no such kind of thing in a project.', { field: 'table' })
}

export const conflictHandlers: QueryHandlers<'conflicts.list'> &
  CommandHandlers<'conflicts.resolve' | 'conflicts.resolveAll'> = {
  'conflicts.list': (db, { table, limit, offset }) => {
    const wanted = requireTable(table)
    const all = conflictKeys(db)
    const shown = wanted ? all.filter((key) => key.table === wanted) : all
    const counts = new Map<SharedTable, number>()
    for (const key of all) counts.set(key.table, (counts.get(key.table) ?? 0) + 1)
    return {
      conflicts: shown.slice(offset, offset + limit).map((key) => describeConflict(db, key)),
      total: shown.length,
      kinds: [...counts].map(([name, count]) => ({ table: name, kind: kindsOf(name), count })),
    }
  },
  'conflicts.resolve': (db, input) => {
    resolve(db, input)
    return {}
  },
  'conflicts.resolveAll': (db, input, { relabel }) => {
    const result = resolveAll(db, input)
    if (result.resolved > 1) relabel(`Resolve ${result.resolved} conflicts`)
    return result
  },
}
