import { addDays } from './calendar.ts'
import { dayOf, type Found, isProblem, problem, type Reading } from './date-reading.ts'
import { singleDate } from './date-single.ts'
import { edtfRange } from './edtf.ts'
import { readableDate } from './readable-date.ts'
import { type DateBase, relativeDate } from './relative-date.ts'

export type { DateBase } from './relative-date.ts'

/** One date that words can mean. */
export interface MeantDate {
  /** EDTF (ISO 8601-2:2019, annex A), as it is stored. */
  readonly edtf: string
  /** As people write it: what the entry is shown back as. */
  readonly words: string
}

/**
 * What somebody's words for a date mean: one date (`relative` where it was counted from another one), one of
 * several, or nothing that is understood, with a sentence that says what to do.
 */
export type EnteredDate =
  | { readonly kind: 'nothing' }
  | ({ readonly kind: 'date'; readonly relative: boolean } & MeantDate)
  | { readonly kind: 'several'; readonly readings: readonly MeantDate[] }
  | { readonly kind: 'unclear'; readonly message: string }

/**
 * Reads a date as people write it, in English, or as EDTF: "5 Nov 2024", "November 2024", "about 2019", "before
 * March 2024", "between 3 and 9 November 2024", "spring 2023", "last month". "5/11/2024" can mean two days.
 *
 * @param base what "yesterday" or "last month" count from
 */
export function readEnteredDate(text: string, base: DateBase | null = null): EnteredDate {
  const entered = text.trim().replace(/\s+/gu, ' ')
  if (entered === '') return { kind: 'nothing' }
  if (edtfRange(entered)) return meant({ edtf: entered, relative: false })
  const words = entered
    .toLowerCase()
    .replaceAll(/[“”"‘’']/gu, '')
    .replaceAll(/[–—−]/gu, ' – ')
    .replaceAll(/\s+/gu, ' ')
    .replace(/[.,;]$/u, '')
    .trim()
  const found = anyDate(words, base)
  if (found === undefined) return { kind: 'unclear', message: notUnderstood(entered) }
  if (isProblem(found)) return { kind: 'unclear', message: found.problem }
  const readings = found.filter(
    ({ edtf }, i) => edtfRange(edtf) && found.findIndex((other) => other.edtf === edtf) === i,
  )
  const [first, ...others] = readings
  if (!first) return { kind: 'unclear', message: `“${entered}” ends before it begins.` }
  if (others.length === 0) return meant(first)
  return { kind: 'several', readings: readings.map(({ edtf }) => ({ edtf, words: readableDate(edtf) })) }
}

/** What is wrong with words that were to be a date by now; undefined where they are one, or nothing. */
export function dateProblem(text: string): string | undefined {
  const entered = readEnteredDate(text)
  if (entered.kind === 'unclear') return entered.message
  if (entered.kind !== 'several') return undefined
  return `“${text.trim()}” can mean ${entered.readings.map(({ words }) => words).join(' or ')}. Choose one.`
}

/**
 * A stored date as it is put into a field: in words where these words are read as the same date, else as EDTF.
 * What is no date stays as it is.
 */
export function enteredForm(edtf: string | null): string {
  const words = readableDate(edtf)
  const read = readEnteredDate(words)
  return read.kind === 'date' && read.edtf === edtf ? words : (edtf ?? '')
}

function meant({ edtf, relative }: Reading): EnteredDate {
  return { kind: 'date', edtf, words: readableDate(edtf), relative }
}

function notUnderstood(entered: string): string {
  const shown = entered.length > 60 ? `${entered.slice(0, 59).toWellFormed()}…` : entered
  return `“${shown}” is not understood as a date. Write it like 5 Nov 2024, November 2024, about 2019, before March 2024, or 2024-11-05.`
}

type Read = (words: string, base: DateBase | null) => Found

const anyDate: Read = (words, base) =>
  qualified(words, base) ?? span(words, base) ?? bounded(words, base) ?? oneDate(words, base)

const oneDate: Read = (words, base) => singleDate(words, base) ?? relativeDate(words, base)

const about =
  /^(?:about|around|circa|ca?\.|c|ca|approximately|approx\.?|roughly|some time (?:in|around)|~) ?/u
const maybe = /^(?:maybe|perhaps|possibly|probably|presumably) /u

/** "about 2019", "perhaps November 2024", "about 2019?": marked as approximate, as uncertain, or as both. */
const qualified: Read = (words, base) => {
  let rest = words
  let approximate = false
  let uncertain = false
  for (let before = ''; before !== rest; ) {
    before = rest
    if (about.test(rest)) approximate = true
    if (maybe.test(rest) || rest.endsWith('?')) uncertain = true
    rest = rest.replace(about, '').replace(maybe, '').replace(/ ?\?$/u, '')
  }
  if (!approximate && !uncertain) return undefined
  const mark = approximate && uncertain ? '%' : approximate ? '~' : '?'
  return each(oneDate(rest, base), ({ edtf, relative }) => ({
    edtf: edtf
      .split('/')
      .map((end) => `${end.replace(/[~?%]$/u, '')}${mark}`)
      .join('/'),
    relative,
  }))
}

/** "between 3 and 9 November 2024", "from March to May 2024", "30 Oct – 2 Nov 2024". */
const span: Read = (words, base) => {
  const parts =
    /^between (.+?) and (.+)$/u.exec(words) ??
    /^(?:from )?(.+?) (?:to|until|till|through|thru|–|-) (.+)$/u.exec(words) ??
    /^(\d{1,2})-(\d{1,2} [a-z].*)$/u.exec(words) ??
    /^([a-z]+)-([a-z]+\.? \d{4})$/u.exec(words) ??
    /^(\d{4})-(\d{4})$/u.exec(words)
  if (!parts) return undefined
  const [, from = '', to = ''] = parts
  const last = oneDate(to, base)
  return each(last, (end) => {
    const starts = startOf(from, end, base)
    if (!Array.isArray(starts)) return starts
    return starts.map((start) => ({
      edtf: `${edge(start, 'from')}/${edge(end, 'to')}`,
      relative: start.relative || end.relative,
    }))
  })
}

/** The beginning of a span, which leaves out what it shares with the end: "3" in "3 and 9 November 2024". */
function startOf(from: string, end: Reading, base: DateBase | null): Found {
  const closed = edtfRange(end.edtf)
  const lastDay = closed?.to ? dayOf(closed.to) : undefined
  if (lastDay) {
    const { year, month } = lastDay
    const monthName = monthNames[month - 1] ?? ''
    if (/^\d{1,2}(?:st|nd|rd|th)?$/u.test(from)) return singleDate(`${from} ${monthName} ${year}`, base)
    for (const borrowed of [year, year - 1]) {
      const found = /\d{4}/u.test(from) ? undefined : singleDate(`${from} ${borrowed}`, base)
      if (!Array.isArray(found)) continue
      const fits = found.filter(({ edtf }) => (edtfRange(edtf)?.from ?? '') <= (closed?.to ?? ''))
      if (fits.length > 0) return fits
    }
  }
  return oneDate(from, base)
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A date as the end of an interval: one that is an interval itself gives its own first or last day. */
function edge({ edtf }: Reading, side: 'from' | 'to'): string {
  if (!edtf.includes('/')) return edtf
  const [start = '', end = ''] = edtf.split('/')
  return side === 'from' ? start : end
}

const bounds: readonly {
  readonly words: RegExp
  readonly make: (date: Reading) => string
}[] = [
  { words: /^(?:before|prior to|earlier than) (.+)$/u, make: (date) => `../${beside(date, 'before')}` },
  {
    words:
      /^(?:until|till|by|up to|to|(?:no|not) later than|not after|on or before|at the latest|at the end of) (.+)$/u,
    make: (date) => `../${edge(date, 'to')}`,
  },
  { words: /^(?:after|later than) (.+)$/u, make: (date) => `${beside(date, 'after')}/..` },
  {
    words:
      /^(?:since|from|as of|starting|beginning|not before|(?:no|not) earlier than|on or after|at the earliest) (.+?)(?: on| onwards?)?$/u,
    make: (date) => `${edge(date, 'from')}/..`,
  },
]

/** "before March 2024", "not before 5 Nov 2024": open on one side. */
const bounded: Read = (words, base) => {
  for (const bound of bounds) {
    const rest = bound.words.exec(words)?.[1]
    if (rest === undefined) continue
    return each(qualified(rest, base) ?? oneDate(rest, base), (date) => ({
      edtf: bound.make(date),
      relative: date.relative,
    }))
  }
  return undefined
}

/** The day, month or year next to a date, as exact as the date is: before March 2024 is until February. */
function beside({ edtf }: Reading, side: 'before' | 'after'): string {
  const range = edtfRange(edtf)
  const edgeDay = dayOf((side === 'before' ? range?.from : range?.to) ?? '')
  if (!edgeDay) return edtf
  const { year, month, day } = addDays(edgeDay, side === 'before' ? -1 : 1)
  const iso = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const exact = edtf.replaceAll(/[~?%]/g, '')
  const mark = /[~?%]$/u.exec(edtf)?.[0] ?? ''
  const length = /^[\dX]{4}$/u.test(exact) ? 4 : /^\d{4}-\d{2}$/u.test(exact) ? 7 : 10
  return `${iso.slice(0, length)}${mark}`
}

function each(found: Found, make: (reading: Reading) => Reading | Found): Found {
  if (found === undefined || isProblem(found)) return found
  const made: Reading[] = []
  for (const reading of found) {
    const result = make(reading)
    if (result === undefined) return undefined
    if (Array.isArray(result)) made.push(...(result as readonly Reading[]))
    else if ('problem' in result) return problem(result.problem)
    else made.push(result as Reading)
  }
  return made
}
