import { conflictKeys, describeConflict } from '../conflicts.ts'
import type { Contributor, Incoming, MergeSummary } from '../contract/merge.ts'
import { describeDuplicate, duplicateGroups } from '../duplicates.ts'
import { type SharedTable, sharedTables } from '../model.ts'
import { plainName } from '../plain-name.ts'
import { kindsOf, titleOf } from '../row-words.ts'
import { identifier, joinSql, type ReadableDb, sql } from '../sql.ts'

// As many as give an idea; the lists of conflicts and duplicates have them all.
const examples = 5
const firstConflicts = 50
const firstDuplicates = 50

const nothing: MergeSummary = {
  news: false,
  incoming: [],
  contributors: [],
  conflicts: { total: 0, first: [] },
  duplicates: { total: 0, first: [] },
}

/**
 * What a merge brought, out of what the journal recorded of it.
 *
 * @param action the merge's; undefined where nothing came in
 */
export function summarise(db: ReadableDb, action: string | undefined, actionsBefore: number): MergeSummary {
  if (action === undefined) return nothing
  const keys = conflictKeys(db).filter(
    ({ table, uid, cell }) =>
      db.value(
        sql`select 1 from change where action = ${action} and tbl = ${table} and uid = ${uid} and col in (${cell}, '')`,
      ) !== undefined,
  )
  const came = new Set(
    db.column<string>(
      sql`select uid from change where action = ${action} and col = '' and tbl in ('document', 'tag', 'actor', 'alias')`,
    ),
  )
  const names = db.column<string>(sql`select actor from alias where uid in
    (select uid from change where action = ${action} and col = '' and tbl = 'alias')`)
  for (const actor of names) came.add(actor)
  const groups = duplicateGroups(db).filter(({ uids }) => uids.some((uid) => came.has(uid)))
  return {
    news: true,
    incoming: sharedTables.flatMap((table) => incomingOf(db, action, table)),
    contributors: contributorsOf(db, action, actionsBefore),
    conflicts: {
      total: keys.length,
      first: keys.slice(0, firstConflicts).map((key) => describeConflict(db, key)),
    },
    duplicates: {
      total: groups.length,
      first: groups.slice(0, firstDuplicates).map((group) => describeDuplicate(db, group)),
    },
  }
}

/** How rows of one table came out of the merge; of rows that came deleted nobody sees anything. */
function incomingOf(db: ReadableDb, action: string, table: SharedTable): Incoming[] {
  const rows = db.all<{ uid: string; how: Incoming['examples'][number]['how'] }>(sql`
    select x.uid, case when x.born then 'added' when x.was = 1 and r.deleted = 0 then 'added'
      when x.was = 0 and r.deleted = 1 then 'removed' else 'changed' end how
    from (select uid, max(col = '') born, max(case when col = 'deleted' then before ->> 'deleted' end) was,
        max(col not in ('', 'born', 'deleted') and before is not after) edited from change
        where action = ${action} and tbl = ${table} group by uid) x
      join ${identifier(table)} r on r.uid = x.uid
    where (x.born and r.deleted = 0) or x.was <> r.deleted or (not x.born and x.edited and r.deleted = 0)
    order by x.uid`)
  if (rows.length === 0) return []
  const count = (how: string) => rows.filter((row) => row.how === how).length
  return [
    {
      table,
      kind: kindsOf(table),
      added: count('added'),
      changed: count('changed'),
      removed: count('removed'),
      examples: rows.slice(0, examples).map(({ uid, how }) => ({ uid, how, title: titleOf(db, table, uid) })),
    },
  ]
}

/** Who made the rows that came in, and who did the actions that came with them. */
function contributorsOf(db: ReadableDb, action: string, actionsBefore: number): Contributor[] {
  const makers = joinSql(
    sharedTables.map(
      (table) => sql`select t.created_by analyst from change c join ${identifier(table)} t on t.uid = c.uid
        where c.action = ${action} and c.tbl = ${table} and c.col = '' and t.deleted = 0`,
    ),
    ' union all ',
  )
  const rows = db.all<Contributor>(sql`
    select analyst, coalesce((select name from analyst a where a.uid = x.analyst), x.analyst) name,
      sum(made) rows, sum(did) actions, min(at) "first", max(at) "last"
    from (select analyst, 1 made, 0 did, null at from (${makers})
      union all select analyst, 0, 1, at from action where n > ${actionsBefore} and uid <> ${action}) x
    group by analyst order by rows desc, actions desc, analyst`)
  return rows.map((row) => ({ ...row, name: plainName(row.name) }))
}
