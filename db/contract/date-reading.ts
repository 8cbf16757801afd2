/** One meaning of some words: EDTF, and whether it was counted from another date. */
export interface Reading {
  readonly edtf: string
  readonly relative: boolean
}

/** What words for a date mean: several readings, why there is none, or undefined where they are no date. */
export type Found = readonly Reading[] | { readonly problem: string } | undefined

export function problem(text: string): { readonly problem: string } {
  return { problem: text }
}

export function isProblem(found: Found): found is { readonly problem: string } {
  return found !== undefined && 'problem' in found
}

export function absolute(edtf: string): Found {
  return [{ edtf, relative: false }]
}

/** A day as `edtfRange` gives it, in parts. */
export function dayOf(
  iso: string,
): { readonly year: number; readonly month: number; readonly day: number } | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  return parts ? { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) } : undefined
}

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

/** A word for a month, whole or by its first three letters or more, with a full stop or without: 1 to 12. */
export function monthOf(word: string): number | undefined {
  return numberedBy(months, word, 3)
}

/** A word for a day of the week: 1 for Monday to 7 for Sunday. */
export function weekdayNamed(word: string): number | undefined {
  return numberedBy(weekdays, word, 3)
}

function numberedBy(names: readonly string[], word: string, least: number): number | undefined {
  const letters = word.replace(/\.$/u, '').toLowerCase()
  if (letters.length < least) return undefined
  const index = names.findIndex((name) => name.toLowerCase().startsWith(letters))
  return index < 0 ? undefined : index + 1
}
