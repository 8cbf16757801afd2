import type { ActionInfo, ChangedThing } from '../../db/contract/history.ts'
import { count } from '../documents/importing.ts'

/** What was done, with what it was if it was an undo. */
export function labelOf({ kind, label }: Pick<ActionInfo, 'kind' | 'label'>): string {
  if (kind === 'undo') return `Undo: ${label}`
  return kind === 'redo' ? `Redo: ${label}` : label
}

/** What takes in what others did: a merge by hand, and the exchange with a team. */
const mergers: readonly string[] = ['merge.run', 'team.exchange']

/** What else there is to know of an action, each in a word or two, with what that means. */
export function marksOf({ state, operation, kind }: Pick<ActionInfo, 'state' | 'operation' | 'kind'>) {
  const marks: { readonly word: string; readonly hint: string }[] = []
  if (mergers.includes(operation) && kind === 'do')
    marks.push({ word: 'Merge', hint: 'Another copy of the project was taken in' })
  if (state === 'undone') marks.push({ word: 'Undone', hint: 'It was taken back, and Redo brings it again' })
  if (state === 'abandoned')
    marks.push({ word: 'Undone', hint: 'It was taken back, and something else was done since' })
  if (state === 'elsewhere')
    marks.push({
      word: 'In another copy',
      hint: 'It was done in another copy of the project and came with a merge',
    })
  if (state === 'running') marks.push({ word: 'Going on', hint: 'It is not finished yet' })
  return marks
}

// Bytes go with their document, and who works here is written down by itself.
const besides: readonly string[] = ['original', 'analyst']

/** How many things an action changed: "3 things". */
export function extentOf({ changes }: Pick<ActionInfo, 'changes'>): string {
  const things = Object.entries(changes)
    .filter(([table]) => !besides.includes(table))
    .reduce((sum, [, n]) => sum + n, 0)
  return things === 0 ? '' : count(things, 'thing')
}

const deeds: Readonly<Record<ChangedThing['did'], string>> = {
  made: 'Made',
  changed: 'Changed',
  deleted: 'Deleted',
  'brought-back': 'Brought back',
  came: 'Came in',
  went: 'Went away',
  settled: 'Settled',
}

/** "Changed · Passage". */
export function deedOf({ did, kind }: Pick<ChangedThing, 'did' | 'kind'>): string {
  return `${deeds[did]} · ${kind}`
}

/** The day of a moment on this computer's calendar: "Friday, 20 November 2026"; null for what is no time. */
export function dayOf(at: string): string | null {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return null
  return date.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}

export function timeOf(at: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return '?'
  return date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
