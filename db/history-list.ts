import type { ActionInfo } from './contract/history.ts'
import type { QueryHandlers } from './handlers.ts'
import { historyState } from './history.ts'
import { sharedTables } from './model.ts'
import { jsonList, type ReadableDb, sql } from './sql.ts'

/** The latest actions, the last one first, with how many rows of each table they changed. */
export function listActions(db: ReadableDb, limit: number): ActionInfo[] {
  // The analyst's row by itself, deleted or not: undoing a first action takes the row, not the authorship; undoing a
  // merge takes it altogether, and the journal has the name still.
  const rows = db.all<Omit<ActionInfo, 'changes'> & { changes: string }>(sql`
    select a.uid, a.at, a.analyst, coalesce(p.name, (select after ->> 'name' from change where tbl = 'analyst' and uid = a.analyst and after is not null
        and col in ('', 'name') order by n desc limit 1), a.analyst) analystName, a.operation, a.label, a.kind, a.state,
      (select json_group_object(tbl, touched) from (
        select tbl, count(distinct uid) touched from change where action = a.uid and tbl in ${jsonList(sharedTables)} group by tbl order by tbl
      )) changes
    from action a left join analyst p on p.uid = a.analyst
    order by a.n desc limit ${limit}`)
  return rows.map((row) => ({ ...row, changes: JSON.parse(row.changes) as Record<string, number> }))
}

export const historyHandlers: QueryHandlers<'history.state' | 'history.list'> = {
  'history.state': (db) => historyState(db),
  'history.list': (db, { limit }) => listActions(db, limit),
}
