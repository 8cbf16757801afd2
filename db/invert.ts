import { Arrivals, type CellKey, type Entry, gone, there } from './arrivals.ts'
import { entriesOf, valuesOf } from './live-entries.ts'
import type { SharedTable } from './model.ts'
import { removeRows } from './rows.ts'
import { identifier, joinSql, type SqlValue, sql, type WritableDb } from './sql.ts'

interface ChangeRow extends CellKey {
  readonly n: number
  readonly before: string
  readonly contested: string | null
}

/**
 * Writes every formerly live value of an action's cells again, newest first, under new entries of our own;
 * rows that the action made are marked as deleted.
 *
 * What came out of a team folder since then was not there when the action was done, and is not taken back with it: it
 * stays beside the former value, as a conflict, and a row that others worked on stays until somebody chooses.
 */
export function invert(db: WritableDb, action: string): void {
  const arrivals = new Arrivals(db, action)
  const marks = arrivals.marked().flatMap((row) => arrivals.marks(row).map((entry) => ({ row, entry })))
  const updates = db.all<ChangeRow>(
    sql`select n, tbl, uid, col, before, contested from change where action = ${action} and col <> '' order by n desc`,
  )
  for (const change of updates) restoreCell(db, change, arrivals.in(change, change.n))
  const tables = db.column<SharedTable>(
    sql`select distinct tbl from change where action = ${action} and col = ''`,
  )
  for (const tbl of tables) {
    const born = db.column<string>(
      sql`select uid from change where action = ${action} and tbl = ${tbl} and col = ''`,
    )
    removeRows(db, tbl, arrivals.none ? born : born.filter((uid) => !markBeside(db, { tbl, uid }, arrivals)))
  }
  // Every write keeps its row and its owners, over whatever mark was there: an undo does not decide that.
  for (const { row, entry } of marks) putBack(db, { ...row, col: 'deleted' }, entry)
}

/**
 * Marks a row as deleted where others have kept it: both marks are live, and it stays until somebody chooses.
 *
 * @returns false where nobody has kept it
 */
function markBeside(db: WritableDb, row: Omit<CellKey, 'col'>, arrivals: Arrivals): boolean {
  const kept = arrivals.marks(row)
  const stays = kept.some(({ val }) => val === there)
  if (stays) writeBeside(db, { ...row, col: 'deleted' }, kept)
  return stays
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
