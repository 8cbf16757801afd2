import { sharedTables } from '../model.ts'
import { jsonList, sql, type WritableDb } from '../sql.ts'

/** The state of an action that another copy of the project did: it is in the history, and on nobody's undo stack. */
export const elsewhere = 'elsewhere'

/** The operation under which copies of a team folder are taken in. */
export const exchangeOperation = 'team.exchange'

/** The operations that copy rows and cells of others instead of writing them. */
export const mergeOperations = ['merge.run', exchangeOperation] as const

/**
 * Adds the attached project's actions that ours has not, by their ids, with their changes. One that is still
 * running there comes when it has ended. What its merges keep for their own undoing is of no use here; what it took
 * in out of a team folder comes from those who did it, or every row would be told of once for each of the team.
 *
 * @returns how many actions came
 */
export function uniteJournals(db: WritableDb): number {
  const foreign = sql`other.action o where coalesce(o.state, '') <> 'running' and o.operation <> ${exchangeOperation}
    and not exists (select 1 from main.action a where a.uid = o.uid)`
  db.run(sql`insert into main.change (action, tbl, uid, col, before, after, contested)
    select action, tbl, uid, col, before, after, contested from other.change
    where action in (select o.uid from ${foreign}) and tbl in ${jsonList(sharedTables)} order by n`)
  return db.run(sql`insert into main.action (uid, analyst, at, operation, label, kind, target, state)
    select o.uid, o.analyst, o.at, o.operation, o.label, o.kind, o.target, ${elsewhere} from ${foreign} order by o.n`)
}
