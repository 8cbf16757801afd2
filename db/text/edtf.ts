/** The days that a date may stand for, both inclusive, as YYYY-MM-DD; null where a side is open or unknown. */
export interface DateBounds {
  readonly from: string | null
  readonly to: string | null
}

/**
 * The earliest and the latest day that an EDTF date may mean (Extended Date/Time Format, ISO 8601-2:2019,
 * as the Library of Congress profiles it).
 *
 * Read are levels 0 and 1 for the years 0000 to 9999, and of level 2 unspecified digits anywhere, qualifiers
 * of single parts and the divisions of a year 25 to 41. Qualifiers (`?`, `~`, `%`) do not move the bounds. Of a
 * date with a time, the date counts. Seasons 21 to 24, which the standard leaves without a place, are read as
 * northern meteorological seasons; winter ends in the following February.
 *
 * @returns null where the text is no such date, or an interval ends before it begins
 */
export function edtfBounds(text: string): DateBounds | null {
  const ends = text.split('/')
  if (ends.length > 2) return null
  const [first = '', second] = ends
  if (second === undefined) return dayBounds(first)
  const from = endBounds(first)
  const to = endBounds(second)
  if (!from || !to || (from.from === null && to.to === null)) return null
  if (from.from !== null && to.to !== null && from.from > to.to) return null
  return { from: from.from, to: to.to }
}

/** An end of an interval: a date, `..` for open, or nothing for unknown. */
function endBounds(text: string): DateBounds | null {
  return text === '' || text === '..' ? { from: null, to: null } : dayBounds(text)
}

const qualifiers = /[?~%]/g
const qualified =
  /^[?~%]?[\dX]{4}[?~%]?(?:-[?~%]?[\dX]{2}[?~%]?(?:-[?~%]?[\dX]{2}[?~%]?)?)?(?:T[\d:.]+(?:Z|[+-]\d{2}(?::\d{2})?)?)?$/
const time = /^T([01]\d|2[0-4]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3])(?::[0-5]\d)?)?$/

function dayBounds(text: string): DateBounds | null {
  if (!qualified.test(text)) return null
  const [date = '', clock] = text.replace(qualifiers, '').split(/(?=T)/)
  const [year = '', month, day] = date.split('-')
  if (clock !== undefined && (!time.test(clock) || !/^\d+-\d+-\d+$/.test(date))) return null
  if (month !== undefined && divisions[month]) return day === undefined ? divisionBounds(year, month) : null
  const from = firstMatch(years(year), year, month, day, 'first')
  const to = firstMatch(years(year).reverse(), year, month, day, 'last')
  return from && to ? { from, to } : null
}

/** Months that begin and end a part of the year; months beyond 12 are in the next one. */
const divisions: Readonly<Record<string, readonly [number, number]>> = {
  // Seasons without a place, then northern, then southern: spring, summer, autumn, winter.
  21: [3, 5],
  22: [6, 8],
  23: [9, 11],
  24: [12, 14],
  25: [3, 5],
  26: [6, 8],
  27: [9, 11],
  28: [12, 14],
  29: [9, 11],
  30: [12, 14],
  31: [3, 5],
  32: [6, 8],
  // Quarters, four-month periods, halves.
  33: [1, 3],
  34: [4, 6],
  35: [7, 9],
  36: [10, 12],
  37: [1, 4],
  38: [5, 8],
  39: [9, 12],
  40: [1, 6],
  41: [7, 12],
}

function divisionBounds(pattern: string, division: string): DateBounds | null {
  const [start, end] = divisions[division] ?? [1, 12]
  const candidates = years(pattern)
  const first = candidates[0]
  const last = candidates.at(-1)
  if (first === undefined || last === undefined) return null
  const lastYear = end > 12 ? last + 1 : last
  const lastMonth = end > 12 ? end - 12 : end
  if (lastYear > 9999) return null
  return { from: day(first, start, 1), to: day(lastYear, lastMonth, daysOf(lastYear, lastMonth)) }
}

/** The first day, in the order of the given years, that fits the patterns: `X` stands for any digit. */
function firstMatch(
  candidates: readonly number[],
  year: string,
  month: string | undefined,
  dayPattern: string | undefined,
  side: 'first' | 'last',
): string | undefined {
  for (const y of candidates) {
    if (!fits(y, year)) continue
    for (const m of ordered(12, side)) {
      if (month !== undefined && !fits(m, month)) continue
      for (const d of ordered(daysOf(y, m), side)) {
        if (dayPattern === undefined || fits(d, dayPattern)) return day(y, m, d)
      }
    }
  }
  return undefined
}

/** The years between the least and the greatest that a pattern allows. */
function years(pattern: string): number[] {
  const from = Number(pattern.replaceAll('X', '0'))
  const to = Number(pattern.replaceAll('X', '9'))
  return Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((year) => fits(year, pattern))
}

function ordered(count: number, side: 'first' | 'last'): number[] {
  return Array.from({ length: count }, (_, i) => (side === 'first' ? i + 1 : count - i))
}

function fits(value: number, pattern: string): boolean {
  const digits = String(value).padStart(pattern.length, '0')
  return [...pattern].every((digit, i) => digit === 'X' || digits[i] === digit)
}

function daysOf(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}

function day(year: number, month: number, date: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}
