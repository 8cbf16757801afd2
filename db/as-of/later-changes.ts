import { AppError } from '../contract/errors.ts'
import { columnsOf } from '../journal.ts'
import { valuesOf } from '../live-entries.ts'
import { elsewhere } from '../merge/unite-journals.ts'
import { cellsOf, type SharedTable, sharedTables } from '../model.ts'
import { identifier, jsonList, sql, type WritableDb } from '../sql.ts'

/**
 * What this file did after a moment, as the journal has it, in `temp.later`; and in `temp.earliest` the first change
 * of each row (`col` empty) and of each cell among them, which says what was before all of them.
 *
 * What other copies did is left out: it came in by a merge, and that is an action of this file.
 *
 * @param cut number of the last change that stays
 */
export function findLaterChanges(db: WritableDb, cut: number): void {
  // By its number a change is found at once; without, each cell would be looked for among all of them.
  db.connection.exec(`drop table if exists temp.later; drop table if exists temp.earliest;
    create temp table later (n integer primary key, tbl text, uid text, col text, before text, after text, contested text);`)
  db.run(sql`insert into temp.later
    select n, tbl, uid, col, before, after, contested from change c where n > ${cut} and tbl <> 'session'
      and not exists (select 1 from action a where a.uid = c.action and a.state = ${elsewhere})`)
  db.connection.exec(`
    create index temp.later_cell on later (tbl, uid, col, n);
    create temp table earliest as select tbl, uid, col, min(n) n from later group by tbl, uid, col;
    create index temp.earliest_cell on earliest (tbl, col, uid);`)
}

/**
 * Makes sure that the later changes can be taken back: that they are readable, fit this program's tables, and lead
 * without a gap to what is in the project now. It takes turns.
 *
 * @throws AppError `damaged`
 */
export function* requireUnbroken(db: WritableDb): Generator<undefined, void> {
  requireReadable(db)
  for (const table of sharedTables) {
    if (db.value(sql`select 1 from temp.later where tbl = ${table} limit 1`) === undefined) continue
    const cells = cellsOf(table, columnsOf(db.connection, table))
    // Who made a row that two copies made, and when: a merge takes the earlier.
    cells.set('born', ['created_by', 'created_at'])
    const names = ['', ...cells.keys()]
    const strange = sql`select 1 from temp.later where tbl = ${table} and col not in ${jsonList(names)} limit 1`
    if (db.value(strange) !== undefined) throw otherFormat()
    for (const [cell, columns] of cells) {
      yield
      requireChain(db, table, cell, columns)
    }
  }
}

function requireReadable(db: WritableDb): void {
  const known = [...sharedTables, 'document_text']
  const strange = sql`select 1 from temp.later where tbl not in ${jsonList(known)} limit 1`
  if (db.value(strange) !== undefined) throw otherFormat()
  const unreadable = db.value(sql`select 1 from temp.later
    where coalesce(json_valid(before), 1) = 0 or coalesce(json_valid(after), 1) = 0
      or coalesce(json_valid(contested), 1) = 0 or (col <> '' and (before is null or after is null)) limit 1`)
  if (unreadable !== undefined) {
    throw new AppError(
      'damaged',
      'The history is damaged: what was before some of the later changes cannot be read. Verify the project; a backup of that time may help.',
    )
  }
}

/** Of a cell, every change ends where the next one begins, and the last one where the row is now. */
function requireChain(db: WritableDb, table: SharedTable, cell: string, columns: readonly string[]): void {
  const rows = identifier(table)
  const gap = db.value(sql`select 1 from (
      select uid, before, after, lead(before) over (partition by uid order by n) next,
        row_number() over (partition by uid order by n desc) place
      from temp.later where tbl = ${table} and col = ${cell}) l
    left join ${rows} t on t.uid = l.uid
    where json(l.after) is not json(case when l.place > 1 then l.next when t.uid is null then l.after
      else ${valuesOf(columns)} end) limit 1`)
  if (gap === undefined) return
  throw new AppError(
    'damaged',
    'The history has gaps: it does not lead from that time to what is in the project now. This is so after a repair, or where something else than Claimboard has written in the file. A backup of that time may help.',
  )
}

function otherFormat(): AppError {
  return new AppError(
    'conflict',
    'The history of that time is of another format of projects. It can be shown as of any time since the project was brought to this format; before that, use the backup that was made then.',
  )
}
