import { entriesOf, valuesOf } from './live-entries.ts'
import type { SharedTable } from './model.ts'
import { identifier, joinSql, jsonList, type SqlValue, sql, type WritableDb } from './sql.ts'

interface ChangeRow {
  readonly tbl: SharedTable
  readonly uid: string
  readonly col: string
  readonly before: string
  readonly contested: string | null
}

/**
 * Writes every formerly live value of an action's cells again, newest first, under new entries of our own;
 * rows that the action made are marked as deleted.
 */
export function invert(db: WritableDb, action: string): void {
  const updates = db.all<ChangeRow>(
    sql`select tbl, uid, col, before, contested from change where action = ${action} and col <> '' order by n desc`,
  )
  for (const change of updates) restoreCell(db, change)
  const tables = db.column<string>(sql`select distinct tbl from change where action = ${action} and col = ''`)
  for (const tbl of tables) {
    const born = db.column<string>(
      sql`select uid from change where action = ${action} and tbl = ${tbl} and col = ''`,
    )
    db.run(sql`update ${identifier(tbl)} set deleted = 1 where uid in ${jsonList(born)} and deleted = 0`)
  }
}

function restoreCell(db: WritableDb, { tbl, uid, col, before, contested }: ChangeRow): void {
  const columns = Object.entries(JSON.parse(before) as Record<string, SqlValue>)
  const assignments = columns.map(([name, value]) => sql`${identifier(name)} = ${value}`)
  const names = columns.map(([name]) => name)
  // No trigger notices what the row shows already, such as a conflict that was settled by the value that was shown.
  if (contested) keepIfSame(db, { tbl, uid, col, before, contested }, names)
  db.run(sql`update ${identifier(tbl)} set ${joinSql(assignments, ', ')} where uid = ${uid}`)
  if (!contested) return
  db.run(sql`delete from cell where tbl = ${tbl} and uid = ${uid} and col = ${col}`)
  // In SQL, where a number keeps its form: two texts of one value would look like a conflict.
  for (const val of db.column<string>(
    sql`select json_extract(value, '$.val') from json_each(${contested})`,
  )) {
    writeEntry(db, { tbl, uid, col, val })
  }
}

function keepIfSame(db: WritableDb, { tbl, uid, col, before }: ChangeRow, columns: readonly string[]): void {
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
