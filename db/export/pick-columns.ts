import { AppError } from '../contract/errors.ts'
import type { Column } from './table.ts'

/**
 * The columns that were asked for, in the order asked for.
 *
 * @throws AppError `invalid`, naming what is not a column or is named twice
 */
export function pickColumns(
  columns: readonly Column[],
  wanted: readonly string[] | undefined,
): readonly Column[] {
  if (wanted === undefined) return columns
  if (wanted.length === 0) throw new AppError('invalid', 'Name at least one column.', { field: 'columns' })
  const byName = new Map(columns.map((column) => [column.name, column]))
  const twice = wanted.find((name, i) => wanted.indexOf(name) !== i)
  if (twice !== undefined) {
    throw new AppError('invalid', `The column “${twice}” is named twice.`, { field: 'columns' })
  }
  return wanted.map((name) => {
    const column = byName.get(name)
    if (column) return column
    const known = columns.map((c) => c.name)
    throw new AppError('invalid', `There is no column “${name}”. The columns are: ${known.join(', ')}.`, {
      field: 'columns',
      known,
    })
  })
}
