import type { SharedTable } from './model.ts'
import { identifier, joinSql, type Sql, sql } from './sql.ts'

/** Columns of a row `t` as a JSON object, as the journal and the cells write them. */
export function valuesOf(columns: readonly string[]): Sql {
  const pairs = columns.map((column) => sql`${column}, t.${identifier(column)}`)
  return sql`json_object(${joinSql(pairs, ', ')})`
}

/** The live entries of a cell of row `t` as a JSON array, the one that wins last. */
export function entriesOf(table: SharedTable, cell: string): Sql {
  return sql`(select json_group_array(json_object('sid', hex(sid), 'seq', seq, 'hlc', hlc, 'val', json(val)) order by hlc, sid, seq)
    from main.cell c where c.tbl = ${table} and c.uid = t.uid and c.col = ${cell})`
}
