import type { Call } from '../../db/contract/contract.ts'
import type { TableCell, TableRow } from '../../db/contract/evidence-table.ts'
import { call } from '../api.ts'

/** A row of the table with its cells by the names of their columns. */
export interface Line extends Omit<TableRow, 'cells'> {
  readonly values: Readonly<Record<string, TableCell>>
}

/** Rows of the table, and how many there are in all. */
export async function fetchLines(
  asked: Call<'evidence.rows'>,
): Promise<{ readonly lines: Line[]; readonly count: number }> {
  const { rows, count } = await call('evidence.rows', asked)
  const lines = rows.map(({ cells, ...row }) => {
    const values = Object.fromEntries(asked.columns.map((name, i) => [name, cells[i] ?? null]))
    return { ...row, values }
  })
  return { lines, count }
}
