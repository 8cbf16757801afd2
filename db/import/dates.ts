const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const MONTH_NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/
const ISO_MONTH = /^(\d{4})-(\d{2})$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b/
const NUMBERS = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/
const CHINESE = /^(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?/
const WEEKDAY = /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)/i
const MONTH_FIRST = new RegExp(`^${MONTH_NAME}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'i')
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?\\.?[\\s-]+${MONTH_NAME},?[\\s-]+(\\d{4})\\b`, 'i')
const MONTH_ONLY = new RegExp(`^${MONTH_NAME},?\\s+(\\d{4})$`, 'i')

/**
 * A date as documents print it, as EDTF (ISO 8601-2): `YYYY-MM-DD`, or `YYYY-MM` where no day is
 * given. The calendar date is kept as written, whatever the time zone. Undefined where it is not a
 * date, does not exist, or could be read in two ways (03/04/2025).
 */
export function readDate(words: string): string | undefined {
  const trimmed = words.trim().replace(WEEKDAY, '')
  for (const pattern of [ISO_DAY, ISO_MONTH, COMPACT, YEAR_FIRST, CHINESE]) {
    const found = pattern.exec(trimmed)
    if (found) return edtf(found[1], found[2], found[3])
  }
  const american = MONTH_FIRST.exec(trimmed)
  if (american) return edtf(american[3], monthNumber(american[1]), american[2])
  const british = DAY_FIRST.exec(trimmed)
  if (british) return edtf(british[3], monthNumber(british[2]), british[1])
  const month = MONTH_ONLY.exec(trimmed)
  if (month) return edtf(month[2], monthNumber(month[1]), undefined)
  const numbers = NUMBERS.exec(trimmed)
  if (numbers) {
    const [, a, b, year] = numbers
    if (Number(a) === Number(b) || Number(a) > 12) return edtf(year, b, a)
    if (Number(b) > 12) return edtf(year, a, b)
  }
  return undefined
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1)
}

/** Years before printing or far ahead are page numbers and typing errors. */
const YEARS = { first: 1400, last: 2200 }

function edtf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | undefined {
  const y = Number(year)
  const m = Number(month)
  if (!(y >= YEARS.first && y <= YEARS.last) || !(m >= 1 && m <= 12)) return undefined
  const prefix = `${year}-${String(m).padStart(2, '0')}`
  if (day === undefined) return prefix
  const d = Number(day)
  const lastDay = new Date(Date.UTC(y, m, 0)).getUTCDate()
  return d >= 1 && d <= lastDay ? `${prefix}-${String(d).padStart(2, '0')}` : undefined
}
