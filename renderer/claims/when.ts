import type { DateEntry } from '../ui/DateInput.tsx'

/** Whether what was typed is the article's own wording, to be kept beside the date: "last month", unless it is there. */
export function keepsWords({ relative }: DateEntry, wording: string | null): boolean {
  return relative && (wording ?? '').trim() === ''
}

/** What a form has put beside a date itself. */
export interface OwnWords {
  words: string
}

/** What stands beside a date after something was typed: the form's own words follow it, an analyst's stay. */
export function wordsBeside(entry: DateEntry, wording: string, own: OwnWords): string {
  if (!keepsWords(entry, wording === own.words ? '' : wording)) return wording
  own.words = entry.typed
  return entry.typed
}
