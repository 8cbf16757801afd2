import { randomBytes } from 'node:crypto'
import type Database from 'better-sqlite3'
import { AppError } from '../contract/errors.ts'
import { newUid } from '../ids.ts'
import {
  columnsOf,
  installJournal,
  newSession,
  startRecording,
  stopRecording,
  withoutRecording,
} from '../journal.ts'
import { cellsOf, type SharedTable, sharedTables } from '../model.ts'
import { removeHistory } from '../publication.ts'
import { identifier, joinSql, sql, type WritableDb, wrapConnection } from '../sql.ts'
import { installVisibility } from '../visibility.ts'
import { findLaterChanges, requireUnbroken } from './later-changes.ts'

/**
 * Makes of a copy of a project what the project was after one of its changes: every later change of this file is
 * taken back, undoing and merging included, which are changes like any other. Rows of later are removed for good,
 * rows that the undoing of a merge removed are back, and the conflicts of then are conflicts.
 *
 * The result is a project of its own: it has a new id, and neither history nor versions of cells nor a version
 * vector, but for what its conflicts need. Nothing of it can be merged into the project where it comes from.
 *
 * @param copy an ordinary file that nobody else has open, with no journal on the connection
 * @param cut number of the last change that stays
 * @param at the time of that change, in milliseconds since 1970: the clock of conflicts of then
 * It takes turns: ended at one of them, the copy is as it was.
 *
 * @throws AppError `damaged` where the history does not say what was before
 */
export function* goBack(copy: Database.Database, cut: number, at: number): Generator<undefined, void> {
  copy.pragma('foreign_keys = off')
  installVisibility(copy)
  // For its triggers on the full-text index, which follow every row.
  installJournal(copy)
  const db = wrapConnection(copy)
  copy.exec('begin immediate')
  try {
    findLaterChanges(db, cut)
    yield
    yield* requireUnbroken(db)
    const session = newSession(copy)
    startRecording(copy, session, '')
    for (const table of sharedTables) yield* reverseTable(db, table, at)
    withoutRecording(copy, () => {
      restoreTexts(db)
      separate(db, at)
    })
    stopRecording(copy, session)
    yield
    if ((copy.pragma('foreign_key_check') as unknown[]).length > 0) {
      throw new AppError(
        'damaged',
        'The history does not lead back to a whole project: some rows of that time cannot be found any more. Verify the project.',
      )
    }
    copy.exec('commit')
  } finally {
    if (copy.inTransaction) copy.exec('rollback')
  }
}

function* reverseTable(db: WritableDb, table: SharedTable, at: number): Generator<undefined, void> {
  if (db.value(sql`select 1 from temp.earliest where tbl = ${table} limit 1`) === undefined) return
  const { connection } = db
  withoutRecording(connection, () => {
    bringBack(db, table, at)
    removeLater(db, table)
  })
  const cells = cellsOf(table, columnsOf(db.connection, table))
  cells.set('born', ['created_by', 'created_at'])
  for (const [cell, columns] of cells) {
    yield
    withoutRecording(connection, () => reverseCell(db, table, cell, columns, at))
  }
}

/** The first later change of the rows of a table: their removal by the undoing of a merge, or their birth. */
const firstOfRow = (table: SharedTable) => sql`temp.earliest e join temp.later l on l.n = e.n
  where e.tbl = ${table} and e.col = ''`

/** Rows that were there then and were removed since; those that have come back since are made anew as well. */
function bringBack(db: WritableDb, table: SharedTable, at: number): void {
  const rows = identifier(table)
  const removed = sql`${firstOfRow(table)} and l.before is not null`
  if (db.value(sql`select 1 from ${removed} limit 1`) === undefined) return
  const columns = columnsOf(db.connection, table)
  const values = columns.map((column) => sql`json_extract(l.before, ${`$.${column}`})`)
  db.run(sql`delete from cell where tbl = ${table} and uid in (select e.uid from ${removed})`)
  db.run(sql`delete from ${rows} where uid in (select e.uid from ${removed})`)
  db.run(sql`insert into ${rows} (${joinSql(columns.map(identifier), ', ')})
    select ${joinSql(values, ', ')} from ${removed}`)
  db.run(sql`insert into cell (tbl, uid, col, sid, seq, hlc, val)
    select e.tbl, e.uid, v.value ->> 'col', ${ownSid}, l.n * ${mostEntries} + v.key, coalesce(v.value ->> 'hlc', ${at}), v.value -> 'val'
    from ${sql`temp.earliest e join temp.later l on l.n = e.n, json_each(l.contested) v`}
    where e.tbl = ${table} and e.col = '' and l.before is not null`)
}

/** Stands for the session that entries have until they get their own: none of 16 bytes. */
const ownSid = Buffer.from([0])

/** More live entries than a cell has: numbers of entries that come from different changes do not meet. */
const mostEntries = 1_000_000

/** Rows that were not there then. A text and an original's bytes go with the row that they belong to. */
function removeLater(db: WritableDb, table: SharedTable): void {
  const born = sql`select e.uid from ${firstOfRow(table)} and l.before is null`
  if (table === 'document') db.run(sql`delete from document_text where document in (${born})`)
  if (table === 'original') db.run(sql`delete from original_bytes where original in (${born})`)
  db.run(sql`delete from cell where tbl = ${table} and uid in (${born})`)
  db.run(sql`delete from ${identifier(table)} where uid in (${born})`)
}

/** Sets a cell of every row to what was before its first later change, with the entries that were live. */
function reverseCell(
  db: WritableDb,
  table: SharedTable,
  cell: string,
  columns: readonly string[],
  at: number,
): void {
  // What the row was when it was removed is newer than what was before an earlier change of a cell, and older than
  // what was before a later one, made after it had come back.
  const first = sql`temp.earliest e join temp.later l on l.n = e.n
    where e.tbl = ${table} and e.col = ${cell} and not exists (
      select 1 from temp.earliest r where r.tbl = e.tbl and r.col = '' and r.uid = e.uid and r.n < e.n)`
  if (db.value(sql`select 1 from ${first} limit 1`) === undefined) return
  const assignments = columns.map(
    (column) => sql`${identifier(column)} = json_extract(f.before, ${`$.${column}`})`,
  )
  db.run(sql`update ${identifier(table)} as t set ${joinSql(assignments, ', ')}
    from (select e.uid uid, l.before before from ${first}) f where f.uid = t.uid`)
  db.run(sql`delete from cell where tbl = ${table} and col = ${cell} and uid in (select e.uid from ${first})`)
  db.run(sql`insert into cell (tbl, uid, col, sid, seq, hlc, val)
    select f.tbl, f.uid, f.col, ${ownSid}, f.n * ${mostEntries} + v.key, coalesce(v.value ->> 'hlc', ${at}), v.value -> 'val'
    from (select e.tbl tbl, e.uid uid, e.col col, l.n n, l.contested contested from ${first}) f, json_each(f.contested) v
    where exists (select 1 from ${identifier(table)} t where t.uid = f.uid)`)
}

/** The texts of documents that the undoing of a merge removed. */
function restoreTexts(db: WritableDb): void {
  db.run(sql`insert into document_text (document, body, blocks, sha256)
    select e.uid, l.before ->> 'body', l.before ->> 'blocks', l.before ->> 'sha256'
    from temp.earliest e join temp.later l on l.n = e.n
    where e.tbl = 'document_text' and e.uid in (select uid from document)
      and e.uid not in (select document from document_text)`)
}

/**
 * Takes away what ties a copy to the other copies of its project. Of the versions of cells, those that are in
 * conflict stay, because they are part of what the project said; they become writes of a session of their own.
 */
function separate(db: WritableDb, at: number): void {
  removeHistory(db.connection)
  db.connection.exec(`
    create temp table conflicting as select * from cell where (tbl, uid, col) in (
      select tbl, uid, col from cell group by tbl, uid, col having count(distinct val) > 1);
    delete from cell;
    delete from session;`)
  const sid = randomBytes(16)
  db.run(sql`insert into cell (tbl, uid, col, sid, seq, hlc, val)
    select tbl, uid, col, ${sid}, row_number() over (order by hlc, sid, seq), hlc, val from temp.conflicting`)
  db.run(sql`insert into session (sid, seq, hlc)
    select ${sid}, count(*), max(${at}, max(hlc)) from cell having count(*) > 0`)
  db.connection.exec('drop table temp.conflicting; drop table temp.later; drop table temp.earliest;')
  for (const uid of db.column<string>(sql`select uid from project`)) {
    db.run(sql`update project set uid = ${newUid()} where uid = ${uid}`)
  }
}
