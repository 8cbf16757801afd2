import { entriesOf, valuesOf } from './live-entries.ts'
import { mergeOperations } from './merge/unite-journals.ts'
import type { SharedTable } from './model.ts'
import { identifier, joinSql, jsonList, type ReadableDb, type SqlValue, sql, type WritableDb } from './sql.ts'

interface ChangeRow {
  readonly tbl: SharedTable
  readonly uid: string
  readonly col: string
  readonly before: string
  readonly after: string
  readonly contested: string | null
}

type CellKey = Pick<ChangeRow, 'tbl' | 'uid' | 'col'>

/** A live entry as others wrote it. */
interface Entry {
  readonly sid: string
  readonly seq: number
  readonly hlc: number
  readonly val: string
}

/**
 * Writes every formerly live value of an action's cells again, newest first, under new entries of our own;
 * rows that the action made are marked as deleted.
 *
 * What came out of a team folder since then was not there when the action was done, and is not taken back with it: it
 * stays beside the former value, as a conflict, and a row that others worked on stays until somebody chooses.
 */
export function invert(db: WritableDb, action: string): void {
  const since = exchangesSince(db, action)
  const marks = arrivedMarks(db, since)
  const updates = db.all<ChangeRow>(
    sql`select tbl, uid, col, before, after, contested from change where action = ${action} and col <> '' order by n desc`,
  )
  for (const change of updates) restoreCell(db, change, arrivedIn(db, since, change, change.after))
  const tables = db.column<SharedTable>(
    sql`select distinct tbl from change where action = ${action} and col = ''`,
  )
  for (const tbl of tables) {
    const born = db.column<string>(
      sql`select uid from change where action = ${action} and tbl = ${tbl} and col = ''`,
    )
    for (const uid of touched(db, since, tbl, born)) markBeside(db, since, { tbl, uid, col: 'deleted' })
    const alone = sql`not exists (select 1 from cell c where c.tbl = ${tbl} and c.uid = ${identifier(tbl)}.uid
      and c.col = 'deleted' and c.val = ${gone})`
    const unmarked = since.length === 0 ? sql`` : sql` and ${alone}`
    db.run(
      sql`update ${identifier(tbl)} set deleted = 1 where uid in ${jsonList(born)} and deleted = 0${unmarked}`,
    )
  }
  // Every write keeps its row and its owners, over whatever mark was there: an undo does not decide that.
  for (const { key, entry } of marks) putBack(db, key, entry)
}

/** The marks of rows, kept or deleted, that came in with these merges. */
function arrivedMarks(db: ReadableDb, since: readonly string[]): { key: CellKey; entry: Entry }[] {
  if (since.length === 0) return []
  const keys = db.all<CellKey>(sql`select distinct tbl, uid, col from change
    where action in ${jsonList(since)} and col = 'deleted'`)
  return keys.flatMap((key) => arrivedIn(db, since, key, there).map((entry) => ({ key, entry })))
}

const gone = '{"deleted":1}'
const there = '{"deleted":0}'

/** Copies of others that came in after an action and stay when it is undone. */
function exchangesSince(db: ReadableDb, action: string): string[] {
  return db.column<string>(sql`select uid from action where n > (select n from action where uid = ${action})
    and kind = 'do' and state is null and operation in ${jsonList(mergeOperations)} order by n`)
}

/**
 * The live entries of a cell that came in with these merges.
 *
 * @param written what this file had written: an undo or redo of its own may have written that anew since
 */
function arrivedIn(
  db: ReadableDb,
  since: readonly string[],
  { tbl, uid, col }: CellKey,
  written: string,
): Entry[] {
  if (since.length === 0) return []
  const before = db.value<string>(sql`select contested from change where tbl = ${tbl} and uid = ${uid}
    and col = ${col} and action in ${jsonList(since)} order by n limit 1`)
  if (before === undefined) return []
  return db.all<Entry>(sql`select hex(sid) sid, seq, hlc, val from cell c
    where tbl = ${tbl} and uid = ${uid} and col = ${col}
      and not exists (select 1 from json_each(${before}) e where e.value ->> 'sid' = hex(c.sid) and e.value ->> 'seq' = c.seq)
      and not (sid = (select sid from recorder) and val = ${written}) order by hlc, sid, seq`)
}

/** Of some rows those on whose mark others wrote. */
function touched(
  db: ReadableDb,
  since: readonly string[],
  tbl: SharedTable,
  uids: readonly string[],
): string[] {
  if (since.length === 0) return []
  return db.column<string>(sql`select distinct uid from change where action in ${jsonList(since)}
    and tbl = ${tbl} and col = 'deleted' and uid in ${jsonList(uids)}`)
}

/** Marks a row as deleted where others have kept it: both marks are live, and it stays until somebody chooses. */
function markBeside(db: WritableDb, since: readonly string[], key: CellKey): void {
  const kept = arrivedIn(db, since, key, there)
  if (kept.some(({ val }) => val === there)) writeBeside(db, key, kept)
}

function writeBeside(db: WritableDb, key: CellKey, kept: readonly Entry[]): void {
  const { tbl, uid, col } = key
  keepChange(db, { ...key, before: there }, ['deleted'])
  db.run(sql`delete from cell where tbl = ${tbl} and uid = ${uid} and col = ${col}`)
  writeEntry(db, { ...key, val: gone })
  for (const entry of kept) putBack(db, key, entry)
}

function restoreCell(db: WritableDb, change: ChangeRow, kept: readonly Entry[]): void {
  const { tbl, uid, col, before, contested } = change
  const columns = Object.entries(JSON.parse(before) as Record<string, SqlValue>)
  const assignments = columns.map(([name, value]) => sql`${identifier(name)} = ${value}`)
  const names = columns.map(([name]) => name)
  const several = contested !== null || kept.length > 0
  if (before === gone && kept.some(({ val }) => val === there)) {
    writeBeside(db, change, kept)
    return
  }
  // No trigger notices what the row shows already, such as a conflict that was settled by the value that was shown.
  if (several) keepChange(db, change, names)
  db.run(sql`update ${identifier(tbl)} set ${joinSql(assignments, ', ')} where uid = ${uid}`)
  if (!several) return
  db.run(sql`delete from cell where tbl = ${tbl} and uid = ${uid} and col = ${col}`)
  // In SQL, where a number keeps its form: two texts of one value would look like a conflict.
  const former =
    contested === null
      ? [before]
      : db.column<string>(sql`select json_extract(value, '$.val') from json_each(${contested})`)
  for (const val of former) writeEntry(db, { tbl, uid, col, val })
  for (const entry of kept) putBack(db, change, entry)
}

/** Journals a cell whose row shows its former value already, with the entries that it has. */
function keepChange(
  db: WritableDb,
  { tbl, uid, col, before }: CellKey & Pick<ChangeRow, 'before'>,
  columns: readonly string[],
): void {
  const values = valuesOf(columns)
  db.run(sql`insert into change (action, tbl, uid, col, before, after, contested)
    select (select action from recorder), ${tbl}, ${uid}, ${col}, ${before}, ${before}, ${entriesOf(tbl, col)}
    from ${identifier(tbl)} t where uid = ${uid} and ${values} = json(${before})`)
}

/** Adds a live entry of this session to a cell. */
function writeEntry(
  db: WritableDb,
  { tbl, uid, col, val }: { tbl: string; uid: string; col: string; val: string },
): void {
  db.run(sql`update recorder set seq = seq + 1`)
  db.run(sql`insert into cell (tbl, uid, col, sid, seq, hlc, val)
    select ${tbl}, ${uid}, ${col}, sid, seq, hlc, ${val} from recorder`)
}

/** Adds an entry as somebody else wrote it; the version vector knows it. */
function putBack(db: WritableDb, { tbl, uid, col }: CellKey, { sid, seq, hlc, val }: Entry): void {
  db.run(sql`insert or ignore into cell (tbl, uid, col, sid, seq, hlc, val)
    values (${tbl}, ${uid}, ${col}, unhex(${sid}), ${seq}, ${hlc}, ${val})`)
}
