import { type CalendarDate, daysIn, isoOf, weekdayOf } from './calendar.ts'
import {
  absolute,
  dayOf,
  type Found,
  monthOf,
  months,
  problem,
  weekdayNamed,
  weekdays,
} from './date-reading.ts'
import { edtfRange } from './edtf.ts'
import { type DateBase, withoutYear } from './relative-date.ts'

/**
 * A date that stands by itself: a day, a month, a year, or a part of a year. One without its year is counted from
 * the base: the last one, or the next.
 *
 * @param words in lower case
 */
export function singleDate(words: string, base: DateBase | null): Found {
  const plain = words.replace(/^(?:on |in |during |at )?(?:the )?/u, '')
  return (
    withWeekday(plain, base) ??
    named(plain, base) ??
    numeric(plain) ??
    partOfYear(plain) ??
    vague(plain, base) ??
    (edtfRange(plain.toUpperCase()) ? absolute(plain.toUpperCase()) : undefined)
  )
}

/** "Tuesday, 5 November 2024": the day of the week has to be the right one. */
function withWeekday(words: string, base: DateBase | null): Found {
  const [, name = '', rest = ''] = /^([a-z]+)\.?,? (?:the )?(.+)$/u.exec(words) ?? []
  const weekday = weekdayNamed(name)
  if (weekday === undefined) return undefined
  const found = named(rest, base) ?? numeric(rest)
  if (found === undefined || 'problem' in found) return found
  const fitting = found.filter(({ edtf }) => {
    const day = dayOf(edtf)
    return day !== undefined && weekdayOf(day) === weekday
  })
  const [first] = found
  const day = first && dayOf(first.edtf)
  if (fitting.length > 0 || !day) return fitting.length > 0 ? fitting : undefined
  const right = weekdays[weekdayOf(day) - 1]
  return problem(`${dayWords(day)} is a ${right}, not a ${weekdays[weekday - 1]}. Correct one of them.`)
}

const ordinal = '(\\d{1,2})(?:st|nd|rd|th)?'
const word = '([a-z]+\\.?)'

/** Days and months with the name of the month. */
function named(words: string, base: DateBase | null): Found {
  const [text = '', time] = words.split(/, (?=\d{2}:\d{2})/u)
  const dayFirst = new RegExp(`^${ordinal} (?:of )?${word}(?:,? (\\d+))?$`, 'u').exec(text)
  if (dayFirst) return calendar(dayFirst[3], dayFirst[2], dayFirst[1], base, time)
  const yearOnly = new RegExp(`^${word},?(?: of)? (\\d{4})$`, 'u').exec(text)
  if (yearOnly) return calendar(yearOnly[2], yearOnly[1], undefined, base)
  const monthFirst = new RegExp(`^${word} (?:the )?${ordinal}(?:,? (\\d+))?$`, 'u').exec(text)
  if (monthFirst) return calendar(monthFirst[3], monthFirst[1], monthFirst[2], base, time)
  const yearFirst = new RegExp(`^(\\d{4})[ -]${word}(?:[ -]${ordinal})?$`, 'u').exec(text)
  if (yearFirst) return calendar(yearFirst[1], yearFirst[2], yearFirst[3], base)
  return calendar(undefined, words, undefined, base)
}

function calendar(
  year: string | undefined,
  monthName: string | undefined,
  day: string | undefined,
  base: DateBase | null,
  time?: string,
): Found {
  const month = monthOf(monthName ?? '')
  if (month === undefined) return undefined
  if (year === undefined)
    return time === undefined
      ? withoutYear(month, day === undefined ? undefined : Number(day), base)
      : undefined
  if (year.length !== 4) return fourDigits
  const found = checked({ year: Number(year), month, day: day === undefined ? undefined : Number(day) })
  if (time === undefined || found === undefined || 'problem' in found) return found
  return found.map(({ edtf, relative }) => ({ edtf: `${edtf}T${time.toUpperCase()}`, relative }))
}

const fourDigits = problem('Write the year with four digits, such as 2024.')

/** Days and months in digits. With slashes or dashes either part can be the month; full stops put the day first. */
function numeric(words: string): Found {
  const [, first = '', sign = '', second = '', year = ''] =
    /^(\d{1,2})([./-])(\d{1,2})\2(\d+)$/u.exec(words) ?? []
  if (year !== '') {
    if (year.length !== 4) return fourDigits
    const [a, b] = [Number(first), Number(second)]
    const orders =
      sign === '.'
        ? [{ day: a, month: b }]
        : [
            { day: a, month: b },
            { day: b, month: a },
          ]
    const possible = orders.filter(({ month }) => month >= 1 && month <= 12)
    const exists = possible.filter(({ month, day }) => day >= 1 && day <= daysIn(Number(year), month))
    if (exists.length > 0)
      return exists.map((part) => ({ edtf: isoOf({ year: Number(year), ...part }), relative: false }))
    const [one] = possible
    return one ? checked({ year: Number(year), ...one }) : problem('A year has twelve months.')
  }
  const yearFirst = /^(\d{4})([./-])(\d{1,2})(?:\2(\d{1,2}))?$/u.exec(words)
  if (yearFirst) {
    const [, fullYear, , month, day] = yearFirst
    return checkedMonth(Number(fullYear), Number(month), day === undefined ? undefined : Number(day))
  }
  const monthAndYear = /^(\d{1,2})[./-](\d{4})$/u.exec(words)
  return monthAndYear ? checkedMonth(Number(monthAndYear[2]), Number(monthAndYear[1]), undefined) : undefined
}

function checkedMonth(year: number, month: number, day: number | undefined): Found {
  return month >= 1 && month <= 12 ? checked({ year, month, day }) : problem('A year has twelve months.')
}

function checked(date: CalendarDate): Found {
  const { year, month, day } = date
  if (month !== undefined && day !== undefined && (day < 1 || day > daysIn(year, month)))
    return problem(`${months[month - 1]} ${year} has ${daysIn(year, month)} days.`)
  return absolute(isoOf(date))
}

function dayWords({ year, month, day }: { year: number; month: number; day: number }): string {
  return `${day} ${months[month - 1]} ${year}`
}

/** Numbers that stand for months together in EDTF (ISO 8601-2, 4.8). */
const seasons = { spring: 0, summer: 1, autumn: 2, fall: 2, winter: 3 } as const
const hemispheres = { '': 21, northern: 25, southern: 29 } as const
const ordinals = { first: 0, second: 1, third: 2, fourth: 3, last: 3 } as const

/** Seasons, quarters, thirds and halves of a year, and decades. */
function partOfYear(words: string): Found {
  const season =
    /^(northern|southern)? ?(spring|summer|autumn|fall|winter)(?: of)? (\d{4})(?: ?[/-] ?(\d{2}|\d{4}))?$/u.exec(
      words,
    )
  if (season) {
    const [, hemisphere = '', name = '', year = '', next] = season
    if (next !== undefined && Number(next.slice(-2)) !== (Number(year) + 1) % 100) return undefined
    const code = hemispheres[hemisphere as keyof typeof hemispheres] + seasons[name as keyof typeof seasons]
    return absolute(`${year}-${code}`)
  }
  const quarter =
    /^(?:q([1-4])|(first|second|third|fourth|last) quarter)(?: of)? (\d{4})$/u.exec(words) ??
    /^(?:(\d{4}))? ?q([1-4])$/u.exec(words)
  if (quarter && quarter.length === 4) return absolute(`${quarter[3]}-${33 + place(quarter[1], quarter[2])}`)
  if (quarter?.[1]) return absolute(`${quarter[1]}-${32 + Number(quarter[2])}`)
  const third = /^(first|second|last) third of (\d{4})$/u.exec(words)
  if (third) return absolute(`${third[2]}-${37 + Math.min(2, place(undefined, third[1]))}`)
  const half = /^(?:h([12])|(first|second|last) half)(?: of)? (\d{4})$/u.exec(words)
  if (half) return absolute(`${half[3]}-${40 + Math.min(1, place(half[1], half[2]))}`)
  const decade = /^(\d{3})0s$/u.exec(words)
  if (decade) return absolute(`${decade[1]}X`)
  const some = /^some (?:month|day) in (.+)$/u.exec(words)?.[1]
  const whole = some === undefined ? undefined : (named(some, null) ?? numericYear(some))
  return whole === undefined || 'problem' in whole
    ? undefined
    : whole.map(({ edtf, relative }) => ({ edtf: `${edtf}-XX`, relative }))
}

function numericYear(words: string): Found {
  return /^\d{4}$/u.test(words) ? absolute(words) : undefined
}

/** Which part of a year, counted from 0: by its number, or by its ordinal. */
function place(number: string | undefined, name: string | undefined): number {
  return number === undefined ? ordinals[name as keyof typeof ordinals] : Number(number) - 1
}

const stretches = { early: 0, mid: 1, late: 2 } as const

/** "Early 2024" is its first third; of a month, ten days. */
function vague(words: string, base: DateBase | null): Found {
  const [, when, rest = ''] = /^(early|mid|late)[ -](?:in )?(.+)$/u.exec(words) ?? []
  if (when === undefined) return undefined
  const stretch = stretches[when as keyof typeof stretches]
  if (/^\d{4}$/u.test(rest)) return absolute(`${rest}-${37 + stretch}`)
  const found = named(rest, base)
  if (found === undefined || 'problem' in found) return found
  const readings = found.flatMap(({ edtf, relative }) => {
    const [, year, month] = /^(\d{4})-(\d{2})$/u.exec(edtf) ?? []
    if (year === undefined) return []
    const last = stretch === 2 ? daysIn(Number(year), Number(month)) : 10 + 10 * stretch
    const first = String(1 + 10 * stretch).padStart(2, '0')
    return [{ edtf: `${edtf}-${first}/${edtf}-${last}`, relative }]
  })
  return readings.length > 0 ? readings : undefined
}
