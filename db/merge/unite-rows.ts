import { columnsOf } from '../journal.ts'
import { model, sharedTables } from '../model.ts'
import { identifier, joinSql, sql, type WritableDb } from '../sql.ts'

/**
 * Copies the rows that ours has not, as they are, and lists them in `temp.newcomer`. The journal says that they
 * came in; what is in them it need not repeat.
 */
export function takeRows(db: WritableDb, action: string): boolean {
  db.connection.exec(`
    drop table if exists temp.newcomer;
    create temp table newcomer (tbl text, uid text, primary key (tbl, uid)) without rowid;`)
  for (const table of sharedTables) {
    const rows = identifier(table)
    const came = db.run(sql`insert into temp.newcomer select ${table}, uid from other.${rows}
      where uid not in (select uid from main.${rows})`)
    // Preparing an insert means preparing every trigger of the table.
    if (came === 0) continue
    const columns = joinSql(columnsOf(db.connection, table).map(identifier), ', ')
    db.run(sql`insert into main.${rows} (${columns}) select ${columns} from other.${rows}
      where uid in (select uid from temp.newcomer where tbl = ${table})`)
  }
  return (
    db.run(sql`insert into main.change (action, tbl, uid, col)
      select ${action}, tbl, uid, '' from temp.newcomer`) > 0
  )
}

/** A row whose id follows from what it links can be born twice: of its makers and times the earlier one stays. */
export function uniteBirths(db: WritableDb, action: string): boolean {
  const birth = sql`json_object('created_by', t.created_by, 'created_at', t.created_at)`
  let any = false
  for (const table of sharedTables.filter((name) => model[name].derived)) {
    const rows = identifier(table)
    const both = sql`main.${rows} t join other.${rows} o on o.uid = t.uid
      where (o.created_at, o.created_by) < (t.created_at, t.created_by)`
    if (db.value(sql`select 1 from ${both} limit 1`) === undefined) continue
    db.run(sql`insert into main.change (action, tbl, uid, col, before, after)
      select ${action}, ${table}, t.uid, 'born', ${birth},
        json_object('created_by', o.created_by, 'created_at', o.created_at) from ${both}`)
    any = true
    db.run(sql`update main.${rows} as t set created_by = o.created_by, created_at = o.created_at
      from other.${rows} o where o.uid = t.uid and (o.created_at, o.created_by) < (t.created_at, t.created_by)`)
  }
  return any
}

/** Texts and originals, which never change: those that are missing. */
export function takeBodies(db: WritableDb): void {
  db.run(sql`insert into main.document_text (document, body, blocks, sha256)
    select document, body, blocks, sha256 from other.document_text
    where document in (select uid from main.document) and document not in (select document from main.document_text)`)
  db.run(sql`insert into main.original_bytes (original, bytes)
    select original, bytes from other.original_bytes
    where original in (select uid from main.original) and original not in (select original from main.original_bytes)`)
}
