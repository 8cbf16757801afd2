import { columnsOf } from '../journal.ts'
import { entriesOf, valuesOf } from '../live-entries.ts'
import { cellsOf, model, type SharedTable, sharedTables } from '../model.ts'
import { identifier, joinSql, type ReadableDb, type Sql, sql, type WritableDb } from '../sql.ts'
import { takeBodies, takeRows, uniteBirths } from './unite-rows.ts'

/** The name under which the other project is attached while it is merged: a private copy that was checked. */
export const otherSchema = 'other'

/** A cell as the columns that only make sense together, of one table. */
interface Cell {
  readonly table: SharedTable
  readonly name: string
  readonly columns: readonly string[]
}

/**
 * Takes the attached project's rows, live writes of cells and version vector into ours (`main`), in the sense of
 * a state-based CRDT: what both do in whatever order comes to the same. Entries of ours that the other one has
 * seen and holds no longer are dropped; entries of theirs that we have not seen come in; every row shows the
 * winners. What is done is written to the journal under `action`, so that it can be undone exactly.
 *
 * Within a transaction, and within `withoutRecording`: nothing of it is a write of this session.
 *
 * @returns whether rows or cells of ours changed
 */
export function unite(db: WritableDb, action: string): boolean {
  keepVector(db, action)
  const came = takeRows(db, action)
  const changed = uniteCells(db, action)
  const rebirths = uniteBirths(db, action)
  takeBodies(db)
  db.run(sql`insert into main.session (sid, seq, hlc) select sid, seq, hlc from other.session where true
    on conflict (sid) do update set seq = max(seq, excluded.seq), hlc = max(hlc, excluded.hlc)`)
  return came || changed || rebirths
}

/**
 * The whole of the version vector as it was: undoing a merge takes back what we claim to have seen. And of which sessions
 * writes come in: what others wrote is told from what this file wrote by that.
 */
function keepVector(db: WritableDb, action: string): void {
  db.run(sql`insert into main.change (action, tbl, uid, col, before, after)
    select ${action}, 'session', '', 'vector', ${vector(sql`main.session`)},
      (select json_group_array(json_object('sid', hex(o.sid), 'seq', o.seq) order by o.sid) from other.session o
        where not exists (select 1 from main.session s where s.sid = o.sid and s.seq >= o.seq))`)
}

/** A version vector as JSON. */
export function vector(table: Sql): Sql {
  return sql`(select json_group_array(json_object('sid', hex(sid), 'seq', seq, 'hlc', hlc) order by sid) from ${table})`
}

function uniteCells(db: WritableDb, action: string): boolean {
  findChanges(db)
  const touched = db.value(sql`select 1 from temp.touched limit 1`) !== undefined
  const cells = touchedCells(db)
  for (const cell of cells) keepCell(db, cell, action)
  applyEntries(db)
  for (const cell of cells) showWinners(db, cell)
  for (const cell of cells) keepResult(db, cell, action)
  db.connection.exec('drop table temp.arriving; drop table temp.superseded; drop table temp.touched;')
  return touched
}

/** Finds which entries come in, which ones go, and the cells of rows that were here before whose entries change. */
function findChanges(db: WritableDb): void {
  db.connection.exec(`
    create temp table arriving (tbl text, uid text, col text, sid blob, seq integer, hlc integer, val text);
    create temp table superseded (tbl text, uid text, col text, sid blob, seq integer);
    create temp table touched (tbl text, uid text, col text, primary key (tbl, uid, col)) without rowid;
    insert into superseded select c.tbl, c.uid, c.col, c.sid, c.seq from main.cell c
      join other.session s on s.sid = c.sid and s.seq >= c.seq
      where not exists (select 1 from other.cell o where (o.tbl, o.uid, o.col, o.sid, o.seq) = (c.tbl, c.uid, c.col, c.sid, c.seq));`)
  for (const table of sharedTables) {
    if (db.value(sql`select 1 from other.cell where tbl = ${table} limit 1`) === undefined) continue
    const names = [...cellsOf(table, columnsOf(db.connection, table)).keys()]
    // Entries of rows or cells that there are not, as a file from elsewhere may hold, stay where they are.
    db.run(sql`insert into arriving select o.* from other.cell o
      where o.tbl = ${table} and o.col in (select value from json_each(${JSON.stringify(names)}))
        and exists (select 1 from ${identifier(table)} t where t.uid = o.uid)
        and not exists (select 1 from main.cell c where (c.tbl, c.uid, c.col, c.sid, c.seq) = (o.tbl, o.uid, o.col, o.sid, o.seq))
        and (not exists (select 1 from main.session s where s.sid = o.sid and s.seq >= o.seq)
          or exists (select 1 from temp.newcomer n where n.tbl = o.tbl and n.uid = o.uid))`)
  }
  db.connection.exec(`
    insert or ignore into touched select tbl, uid, col from superseded;
    insert or ignore into touched select tbl, uid, col from arriving
      where not exists (select 1 from temp.newcomer n where n.tbl = arriving.tbl and n.uid = arriving.uid);`)
}

function touchedCells(db: WritableDb): Cell[] {
  const names = db.all<{ table: SharedTable; name: string }>(
    sql`select distinct tbl "table", col name from temp.touched order by 1, 2`,
  )
  return names.flatMap(({ table, name }) => {
    if (!sharedTables.includes(table)) return []
    const columns = cellsOf(table, columnsOf(db.connection, table)).get(name)
    return columns ? [{ table, name, columns }] : []
  })
}

/** Journals a cell as it was, with every entry that was live. */
function keepCell(db: WritableDb, { table, name, columns }: Cell, action: string): void {
  db.run(sql`insert into main.change (action, tbl, uid, col, before, contested)
    select ${action}, ${table}, t.uid, ${name}, ${valuesOf(columns)}, ${entriesOf(table, name)}
    from temp.touched x join main.${identifier(table)} t on t.uid = x.uid where x.tbl = ${table} and x.col = ${name}`)
}

function keepResult(db: WritableDb, { table, name, columns }: Cell, action: string): void {
  db.run(sql`update main.change set after = (select ${valuesOf(columns)} from main.${identifier(table)} t where t.uid = change.uid)
    where action = ${action} and tbl = ${table} and col = ${name}`)
}

function applyEntries(db: WritableDb): void {
  db.connection.exec(`
    delete from main.cell where (tbl, uid, col, sid, seq) in (select tbl, uid, col, sid, seq from temp.superseded);
    insert into main.cell (tbl, uid, col, sid, seq, hlc, val) select tbl, uid, col, sid, seq, hlc, val from temp.arriving;`)
}

/** Of the live entries the greatest (hlc, sid, seq) wins; while both marks are live, the one that keeps the row. */
function showWinners(db: WritableDb, { table, name, columns }: Cell): void {
  const value = (column: string) => sql`json_extract(w.val, ${`$.${column}`})`
  const assignments = columns.map((column) => sql`${identifier(column)} = ${value(column)}`)
  // A row that shows its winner already is left alone: most of those that somebody kept alive.
  const differs = columns.map((column) => sql`t.${identifier(column)} is not ${value(column)}`)
  const kept = name === 'deleted' ? sql`json_extract(c.val, '$.deleted'), ` : sql``
  db.run(sql`update main.${identifier(table)} as t set ${joinSql(assignments, ', ')}
    from (select c.uid, c.val, row_number() over (partition by c.uid order by ${kept}c.hlc desc, c.sid desc, c.seq desc) place
      from temp.touched x join main.cell c on c.tbl = x.tbl and c.uid = x.uid and c.col = x.col
      where x.tbl = ${table} and x.col = ${name}) w
    where w.place = 1 and w.uid = t.uid and (${joinSql(differs, ' or ')})`)
}

/** Whether the attached project holds anything that ours has not: the cheap question before a snapshot is made. */
export function hasNews(db: ReadableDb): boolean {
  const unseen = sql`select 1 from other.session o
    where not exists (select 1 from main.session s where s.sid = o.sid and s.seq >= o.seq)`
  if (db.value(sql`${unseen} limit 1`) !== undefined) return true
  return sharedTables.some((table) => {
    const rows = identifier(table)
    const earlier = model[table].derived
      ? sql` or (o.created_at, o.created_by) < (t.created_at, t.created_by)`
      : sql``
    return (
      db.value(sql`select 1 from other.${rows} o left join main.${rows} t on t.uid = o.uid
        where t.uid is null${earlier} limit 1`) !== undefined
    )
  })
}
