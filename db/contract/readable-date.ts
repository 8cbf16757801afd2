const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Numbers that stand for months together (ISO 8601-2, 4.8), by what comes before the year. */
const partsOfYear: Readonly<Record<number, string>> = {
  ...named(21, ['spring', 'summer', 'autumn', 'winter']),
  ...named(25, ['spring', 'summer', 'autumn', 'winter'], 'northern '),
  ...named(29, ['spring', 'summer', 'autumn', 'winter'], 'southern '),
  ...named(33, ['Q1', 'Q2', 'Q3', 'Q4']),
  ...named(37, ['first third of', 'second third of', 'last third of']),
  ...named(40, ['first half of', 'second half of']),
}

function named(first: number, names: readonly string[], before = '') {
  return Object.fromEntries(names.map((name, index) => [first + index, `${before}${name}`]))
}

/**
 * A date in the Extended Date/Time Format (ISO 8601-2:2019, annex A) as people write it: "8 Jan 2026", "Nov 2024",
 * "12–13 Nov 2024", "from 5 Nov 2024", "about 2019", "2024?", "spring 2023", "2020s". What is no such date stays
 * as it is written.
 */
export function readableDate(edtf: string | null): string {
  if (edtf === null) return ''
  const set = /^([[{])(.+)[\]}]$/.exec(edtf)
  if (set) return members(set[2] ?? '', set[1] === '[' ? ' or ' : ' and ')
  return edtf.includes('/') ? interval(edtf, edtf.split('/')) : single(edtf)
}

function members(text: string, between: string): string {
  const dates = text.split(',').map((member) => {
    const trimmed = member.trim()
    return trimmed.includes('..') ? interval(trimmed, trimmed.split('..')) : single(trimmed)
  })
  const last = dates.pop() ?? ''
  return dates.length === 0 ? last : `${dates.join(', ')}${between}${last}`
}

/** An interval; an end that is open is ".." or nothing. */
function interval(written: string, [start = '', end = '', ...more]: readonly string[]): string {
  if (more.length > 0) return written
  const open = (date: string) => date === '' || date === '..'
  if (open(start)) return open(end) ? written : `until ${single(end)}`
  if (open(end)) return `from ${single(start)}`
  const [from, to] = [single(start), single(end)]
  if (from === to) return from
  // What both ends share is said once: "12–13 Nov 2024".
  const [year, month] = end.split('-')
  if (!isDay.test(start) || !isDay.test(end)) return `${from} – ${to}`
  if (start.startsWith(`${year}-${month}-`)) return `${Number(start.slice(8))}–${to}`
  return start.startsWith(`${year}-`) ? `${from.slice(0, -5)} – ${to}` : `${from} – ${to}`
}

const isDay = /^\d{4}-\d{2}-\d{2}$/

function single(written: string): string {
  const marks = written.match(/[?~%]/g) ?? []
  const [date = '', time] = written.replaceAll(/[?~%]/g, '').split('T')
  const found = /^([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?$/.exec(date)
  const plain = found && calendarDate(found[1] ?? '', found[2], found[3])
  if (plain == null) return written
  const about = marks.some((mark) => mark !== '?') ? 'about ' : ''
  const doubt = marks.some((mark) => mark !== '~') ? '?' : ''
  return `${about}${plain}${doubt}${time === undefined ? '' : `, ${time}`}`
}

/** @returns null where the parts are no date */
function calendarDate(year: string, month: string | undefined, day: string | undefined): string | null {
  const years = /^\d+X+$/.test(year) ? `${year.replaceAll('X', '0')}s` : year
  if (years.includes('X')) return null
  if (month === undefined) return years
  if (day === undefined && month === 'XX') return `some month in ${years}`
  const part = day === undefined ? partsOfYear[Number(month)] : undefined
  if (part !== undefined) return `${part} ${years}`
  const name = months[Number(month) - 1]
  if (name === undefined) return null
  if (day === undefined) return `${name} ${years}`
  if (day === 'XX') return `some day in ${name} ${years}`
  return day.includes('X') ? null : `${Number(day)} ${name} ${years}`
}
