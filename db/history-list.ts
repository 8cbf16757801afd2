import type { Input } from './contract/contract.ts'
import type { ActionInfo } from './contract/history.ts'
import type { QueryHandlers } from './handlers.ts'
import { historyState } from './history.ts'
import { sharedTables } from './model.ts'
import { joinSql, jsonList, type ReadableDb, type Sql, sql } from './sql.ts'

type Filter = Omit<Input<'history.list'>, 'limit'>

/**
 * The latest actions by the clocks of those who did them, the last one first, with how many rows of each table they
 * changed.
 */
export function listActions(db: ReadableDb, limit: number, filter: Filter = {}): ActionInfo[] {
  const conditions = conditionsOf(db, filter)
  const wanted = conditions.length === 0 ? sql`` : sql`where ${joinSql(conditions, ' and ')}`
  // The analyst's row by itself, deleted or not: undoing a first action takes the row, not the authorship; undoing a
  // merge takes it altogether, and the journal has the name still.
  const rows = db.all<Omit<ActionInfo, 'changes'> & { changes: string }>(sql`
    select a.uid, a.at, a.analyst, ${analystName} analystName, a.operation, a.label, a.kind, a.state,
      (select json_group_object(tbl, touched) from (
        select tbl, count(distinct uid) touched from change where action = a.uid and tbl in ${jsonList(sharedTables)} group by tbl order by tbl
      )) changes
    from (select * from action a ${wanted} order by at desc, n desc limit ${limit}) a
    order by a.at desc, a.n desc`)
  return rows.map((row) => ({ ...row, changes: JSON.parse(row.changes) as Record<string, number> }))
}

const analystName = sql`coalesce((select name from analyst p where p.uid = a.analyst),
  (select after ->> 'name' from change where tbl = 'analyst' and uid = a.analyst and after is not null
    and col in ('', 'name') order by n desc limit 1), a.analyst)`

function conditionsOf(db: ReadableDb, { analyst, since, before, row, document }: Filter): Sql[] {
  const touches = (uids: readonly string[]) => sql`exists (select 1 from change c where c.action = a.uid
    and c.tbl in ${jsonList(sharedTables)} and c.uid in ${jsonList(uids)})`
  return [
    ...(analyst === undefined ? [] : [sql`(a.analyst = ${analyst} or ${analystName} = ${analyst})`]),
    ...(since === undefined ? [] : [sql`a.at >= ${unmarked(since)}`]),
    ...(before === undefined ? [] : [sql`a.at < ${unmarked(before)}`]),
    ...(row === undefined
      ? []
      : [
          sql`a.uid in (select action from change
      where tbl in ${jsonList(sharedTables)} and uid = ${row})`,
        ]),
    ...(document === undefined ? [] : [touches(rowsOfDocument(db, document))]),
  ]
}

/** A moment without its Z sorts before every later one that has more digits. */
function unmarked(time: string): string {
  return time.replace(/Z$/, '')
}

/** A document and what belongs to it, deleted rows too. */
function rowsOfDocument(db: ReadableDb, document: string): string[] {
  return db.column<string>(sql`
    with marked (uid) as (select uid from passage where document = ${document}),
      resting (uid) as (select claim from evidence where passage in (select uid from marked) or document = ${document})
    select ${document} union select uid from marked
    union select uid from source where document = ${document}
    union select uid from block_mark where document = ${document}
    union select uid from tagging where passage in (select uid from marked)
    union select uid from mention where passage in (select uid from marked)
    union select uid from evidence where passage in (select uid from marked) or document = ${document}
    union select uid from resting
    union select uid from claimant where claim in (select uid from resting)
    union select uid from figure where claim in (select uid from resting)
    union select uid from about where claim in (select uid from resting)
    union select uid from note where subject = ${document} union select uid from lead where subject = ${document}`)
}

export const historyHandlers: QueryHandlers<'history.state' | 'history.list'> = {
  'history.state': (db) => historyState(db),
  'history.list': (db, { limit, ...filter }) => listActions(db, limit, filter),
}
