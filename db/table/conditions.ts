import { edtfRange } from '../contract/edtf.ts'
import { AppError } from '../contract/errors.ts'
import type { TableShape } from '../contract/evidence-columns.ts'
import type { Condition } from '../contract/evidence-table.ts'
import { joinSql, type ReadableDb, type Sql, sql } from '../sql.ts'
import { foldText } from '../text/fold.ts'
import type { ColumnSql } from './column.ts'
import { columnSql } from './shapes.ts'

/**
 * What rows have to fulfil: all of the conditions.
 *
 * @throws AppError `invalid` for a column that the shape has not, a test that does not suit it, or no date
 */
export function filterSql(db: ReadableDb, shape: TableShape, filter: readonly Condition[]): Sql {
  if (filter.length === 0) return sql`1`
  return joinSql(
    filter.map((condition) => sql`(${conditionSql(db, shape, condition)})`),
    ' and ',
  )
}

function conditionSql(db: ReadableDb, shape: TableShape, condition: Condition): Sql {
  const column = columnSql(shape, condition.column)
  column.prepare?.(db)
  const made = testSql(column, condition)
  if (made === undefined) {
    throw new AppError('invalid', `“${condition.column}” cannot be filtered in this way.`, {
      field: condition.column,
    })
  }
  // What is unknown of an empty cell is no reason to leave its row out of "not".
  return 'not' in condition && condition.not ? sql`not coalesce(${made}, 0)` : made
}

function testSql(column: ColumnSql, condition: Condition): Sql | undefined {
  switch (condition.test) {
    case 'contains':
      return column.contains?.(foldText(condition.text))
    case 'oneOf':
      return column.oneOf?.(condition.keys)
    case 'between':
      return column.between?.(
        firstDay(condition.from, condition.column),
        lastDay(condition.to, condition.column),
      )
    case 'range':
      return column.range?.(condition.from, condition.to)
    case 'filled':
      return column.filled
  }
}

function firstDay(date: string | null, column: string): string | null {
  return date === null ? null : dayRange(date, column).from
}

function lastDay(date: string | null, column: string): string | null {
  return date === null ? null : dayRange(date, column).to
}

function dayRange(date: string, column: string) {
  const range = edtfRange(date)
  if (range) return range
  throw new AppError('invalid', `“${date}” is not a date. Write it like 2024-11-06, 2024-11 or 2024.`, {
    field: column,
  })
}
