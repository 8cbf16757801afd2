import { AppError } from './errors.ts'

/** The first and the last day that a date can mean, as YYYY-MM-DD; null where the date leaves that side open. */
export interface DayRange {
  readonly from: string | null
  readonly to: string | null
}

/**
 * Reads a date in the Extended Date/Time Format (ISO 8601-2:2019, annex A): levels 0 and 1, and of level 2
 * qualified components, unspecified digits anywhere, parts of a year and sets. Years 0000 to 9999 of the
 * proleptic Gregorian calendar; of a time, the calendar day as written counts.
 *
 * @returns undefined where it is not such a date, names a day that does not exist, or ends before it begins
 */
export function edtfRange(text: string): DayRange | undefined {
  const members = /^[[{](.+)[\]}]$/.exec(text)?.[1]
  if (members !== undefined) return setRange(members)
  if (text.includes('/')) return between(text.split('/'), ['', '..'])
  return dateRange(text)
}

/** @throws AppError `invalid` naming the field, unless the value is empty or a date that {@link edtfRange} reads */
export function checkDate(value: string | null | undefined, field: string): void {
  if (value == null || edtfRange(value)) return
  throw new AppError(
    'invalid',
    `“${value}” is not a date that can be sorted. Write it like 2024-11-06, 2024-11, 2024, 2024-11?, 2024-10/2024-12 or 2024-11-05/.. (EDTF).`,
    { field },
  )
}

function setRange(members: string): DayRange | undefined {
  const ranges = members.split(',').map((member) => {
    const trimmed = member.trim()
    return trimmed.includes('..') ? between(trimmed.split('..'), ['']) : dateRange(trimmed)
  })
  return ranges.reduce((all, range) => {
    if (!all || !range) return undefined
    const from = all.from === null || range.from === null ? null : earlier(all.from, range.from)
    const to = all.to === null || range.to === null ? null : later(all.to, range.to)
    return { from, to }
  })
}

function between(ends: readonly string[], open: readonly string[]): DayRange | undefined {
  const [start, end] = ends
  if (start === undefined || end === undefined || ends.length > 2) return undefined
  const unbounded = { from: null, to: null }
  const first = open.includes(start) ? unbounded : dateRange(start)
  const last = open.includes(end) ? unbounded : dateRange(end)
  if (!first || !last || (first === unbounded && last === unbounded)) return undefined
  if (first.from !== null && last.to !== null && first.from > last.to) return undefined
  return { from: first.from, to: last.to }
}

const DATE =
  /^[?~%]?([\dX]{4})[?~%]?(?:-[?~%]?([\dX]{2})[?~%]?(?:-[?~%]?([\dX]{2})[?~%]?(T\d{2}(?::\d{2}){0,2}(?:\.\d+)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?$/

function dateRange(text: string): DayRange | undefined {
  const found = DATE.exec(text)
  if (!found) return undefined
  const [, year = '', month, day, time] = found
  if (time !== undefined && !isTime(time)) return undefined
  const years = { first: Number(year.replaceAll('X', '0')), last: Number(year.replaceAll('X', '9')) }
  if (month === undefined) return span(years.first, 1, years.last, 12)
  const part = day === undefined ? partsOfYear[Number(month)] : undefined
  if (part) return span(years.first, part.first, years.last + Number(part.last < part.first), part.last)
  const months = matching(month, 1, 12)
  if (!months) return undefined
  if (day === undefined) return span(years.first, months.first, years.last, months.last)
  const first = matching(day, 1, lastDay(years.first, months.first))
  const last = matching(day, 1, lastDay(years.last, months.last))
  if (!first || !last) return undefined
  return { from: iso(years.first, months.first, first.first), to: iso(years.last, months.last, last.last) }
}

function isTime(time: string): boolean {
  const [hours = 0, minutes = 0, seconds = 0] =
    time
      .slice(1)
      .split(/[Z+.-]/)[0]
      ?.split(':')
      .map(Number) ?? []
  // A leap second is the sixtieth; 24:00 is the end of the day.
  return (hours < 24 && minutes < 60 && seconds <= 60) || (hours === 24 && minutes + seconds === 0)
}

/** Numbers that stand for months together (ISO 8601-2, 4.8): seasons, quarters, thirds and halves of a year. */
const partsOfYear: Readonly<Record<number, { first: number; last: number }>> = {
  ...parts([21, 22, 23, 24], 3, 3),
  ...parts([25, 26, 27, 28], 3, 3),
  // Seasons of the southern hemisphere.
  ...parts([29, 30, 31, 32], 9, 3),
  ...parts([33, 34, 35, 36], 1, 3),
  ...parts([37, 38, 39], 1, 4),
  ...parts([40, 41], 1, 6),
}

function parts(codes: readonly number[], start: number, length: number) {
  const month = (n: number) => ((n - 1) % 12) + 1
  return Object.fromEntries(
    codes.map((code, index) => {
      const first = start + index * length
      return [code, { first: month(first), last: month(first + length - 1) }]
    }),
  )
}

/** The least and the greatest number of a range that fits a pattern in which X is any digit. */
function matching(pattern: string, least: number, greatest: number) {
  const fits = new RegExp(`^${pattern.replaceAll('X', '\\d')}$`)
  const numbers = []
  for (let n = least; n <= greatest; n++) if (fits.test(padded(n, 2))) numbers.push(n)
  const first = numbers[0]
  const last = numbers.at(-1)
  return first === undefined || last === undefined ? undefined : { first, last }
}

function span(firstYear: number, firstMonth: number, lastYear: number, lastMonth: number): DayRange {
  return { from: iso(firstYear, firstMonth, 1), to: iso(lastYear, lastMonth, lastDay(lastYear, lastMonth)) }
}

function lastDay(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 31
}

function iso(year: number, month: number, day: number): string {
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

function padded(n: number, width: number): string {
  return String(n).padStart(width, '0')
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

function later(a: string, b: string): string {
  return a > b ? a : b
}
