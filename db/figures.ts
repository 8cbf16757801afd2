import type { z } from 'zod'
import type { FigureInput } from './contract/claim.ts'
import { checkDate } from './contract/edtf.ts'
import { AppError } from './contract/errors.ts'
import { insertRow, requireLive } from './rows.ts'
import { sql, type WritableDb } from './sql.ts'

export type Figure = z.infer<typeof FigureInput>

/** @throws AppError `invalid` for a figure without a number, or whose range is upside down */
export function checkFigure({ low, high, asOf }: Pick<Figure, 'low' | 'high' | 'asOf'>): void {
  if (low === null && high === null) {
    throw new AppError('invalid', 'A figure needs a number: the lowest, the highest or both.', {
      field: 'figures',
    })
  }
  if (low !== null && high !== null && low > high) {
    throw new AppError('invalid', `A figure's range goes from low to high, not from ${low} to ${high}.`, {
      field: 'figures',
    })
  }
  checkDate(asOf, 'figures')
}

/**
 * Adds a figure to a claim. One that is the same in every field is nothing new.
 *
 * @throws AppError as {@link checkFigure}; `not-found` when its event is gone
 */
export function addFigure(
  db: WritableDb,
  claim: string,
  figure: Figure,
  analyst: string,
): { figure: string; created: boolean } {
  checkFigure(figure)
  if (figure.event !== null) requireLive(db, 'event', [figure.event])
  const { event, measure, counted, notCounted, low, high, unit, qualifier, asOf } = figure
  const known = db.value<string>(sql`
    select uid from live_figure where claim = ${claim} and event is ${event} and measure = ${measure}
      and counted is ${counted} and not_counted is ${notCounted} and low is ${low} and high is ${high}
      and unit is ${unit} and qualifier is ${qualifier} and as_of is ${asOf} limit 1`)
  if (known !== undefined) return { figure: known, created: false }
  return { figure: insertRow(db, 'figure', { claim, ...figureColumns(figure) }, analyst), created: true }
}

export function figureColumns({ notCounted, asOf, ...figure }: Figure) {
  return { ...figure, not_counted: notCounted, as_of: asOf }
}
