import { columnsOf } from '../journal.ts'
import { entriesOf, valuesOf } from '../live-entries.ts'
import { cellsOf, type SharedTable, sharedTables } from '../model.ts'
import {
  identifier,
  joinSql,
  jsonList,
  type ReadableDb,
  type Sql,
  type SqlValue,
  sql,
  type WritableDb,
} from '../sql.ts'
import { vector } from './unite.ts'
import { elsewhere } from './unite-journals.ts'

/** Whether an action is a merge, or the undoing of one: it copied rows and cells instead of writing them. */
export function isExact(db: ReadableDb, action: string): boolean {
  return (
    db.value(sql`select 1 from change where action = ${action} and tbl = 'session' limit 1`) !== undefined
  )
}

/**
 * Originals stay when a merge is undone, as they do when an import is: bytes are not journalled, and without a
 * document they are not seen.
 */
const removable = sharedTables.filter((table) => table !== 'original')

interface ExactChange {
  readonly tbl: SharedTable
  readonly uid: string
  readonly col: string
  readonly before: string
  readonly contested: string | null
}

/**
 * Undoes a merge: rows, cells and the version vector become what they were. An ordinary undo would write, and
 * writing "deleted" would delete the colleague's rows on their side too. Rows made since, which may rest on what
 * came in, go with it; the journal keeps everything for a redo. What this file wrote since and holds still is
 * taken over by the session that begins now, because the restored vector does not know it.
 *
 * Within a transaction under a new session, and within `withoutRecording`.
 */
export function undoMerge(db: WritableDb, merge: string, action: string): void {
  removeRows(db, merge, action)
  for (const change of changesOf(db, merge)) {
    if (exists(db, change)) restore(db, change, action)
  }
  db.run(sql`insert into change (action, tbl, uid, col, before)
    select ${action}, 'session', '', 'vector', ${vector(sql`session`)}`)
  const before = vectorBefore(db, merge)
  db.run(sql`delete from session`)
  writeVector(db, before)
  const unseen = db.column<string>(sql`select ${dot(sql`c.tbl, c.uid, c.col, hex(c.sid), c.seq`)} from cell c
    where not exists (select 1 from session s where s.sid = c.sid and s.seq >= c.seq)`)
  adoptEntries(db, unseen)
}

/** Brings back what {@link undoMerge} took away. Within `withoutRecording`. */
export function redoMerge(db: WritableDb, undoing: string, action: string): void {
  bringRowsBack(db, undoing, action)
  const superseded = unheld(db, undoing)
  for (const change of changesOf(db, undoing)) restore(db, change, action)
  // The vector covers them and they were not held for a while, so others may take them for written over.
  adoptEntries(db, superseded)
  db.run(sql`insert into change (action, tbl, uid, col, before)
    select ${action}, 'session', '', 'vector', ${vector(sql`session`)}`)
  writeVector(db, vectorBefore(db, undoing))
}

function changesOf(db: ReadableDb, action: string): ExactChange[] {
  return db.all<ExactChange>(sql`select tbl, uid, col, before, contested from change
    where action = ${action} and col <> '' and tbl <> 'session' order by n desc`)
}

function exists(db: ReadableDb, { tbl, uid }: ExactChange): boolean {
  return db.value(sql`select 1 from ${identifier(tbl)} where uid = ${uid}`) !== undefined
}

/** Rows that came in with the merge or were made here since then, in the order in which nothing hangs in the air. */
function removeRows(db: WritableDb, merge: string, action: string): void {
  for (const table of removable) {
    const rows = identifier(table)
    const uids = db.column<string>(sql`select distinct c.uid from change c join action a on a.uid = c.action
      where c.tbl = ${table} and c.col = '' and exists (select 1 from ${rows} t where t.uid = c.uid)
        and (a.uid = ${merge} or (a.n > (select n from action where uid = ${merge}) and a.state is not ${elsewhere}))`)
    if (uids.length === 0) continue
    const gone = jsonList(uids)
    db.run(sql`insert into change (action, tbl, uid, col, before, contested)
      select ${action}, ${table}, t.uid, '', ${valuesOf(columnsOf(db.connection, table))},
        (select json_group_array(json_object('col', col, 'sid', hex(sid), 'seq', seq, 'hlc', hlc, 'val', json(val)))
          from cell c where c.tbl = ${table} and c.uid = t.uid)
      from ${rows} t where t.uid in ${gone}`)
    if (table === 'document') {
      db.run(sql`insert into change (action, tbl, uid, col, before)
        select ${action}, 'document_text', document, '', json_object('body', body, 'blocks', blocks, 'sha256', sha256)
        from document_text where document in ${gone}`)
      db.run(sql`delete from document_text where document in ${gone}`)
    }
    db.run(sql`delete from cell where tbl = ${table} and uid in ${gone}`)
    db.run(sql`delete from ${rows} where uid in ${gone}`)
  }
}

function bringRowsBack(db: WritableDb, undoing: string, action: string): void {
  for (const table of removable) {
    const columns = columnsOf(db.connection, table)
    const values = columns.map((column) => sql`json_extract(c.before, ${`$.${column}`})`)
    const removed = sql`from change c where c.action = ${undoing} and c.tbl = ${table} and c.col = ''`
    db.run(sql`insert into ${identifier(table)} (${joinSql(columns.map(identifier), ', ')})
      select ${joinSql(values, ', ')} ${removed}`)
    db.run(sql`insert into cell (tbl, uid, col, sid, seq, hlc, val)
      select c.tbl, c.uid, e.value ->> 'col', unhex(e.value ->> 'sid'), e.value ->> 'seq', e.value ->> 'hlc', e.value -> 'val'
      from change c, json_each(c.contested) e where c.action = ${undoing} and c.tbl = ${table} and c.col = ''`)
    db.run(sql`insert into change (action, tbl, uid, col) select ${action}, c.tbl, c.uid, '' ${removed}`)
  }
  db.run(sql`insert into document_text (document, body, blocks, sha256)
    select uid, before ->> 'body', before ->> 'blocks', before ->> 'sha256' from change
    where action = ${undoing} and tbl = 'document_text'`)
}

/** Sets the columns and the live entries of a cell to what a change says they were, and journals what they are. */
function restore(db: WritableDb, { tbl, uid, col, before, contested }: ExactChange, action: string): void {
  const columns = Object.keys(JSON.parse(before) as Record<string, SqlValue>)
  const rows = identifier(tbl)
  const entries = contested === null ? sql`null` : entriesOf(tbl, col)
  db.run(sql`insert into change (action, tbl, uid, col, before, after, contested)
    select ${action}, ${tbl}, ${uid}, ${col}, ${valuesOf(columns)}, ${before}, ${entries} from ${rows} t where uid = ${uid}`)
  const assignments = columns.map(
    (column) => sql`${identifier(column)} = json_extract(${before}, ${`$.${column}`})`,
  )
  db.run(sql`update ${rows} set ${joinSql(assignments, ', ')} where uid = ${uid}`)
  if (contested === null || !cellsOf(tbl, columnsOf(db.connection, tbl)).has(col)) return
  db.run(sql`delete from cell where tbl = ${tbl} and uid = ${uid} and col = ${col}`)
  db.run(sql`insert into cell (tbl, uid, col, sid, seq, hlc, val)
    select ${tbl}, ${uid}, ${col}, unhex(value ->> 'sid'), value ->> 'seq', value ->> 'hlc', value -> 'val' from json_each(${contested})`)
}

function vectorBefore(db: ReadableDb, action: string): string {
  const before = db.value<string>(
    sql`select before from change where action = ${action} and tbl = 'session' limit 1`,
  )
  return before ?? '[]'
}

/** Adds a version vector to the one that is there. */
function writeVector(db: WritableDb, json: string): void {
  db.run(sql`insert into session (sid, seq, hlc)
    select unhex(value ->> 'sid'), value ->> 'seq', value ->> 'hlc' from json_each(${json}) where true
    on conflict (sid) do update set seq = max(seq, excluded.seq), hlc = max(hlc, excluded.hlc)`)
}

/** The key of a live entry as JSON. */
function dot(key: Sql): Sql {
  return sql`json_array(${key})`
}

/** Entries that an undone merge put away, which are known to this file and live in it no longer. */
function unheld(db: ReadableDb, undoing: string): string[] {
  return db.column<string>(sql`
    select ${dot(sql`x.tbl, x.uid, x.col, x.sid, x.seq`)} from
      (select c.tbl, c.uid, c.col, e.value ->> 'sid' sid, e.value ->> 'seq' seq from change c, json_each(c.contested) e
        where c.action = ${undoing} and c.col not in ('', 'born') and c.tbl <> 'session') x
    where exists (select 1 from session s where s.sid = unhex(x.sid) and s.seq >= x.seq)
      and not exists (select 1 from cell c where (c.tbl, c.uid, c.col, c.sid, c.seq) = (x.tbl, x.uid, x.col, unhex(x.sid), x.seq))`)
}

/** Makes live entries this session's own, in their order, so that its numbers cover them. */
function adoptEntries(db: WritableDb, dots: readonly string[]): void {
  db.run(sql`with adopted as (
      select d.value ->> 0 tbl, d.value ->> 1 uid, d.value ->> 2 col, unhex(d.value ->> 3) sid, d.value ->> 4 seq
      from json_each(${`[${dots.join(',')}]`}) d),
    placed as (select c.tbl, c.uid, c.col, c.sid, c.seq, row_number() over (order by c.hlc, c.sid, c.seq) place
      from adopted a join cell c on (c.tbl, c.uid, c.col, c.sid, c.seq) = (a.tbl, a.uid, a.col, a.sid, a.seq))
    update cell set sid = (select sid from recorder), seq = (select seq from recorder) + p.place
    from placed p where (cell.tbl, cell.uid, cell.col, cell.sid, cell.seq) = (p.tbl, p.uid, p.col, p.sid, p.seq)`)
  db.run(sql`update recorder set seq = seq + ${dots.length}`)
}
