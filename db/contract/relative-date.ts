import { addDays, addMonths, type CalendarDate, daysIn, isoOf, weekdayOf } from './calendar.ts'
import { dayOf, type Found, monthOf, months, problem, weekdayNamed } from './date-reading.ts'
import { edtfRange } from './edtf.ts'
import { readableDate } from './readable-date.ts'

/** What "last month" is counted from. */
export interface DateBase {
  /** EDTF; null where it is not known yet. */
  readonly date: string | null
  /** What it is, as it stands in a sentence: "the date of the document". */
  readonly name: string
}

type Unit = 'day' | 'month' | 'year'

/** The day, month or year to count from. */
function origin(
  words: string,
  base: DateBase | null,
  unit: Unit,
): CalendarDate | { readonly problem: string } {
  if (base === null)
    return problem(`“${words}” counts from another date, and there is none here. Write the date itself.`)
  const range = base.date === null ? undefined : edtfRange(base.date)
  if (!range) {
    return problem(
      `“${words}” counts from ${base.name}, which is not known. Enter that one first, or write the date itself.`,
    )
  }
  const [from, to] = [dayOf(range.from ?? ''), dayOf(range.to ?? '')]
  const exact =
    from &&
    to &&
    from.year === to.year &&
    (unit === 'year' || (from.month === to.month && (unit === 'month' || from.day === to.day)))
  if (exact) return from
  return problem(
    `“${words}” counts from ${base.name}, which is known as ${readableDate(base.date)} only. Write the date itself.`,
  )
}

function counted(edtf: string): Found {
  return [{ edtf, relative: true }]
}

function dayEdtf(date: CalendarDate): string {
  return isoOf(date)
}

function monthEdtf({ year, month }: CalendarDate): string {
  return isoOf({ year, month })
}

/** Days that are named by how far they lie from the base. */
const nearDays: Readonly<Record<string, number>> = {
  today: 0,
  'same day': 0,
  'that day': 0,
  tonight: 0,
  'this morning': 0,
  yesterday: -1,
  'last night': -1,
  'day before yesterday': -2,
  tomorrow: 1,
  'day after tomorrow': 2,
}

const numbers = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** A number as a word of English, up to twelve, or as digits; "a" is one. */
export function numberOf(word: string): number | undefined {
  if (word === 'a' || word === 'an') return 1
  const index = numbers.indexOf(word)
  return index >= 0 ? index : /^\d{1,4}$/u.test(word) ? Number(word) : undefined
}

/** "Yesterday", "last month", "on Tuesday", "two weeks ago", counted from the base. */
export function relativeDate(words: string, base: DateBase | null): Found {
  const plain = words
    .replace(/^(?:on |in the |during the |the |(?:earlier|later) (?=this ))/u, '')
    .replace(/^the /u, '')
  const days = nearDays[plain]
  if (days !== undefined) return from(plain, base, 'day', (date) => dayEdtf(addDays(date, days)))
  return neighbour(plain, base) ?? distance(words, base) ?? weekday(plain, base)
}

function from(words: string, base: DateBase | null, unit: Unit, make: (date: CalendarDate) => string): Found {
  const date = origin(words, base, unit)
  if ('problem' in date) return date
  const edtf = make(date)
  return edtfRange(edtf) ? counted(edtf) : problem(`“${words}” leads out of the calendar.`)
}

const steps: Readonly<Record<string, number>> = {
  this: 0,
  current: 0,
  last: -1,
  previous: -1,
  past: -1,
  preceding: -1,
  next: 1,
  coming: 1,
  following: 1,
}

/** "This week", "last month", "next year", "last November", "next Tuesday". */
function neighbour(words: string, base: DateBase | null): Found {
  const [, which = '', what = ''] = /^([a-z]+) ([a-z]+)$/u.exec(words) ?? []
  const step = steps[which]
  if (step === undefined) return undefined
  switch (what) {
    case 'day':
      return from(words, base, 'day', (date) => dayEdtf(addDays(date, step)))
    case 'week':
      // Monday to Sunday (ISO 8601).
      return from(words, base, 'day', (date) => {
        const monday = addDays(date, 1 - weekdayOf(date) + 7 * step)
        return `${dayEdtf(monday)}/${dayEdtf(addDays(monday, 6))}`
      })
    case 'weekend':
      return from(words, base, 'day', (date) => {
        const saturday = addDays(date, 6 - weekdayOf(date) + 7 * step)
        return `${dayEdtf(saturday)}/${dayEdtf(addDays(saturday, 1))}`
      })
    case 'month':
      return from(words, base, 'month', (date) => monthEdtf(addMonths(date, step)))
    case 'year':
      return from(words, base, 'year', ({ year }) => isoOf({ year: year + step }))
    default:
      return neighbourNamed(words, step, what, base)
  }
}

function neighbourNamed(words: string, step: number, what: string, base: DateBase | null): Found {
  const day = weekdayNamed(what)
  if (day !== undefined) {
    return from(words, base, 'day', (date) => {
      const ahead = (day - weekdayOf(date) + 7) % 7
      if (step === 0) return dayEdtf(addDays(date, day - weekdayOf(date)))
      return dayEdtf(addDays(date, step > 0 ? ahead || 7 : (ahead || 7) - 7 || -7))
    })
  }
  const month = monthOf(what)
  if (month === undefined) return undefined
  return from(words, base, step === 0 ? 'year' : 'month', ({ year, month: now = 1 }) => {
    if (step === 0) return isoOf({ year, month })
    const passed = step < 0 ? month >= now : month <= now
    return isoOf({ year: passed ? year + step : year, month })
  })
}

/** "Two weeks ago", "in three days", "five months later", "the past two weeks". */
function distance(words: string, base: DateBase | null): Found {
  const [, lately, long, unitsLong] =
    /^(?:in |over |during )?(?:the )?(last|past|next|coming) ([a-z\d]+) (day|week|month|year)s?$/u.exec(
      words,
    ) ?? []
  if (lately !== undefined) {
    const number = numberOf(long ?? '')
    if (number === undefined) return undefined
    return stretch(words, steps[lately] ?? -1, number, unitsLong ?? '', base)
  }
  const [, ahead, count, unit = '', behind] =
    /^(in )?([a-z\d]+) (day|week|month|year)s?(?: (ago|earlier|before|later|after|from now|hence))?$/u.exec(
      words,
    ) ?? []
  const number = numberOf(count ?? '')
  if (number === undefined || (ahead === undefined) === (behind === undefined)) return undefined
  const sign = behind === 'ago' || behind === 'earlier' || behind === 'before' ? -1 : 1
  switch (unit) {
    case 'day':
      return from(words, base, 'day', (date) => dayEdtf(addDays(date, sign * number)))
    case 'week':
      // Whoever counts in weeks means no exact day.
      return from(words, base, 'day', (date) => `${dayEdtf(addDays(date, 7 * sign * number))}~`)
    case 'month':
      return from(words, base, 'month', (date) => monthEdtf(addMonths(date, sign * number)))
    default:
      return from(words, base, 'year', ({ year }) => isoOf({ year: year + sign * number }))
  }
}

function stretch(words: string, step: number, number: number, unit: string, base: DateBase | null): Found {
  const ordered = (date: string, other: string) => (step < 0 ? `${other}/${date}` : `${date}/${other}`)
  if (unit === 'month') {
    return from(words, base, 'month', (date) =>
      ordered(monthEdtf(date), monthEdtf(addMonths(date, step * number))),
    )
  }
  if (unit === 'year') {
    return from(words, base, 'year', ({ year }) =>
      ordered(isoOf({ year }), isoOf({ year: year + step * number })),
    )
  }
  const days = unit === 'week' ? 7 * number : number
  return from(words, base, 'day', (date) => ordered(dayEdtf(date), dayEdtf(addDays(date, step * days))))
}

/** "On Tuesday" in a report is the last one, or the day itself. */
function weekday(words: string, base: DateBase | null): Found {
  const day = weekdayNamed(words)
  if (day === undefined) return undefined
  return from(words, base, 'day', (date) => dayEdtf(addDays(date, -((weekdayOf(date) - day + 7) % 7))))
}

/** A month, or a day of one, whose year is not said: the last one up to the base, or the next after it. */
export function withoutYear(month: number, day: number | undefined, base: DateBase | null): Found {
  const name = [day, months[month - 1]].filter(Boolean).join(' ')
  if (base === null) return problem(`Write the year too, such as ${name} 2024.`)
  const date = origin(name, base, day === undefined ? 'month' : 'day')
  if ('problem' in date) return date
  const { year } = date
  const now = isoOf(day === undefined ? { year, month: date.month } : date)
  const all = [year - 1, year, year + 1]
    .filter((one) => day === undefined || (day >= 1 && day <= daysIn(one, month)))
    .map((one) => isoOf({ year: one, month, day }))
  const readings = [all.filter((one) => one <= now).at(-1), all.find((one) => one > now)]
  const found = readings.filter((one) => one !== undefined).map((edtf) => ({ edtf, relative: true }))
  return found.length > 0 ? found : problem(`${months[month - 1]} has no day ${day}.`)
}
