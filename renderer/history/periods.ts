import type { Output } from '../../db/contract/contract.ts'

export interface Period {
  /** Days of the calendar, both inclusive. */
  readonly from: string
  readonly to: string
  readonly label: string
  readonly actions: number
  /** By analyst. */
  readonly shares: ReadonlyMap<string, number>
}

// As many bars as can be told apart in a narrow window.
const mostBars = 92
// Fewer would be wide blocks, which look like a measure of something.
const fewestBars = 28

// Times of clocks, or files, that are wrong by centuries are on no picture: years have four digits in all that follows.
const plausible = ({ day }: { readonly day: string }) => day >= '1000' && day < '9900'

const units = ['day', 'week', 'month', 'year'] as const
type Unit = (typeof units)[number]

/**
 * What was done by days, or by weeks, months or years where the days would be too many to be seen: every period
 * between the first and the last, also those in which nothing was done. Of more than can be shown, the latest.
 */
export function periodsOf(days: Output<'history.days'>): { readonly unit: Unit; readonly periods: Period[] } {
  const known = days.filter(plausible)
  const sorted = [...new Set(known.map(({ day }) => day))].sort()
  const [first] = sorted
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return { unit: 'day', periods: [] }
  const unit = units.find((one) => countBetween(first, last, one) <= mostBars) ?? 'year'
  const periods: Period[] = []
  const shares = new Map<string, Map<string, number>>()
  for (const { day, analyst, actions } of known) {
    const start = startOf(day, unit)
    const share = shares.get(start) ?? new Map<string, number>()
    share.set(analyst, (share.get(analyst) ?? 0) + actions)
    shares.set(start, share)
  }
  const end = startOf(last, unit)
  let start = startOf(first, unit)
  if (countBetween(first, last, unit) > mostBars) start = step(end, unit, 1 - mostBars)
  else if (countBetween(first, last, unit) < fewestBars) start = step(end, unit, 1 - fewestBars)
  for (; start <= end; start = step(start, unit, 1)) {
    const share = shares.get(start) ?? new Map<string, number>()
    const to = step(step(start, unit, 1), 'day', -1)
    const actions = [...share.values()].reduce((sum, n) => sum + n, 0)
    periods.push({ from: start, to, label: labelOf(start, to, unit), actions, shares: share })
  }
  return { unit, periods }
}

// Days are counted in UTC, where each has 24 hours.
function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function startOf(day: string, unit: Unit): string {
  const date = dateOf(day)
  if (unit === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  else if (unit === 'month') date.setUTCDate(1)
  else if (unit === 'year') date.setUTCMonth(0, 1)
  return dayOf(date)
}

function step(day: string, unit: Unit, by: number): string {
  const date = dateOf(day)
  if (unit === 'day') date.setUTCDate(date.getUTCDate() + by)
  else if (unit === 'week') date.setUTCDate(date.getUTCDate() + 7 * by)
  else if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + by)
  else date.setUTCFullYear(date.getUTCFullYear() + by)
  return dayOf(date)
}

function countBetween(first: string, last: string, unit: Unit): number {
  const [from, to] = [dateOf(startOf(first, unit)), dateOf(startOf(last, unit))]
  const days = (to.getTime() - from.getTime()) / 86_400_000
  const years = to.getUTCFullYear() - from.getUTCFullYear()
  switch (unit) {
    case 'day':
      return days + 1
    case 'week':
      return days / 7 + 1
    case 'month':
      return 12 * years + to.getUTCMonth() - from.getUTCMonth() + 1
    case 'year':
      return years + 1
  }
}

const form = (day: string, options: Intl.DateTimeFormatOptions) =>
  dateOf(day).toLocaleDateString('en-GB', { ...options, timeZone: 'UTC' })

function labelOf(from: string, to: string, unit: Unit): string {
  const medium: Intl.DateTimeFormatOptions = { dateStyle: 'medium' }
  switch (unit) {
    case 'day':
      return form(from, medium)
    case 'week':
      return `${form(from, medium)} – ${form(to, medium)}`
    case 'month':
      return form(from, { month: 'long', year: 'numeric' })
    case 'year':
      return form(from, { year: 'numeric' })
  }
}
