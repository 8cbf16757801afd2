import type { DateEntry } from '../ui/DateInput.tsx'

/** Whether what was typed is the article's own wording, to be kept beside the date: "last month", unless it is there. */
export function keepsWords({ relative }: DateEntry, wording: string | null): boolean {
  return relative && (wording ?? '').trim() === ''
}
