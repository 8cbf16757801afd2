import { edtfRange } from '../../db/contract/edtf.ts'
import type { HistoryFilter } from '../../db/contract/history.ts'
import { createStore } from '../state/store.ts'
import { showTab } from '../state/tabs.ts'

/** Whose history is shown: a document's with everything in it, or that of any other thing. */
export type HistoryOf = { readonly document: string } | { readonly thing: string }

/** What of the history is shown. Dates are EDTF, or what was typed as long as that is no date. */
export interface HistoryView {
  readonly of: HistoryOf | null
  readonly analyst: string | null
  /** The kind of thing, as a table. */
  readonly table: string | null
  readonly from: string
  readonly until: string
  readonly text: string
}

export const everything: HistoryView = {
  of: null,
  analyst: null,
  table: null,
  from: '',
  until: '',
  text: '',
}

export const historyView = createStore<HistoryView>(everything)

/** Shows the history of the whole project, filtered as it was the last time. */
export function openHistory(): void {
  historyView.set({ of: null })
  showTab({ kind: 'history' })
}

/** Shows the history of one thing, all of it. */
export function openHistoryOf(of: HistoryOf): void {
  historyView.set({ ...everything, of })
  showTab({ kind: 'history' })
}

export function isFiltered({ of: _, ...filters }: HistoryView): boolean {
  return Object.values(filters).some((value) => value !== null && value !== '')
}

/** What the store is asked for. A date that is none yet does not filter. */
export function filterOf({ of, analyst, table, from, until, text }: HistoryView): HistoryFilter {
  const first = edtfRange(from)?.from
  const last = edtfRange(until)?.to
  return {
    ...(of ?? {}),
    ...(analyst === null ? {} : { analyst }),
    ...(table === null ? {} : { table }),
    ...(first ? { since: beginningOf(first) } : {}),
    ...(last ? { before: beginningOf(last, 1) } : {}),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  }
}

/** The beginning of a day on this computer's clock, or of one that is so many days later: ISO 8601, UTC. */
export function beginningOf(day: string, later = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const midnight = new Date(2000, month - 1, date + later)
  // Years before 100 would be taken for those of the last century.
  midnight.setFullYear(year, month - 1, date + later)
  return midnight.toISOString()
}
