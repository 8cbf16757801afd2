import type Database from 'better-sqlite3'
import { connect } from '../connection.ts'
import type { Difference } from '../contract/backup.ts'
import { progressStep, type Task } from '../task.ts'
import { excerpt } from '../verify/finding.ts'
import { installVisibility } from '../visibility.ts'
import { inCurrentFormat } from './current-format.ts'
import { type Kind, kinds } from './kinds.ts'

// As many names as somebody reads; the numbers say how many there are.
const mostNames = 100

/** What was added, removed and changed in a project since a backup of it, kind by kind; what is the same is left out. */
export function* compareWithNow(now: string, backup: string): Task<Difference[]> {
  const { file, remove } = inCurrentFormat(backup)
  // Attaching takes a connection that is in no transaction.
  const connection = connect(now, { readonly: true })
  try {
    connection.prepare('attach ? as backup').run(file)
    installVisibility(connection)
    installVisibility(connection, 'backup')
    const differences: Difference[] = []
    for (const [index, kind] of kinds.entries()) {
      yield progressStep(index, kinds.length, `Comparing ${kind.kind}`)
      const difference = compareKind(connection, kind)
      const { added, removed, changed } = difference
      if (added + removed + changed > 0) differences.push(difference)
    }
    return differences
  } finally {
    connection.close()
    remove()
  }
}

function compareKind(connection: Database.Database, { kind, table, name }: Kind): Difference {
  const here = `live_${table}`
  const there = `backup_${table}`
  const columns = (connection.pragma(`main.table_info(${table})`) as { name: string }[]).map((c) => c.name)
  const differs = columns.map((column) => `r.${column} is not o.${column}`).join(' or ')
  const without = (other: string) => `not exists (select 1 from ${other} o where o.uid = r.uid)`
  const value = (query: string) => connection.prepare(query).pluck().get() as number
  const find = (rows: string, condition: string, schema: string) => {
    const found = `from ${rows} where ${condition}`
    const words = name?.replaceAll('SCHEMA', schema)
    const names = words
      ? (connection
          .prepare(`select ${words} name ${found} order by name limit ${mostNames}`)
          .pluck()
          .all() as string[])
      : []
    return { count: value(`select count(*) ${found}`), names: names.map((text) => excerpt(String(text))) }
  }
  const added = find(`${here} r`, without(there), 'main')
  const removed = find(`${there} r`, without(here), 'backup')
  const changed = find(`${here} r join ${there} o on o.uid = r.uid`, differs, 'main')
  return {
    kind,
    before: value(`select count(*) from ${there}`),
    now: value(`select count(*) from ${here}`),
    added: added.count,
    removed: removed.count,
    changed: changed.count,
    names: { added: added.names, removed: removed.names, changed: changed.names },
  }
}
