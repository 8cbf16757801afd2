import { randomBytes } from 'node:crypto'
import type Database from 'better-sqlite3'
import { cellsOf, model, type SharedTable, sharedTables } from './model.ts'
import { searchableText } from './text/searchable.ts'

/**
 * The journal's recording, generated from the schema as TEMP triggers on a writable connection, so that no
 * operation can forget it and the file itself carries no trigger.
 *
 * Every change to a shared row becomes a row of `change` under the current action and keeps the multi-value
 * cells that merging needs: a write replaces a cell's live entries by one of this session, writes the
 * row's `deleted = 0`, and a new row writes its owners' `deleted = 0`. Searched columns go to the full-text
 * index at the end of the same transaction.
 */
export function installJournal(connection: Database.Database): void {
  connection.function('searchable_text', { deterministic: true }, (text) =>
    typeof text === 'string' ? searchableText(text) : null,
  )
  // `first_seq` and `first_change` tell what this transaction wrote: a cell written since then has its dot already,
  // and a row born since then is known to nobody else.
  connection.exec(`
    create temp table recorder (action text, sid blob, seq integer, first_seq integer, first_change integer, hlc integer, copying integer);
    insert into recorder values (null, null, 0, 0, 0, 0, 0);
  `)
  // Texts wait here for the end of the transaction: a statement with triggers begins with a savepoint, at which
  // FTS5 writes what it holds to the disk, and a segment for every row makes an import ten times as long.
  // The body of a document is read where it is.
  connection.exec('create temp table unindexed (n integer primary key, body text, document text)')
  // Said once: repeated for every cell of every table, the same text takes most of the time of opening a project.
  connection.exec(changedCellTrigger + keepAliveTrigger)
  for (const table of sharedTables) connection.exec(recordTriggers(table, columnsOf(connection, table)))
  connection.exec(
    sharedTables
      .filter((table) => model[table].searched.length > 0)
      .map(indexTriggers)
      .join('\n'),
  )
  connection.exec(`
    create temp trigger index_text after insert on main.document_text begin
      insert into search_entry (tbl, uid, col) values ('document', new.document, 'body');
      insert into unindexed (n, document) values (last_insert_rowid(), new.document);
    end;
    create temp trigger forget_text after delete on main.document_text begin
      ${forgetEntries(`tbl = 'document' and uid = old.document and col = 'body'`)}
    end;
    create temp trigger freeze_text before update on main.document_text begin
      select raise(abort, 'texts never change after import');
    end;`)
}

/** Columns of a table, in the schema's order. */
export function columnsOf(connection: Database.Database, table: string): string[] {
  const columns = connection.pragma(`main.table_info(${table})`) as { name: string }[]
  return columns.map(({ name }) => name)
}

/**
 * Runs what copies rows and cells as they are, a merge or its undoing, without recording them as writes of
 * this session; the search index is kept all the same. Within a transaction, which puts the switch back where `body`
 * throws.
 */
export function withoutRecording<T>(connection: Database.Database, body: () => T): T {
  connection.exec('update temp.recorder set copying = 1')
  const value = body()
  connection.exec('update temp.recorder set copying = 0')
  return value
}

/** Starts (or, for a task that commits in steps, continues) recording under an action. Within a transaction. */
export function startRecording(connection: Database.Database, session: Session, action: string): void {
  connection
    .prepare(`update temp.recorder set action = ?, sid = ?, seq = ?, first_seq = ?, hlc = ?,
      first_change = (select coalesce(max(n), 0) + 1 from change)`)
    .run(action, session.sid, session.seq, session.seq + 1, Math.max(Date.now(), session.seenHlc + 1))
}

/** Stops recording and keeps the session's place in the version vector. Within the same transaction. */
export function stopRecording(connection: Database.Database, session: Session): Session {
  const { seq, hlc } = connection.prepare('select seq, hlc from temp.recorder').get() as {
    seq: number
    hlc: number
  }
  connection.prepare('update temp.recorder set action = null').run()
  const indexed = connection
    .prepare(
      `insert into search_index (rowid, body) select n, searchable_text(coalesce(u.body, t.body))
        from unindexed u left join document_text t using (document) order by n`,
    )
    .run()
  if (indexed.changes > 0) connection.prepare('delete from unindexed').run()
  if (seq === session.seq) return session
  connection
    .prepare(
      'insert into session (sid, seq, hlc) values (?, ?, ?) on conflict (sid) do update set seq = excluded.seq, hlc = excluded.hlc',
    )
    .run(session.sid, seq, hlc)
  return { ...session, seq, seenHlc: hlc }
}

/** One writable opening of the file: a fresh random id, so that copies and restored backups never share one. */
export interface Session {
  readonly sid: Uint8Array
  /** Number of the last cell entry that this session wrote. */
  readonly seq: number
  /** The latest hybrid logical clock (milliseconds) that this file has seen. */
  readonly seenHlc: number
}

export function newSession(connection: Database.Database): Session {
  return { sid: randomBytes(16), seq: 0, seenHlc: latestClock(connection) }
}

/** The latest hybrid logical clock that any session of this file has written. */
export function latestClock(connection: Database.Database): number {
  return connection.prepare('select coalesce(max(hlc), 0) from session').pluck().get() as number
}

const whileRecording = 'when (select copying from recorder) = 0'

function recordTriggers(table: SharedTable, columns: readonly string[]): string {
  const cells = [...cellsOf(table, columns)]
  return `
    create temp trigger record_insert_${table} after insert on main.${table} ${whileRecording} begin
      insert into change (action, tbl, uid, col, after)
        values ((select action from recorder), '${table}', new.uid, '', ${objectOf('new', columns)});
      ${model[table].derived ? cells.map(([cell, members]) => writeCell(`'${table}'`, `'${cell}'`, objectOf('new', members))).join('') : ''}
      ${keepOwners(table, () => 'true')}
    end;
    create temp trigger record_update_${table} after update on main.${table} ${whileRecording} begin
      ${recordCells(table, cells)}
      ${keepRow(table, cells)}
      ${keepOwners(table, (column) => `new.deleted < old.deleted or ${changedIn([column])}`)}
    end;
    create temp trigger refuse_delete_${table} before delete on main.${table} ${whileRecording} begin
      select raise(abort, 'rows of ${table} are deleted by mark');
    end;`
}

/**
 * Journals those cells of an updated row that changed; {@link changedCellTrigger} does what is the same for all of them.
 * One statement for all cells: each statement of a trigger begins anew with every row, and most cells do not change.
 */
function recordCells(table: SharedTable, cells: readonly (readonly [string, readonly string[]])[]): string {
  const changed = cells.map(
    ([cell, members]) =>
      `select '${cell}' as col, ${objectOf('old', members)} as before, ${objectOf('new', members)} as after where ${changedIn(members)}`,
  )
  return `
      insert into change (action, tbl, uid, col, before, after)
        select (select action from recorder), '${table}', new.uid, col, before, after
        from (${changed.join(' union all ')});`
}

/** Keeps with a change the entries that were live if they were several, and writes the cell. */
const changedCellTrigger = `
    create temp trigger write_changed_cell after insert on main.change
      ${whileRecording} and new.col <> '' begin
      update change set contested = (select json_group_array(json_object('val', json(val)) order by hlc, sid, seq)
          from cell where tbl = new.tbl and uid = new.uid and col = new.col)
        where n = new.n
          and (select count(*) from cell where tbl = new.tbl and uid = new.uid and col = new.col) > 1;
      ${writeCell('new.tbl', 'new.col', 'new.after')}
    end;`

/** Replaces the live entries of a cell of the row `new.uid` by one new entry of this session. */
function writeCell(table: string, cell: string, value: string): string {
  return `
      delete from cell where tbl = ${table} and uid = new.uid and col = ${cell};
      update recorder set seq = seq + 1;
      insert into cell (tbl, uid, col, sid, seq, hlc, val)
        select ${table}, new.uid, ${cell}, sid, seq, hlc, ${value} from recorder;`
}

/** An edit keeps its row alive: it writes `deleted = 0` unless the edit is itself about the mark. */
function keepRow(table: SharedTable, cells: readonly (readonly [string, readonly string[]])[]): string {
  const others = cells.filter(([cell]) => cell !== 'deleted').flatMap(([, members]) => members)
  if (others.length === 0) return ''
  return keepAlive(
    table,
    'new.uid',
    `old.deleted is new.deleted and new.deleted = 0 and (${changedIn(others)})`,
  )
}

/** A row that is new, brought back or moved keeps what it belongs to alive. */
function keepOwners(table: SharedTable, condition: (column: string) => string): string {
  return Object.entries(model[table].owners)
    .map(([column, owner]) =>
      keepAlive(owner, `new.${column}`, `new.${column} is not null and (${condition(column)})`),
    )
    .join('')
}

/** Keeps a row alive where the condition holds and it is not deleted: see {@link keepAliveTrigger}. */
function keepAlive(table: SharedTable, uid: string, condition: string): string {
  return `
      insert into keep_alive (tbl, uid) select '${table}', ${uid}
        where ${condition} and exists (select 1 from ${table} where uid = ${uid} and deleted = 0);`
}

/**
 * Keeping a row alive settles whether it shall be deleted, where that was in conflict. The row itself does not change,
 * so the journal is told here, for an undo to bring the conflict back; what it is told writes the cell.
 */
const keepContested = `insert into change (action, tbl, uid, col, before, after)
        select action, new.tbl, new.uid, 'deleted', '{"deleted":0}', '{"deleted":0}' from recorder
        where (select count(*) from cell where tbl = new.tbl and uid = new.uid and col = 'deleted') > 1;`

/**
 * Writes `deleted = 0` into a row's cell, once a transaction: its dot is what a concurrent delete has not seen.
 * A row born in the same transaction needs none, since nobody else knows it yet.
 */
const keepAliveTrigger = `
    create temp view keep_alive as select '' as tbl, '' as uid;
    create temp trigger keep_row_alive instead of insert on keep_alive
      when not exists (select 1 from cell c, recorder r
          where c.tbl = new.tbl and c.uid = new.uid and c.col = 'deleted' and c.sid = r.sid and c.seq >= r.first_seq)
        and not exists (select 1 from change c, recorder r
          where c.tbl = new.tbl and c.uid = new.uid and c.col = '' and c.n >= r.first_change)
    begin
      ${keepContested}
      ${writeCell('new.tbl', `'deleted'`, `'{"deleted":0}'`)}
    end;`

/** The full-text index follows the rows whoever writes them. */
function indexTriggers(table: SharedTable): string {
  const { searched } = model[table]
  return `
    create temp trigger index_insert_${table} after insert on main.${table} begin
      ${searched.map((column) => indexColumn(table, column, `new.${column} is not null`)).join('')}
    end;
    create temp trigger index_update_${table} after update of ${searched.join(', ')} on main.${table} begin
      ${searched.map((column) => reindexColumn(table, column)).join('')}
    end;
    create temp trigger index_delete_${table} after delete on main.${table} begin
      ${searched.map((column) => forgetEntries(`tbl = '${table}' and uid = old.uid and col = '${column}'`)).join('')}
    end;`
}

function indexColumn(table: SharedTable, column: string, condition: string): string {
  return `
      insert into search_entry (tbl, uid, col) select '${table}', new.uid, '${column}' where ${condition};
      insert into unindexed (n, body)
        select n, new.${column} from search_entry
        where tbl = '${table}' and uid = new.uid and col = '${column}' and ${condition};`
}

function reindexColumn(table: SharedTable, column: string): string {
  const changed = changedIn([column])
  return `
      ${forgetEntries(`tbl = '${table}' and uid = new.uid and col = '${column}' and ${changed}`)}
      ${indexColumn(table, column, `new.${column} is not null and ${changed}`)}`
}

function forgetEntries(condition: string): string {
  return `
      delete from search_index where rowid in (select n from search_entry where ${condition});
      delete from unindexed where n in (select n from search_entry where ${condition});
      delete from search_entry where ${condition};`
}

function changedIn(columns: readonly string[]): string {
  return columns.map((column) => `old.${column} is not new.${column}`).join(' or ')
}

function objectOf(row: 'old' | 'new', columns: readonly string[]): string {
  return `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`
}
