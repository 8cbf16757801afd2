import type { SharedTable } from '../model.ts'
import { identifier, type ReadableDb, sql } from '../sql.ts'
import { type Check, excerpt, type Finding, problem } from './finding.ts'

/** References from a row to another of its table that must not come back to it, and how to say that they do. */
const parents: readonly (readonly [table: SharedTable, column: string, name: string, words: string])[] = [
  ['tag', 'parent', 'name', 'lies below itself'],
  ['actor', 'parent', 'name', 'belongs to itself'],
  ['event', 'part_of', 'title', 'is a part of itself'],
  ['actor', 'merged_into', 'name', 'is merged into itself'],
  ['proposition', 'joined_into', 'statement', 'is joined into itself'],
  ['claim', 'nested_in', 'stance', 'reports itself'],
]

function* cycles(db: ReadableDb): Iterable<Finding> {
  for (const [table, column, name, words] of parents) {
    yield null
    const rows = db.all<{ uid: string; above: string; name: string }>(
      sql`select uid, ${identifier(column)} above, ${identifier(name)} name from ${identifier(`live_${table}`)}
        where ${identifier(column)} is not null order by uid`,
    )
    const above = new Map(rows.map((row) => [row.uid, row.above]))
    const circular = onCycles(above)
    for (const row of rows) {
      if (!circular.has(row.uid)) continue
      const what = table === 'claim' ? 'A claim' : `The ${table} “${excerpt(row.name)}”`
      yield problem('warning', 'cycles', `${what} ${words}, directly or over others.`, table, row.uid)
    }
  }
}

/** The ids that are reached again from themselves, in one pass. */
function onCycles(above: ReadonlyMap<string, string>): Set<string> {
  const circular = new Set<string>()
  const settled = new Set<string>()
  for (const start of above.keys()) {
    const path = new Map<string, number>()
    let at: string | undefined = start
    while (at !== undefined && !settled.has(at) && !path.has(at)) {
      path.set(at, path.size)
      at = above.get(at)
    }
    const from = at === undefined ? undefined : path.get(at)
    for (const [uid, index] of path) {
      if (from !== undefined && index >= from) circular.add(uid)
      settled.add(uid)
    }
  }
  return circular
}

export const graphChecks: readonly Check[] = [{ name: 'cycles', title: 'Hierarchies', run: cycles }]
