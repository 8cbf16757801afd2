import { columnsOf, type ExportTable, Part } from '../export/table.ts'
import { type ReadableDb, sql } from '../sql.ts'

const columns = ['action_id', 'at', 'analyst', 'kind', 'label', 'rows_changed'] as const

/** One row per action of the journal, the first one first. */
export function historyTable(db: ReadableDb): ExportTable {
  const total = db.value<number>(sql`select count(*) from action`) ?? 0
  return {
    name: 'history',
    columns: columnsOf([columns]),
    total,
    rows: function* (emit) {
      // The analyst's row by itself, deleted or not: undoing a first action takes the row, not the authorship.
      const actions = db.tuples<[string, string, string, string, string, number]>(sql`
        select a.uid, a.at, coalesce(p.name, a.analyst), a.kind, a.label,
          (select count(*) from (select distinct tbl, uid from change where action = a.uid))
        from action a left join analyst p on p.uid = a.analyst order by a.n`)
      for (const action of actions) emit([new Part(action)])
      yield total
    },
  }
}
