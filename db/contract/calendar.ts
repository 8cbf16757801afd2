/** A calendar date of the proleptic Gregorian calendar, as far as it is known: a year, a month of it, or a day. */
export interface CalendarDate {
  /** 0 to 9999. */
  readonly year: number
  /** 1 to 12. */
  readonly month?: number | undefined
  /** 1 to 31. */
  readonly day?: number | undefined
}

/** "2024", "2024-11" or "2024-11-05". */
export function isoOf({ year, month, day }: CalendarDate): string {
  const parts = [String(year).padStart(4, '0')]
  for (const part of [month, day]) if (part !== undefined) parts.push(String(part).padStart(2, '0'))
  return parts.join('-')
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
}

/** Milliseconds of a day, counted in UTC so that no clock change makes one longer. */
const dayMs = 86_400_000

function timeOf({ year, month = 1, day = 1 }: CalendarDate): number {
  // Not Date.UTC alone: it takes the years 0 to 99 for 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month - 1, day)
}

export function addDays(date: CalendarDate, days: number): Required<CalendarDate> {
  const moved = new Date(timeOf(date) + days * dayMs)
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }
}

/** The month that lies some months on. */
export function addMonths({ year, month = 1 }: CalendarDate, months: number): CalendarDate {
  const index = year * 12 + (month - 1) + months
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 }
}

/** The day of the week: 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(date: CalendarDate): number {
  return new Date(timeOf(date)).getUTCDay() || 7
}
