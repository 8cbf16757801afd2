import { answered } from '../state/queries.ts'
import { goToPlace, selection } from '../state/selection.ts'
import { createStore } from '../state/store.ts'
import { showTab, type Tab, tabId } from '../state/tabs.ts'

/** What was shown: a tab, and a place in its text where somebody jumped to one. */
interface Visit {
  readonly tab: Tab
  readonly place: { readonly start: number; readonly passage: string | null } | null
}

// Farther back nobody remembers what it was.
const most = 100

/** What was shown in this window, in order, and where in it the window is now. */
export const visits = createStore<{ readonly list: readonly Visit[]; readonly at: number }>({
  list: [],
  at: -1,
})

/** A tab came to the front. */
export function visitTab(tab: Tab): void {
  const { list, at } = visits.get()
  const now = list[at]
  if (!now || tabId(now.tab) !== tabId(tab)) add({ tab, place: null })
}

function visitPlace(document: string, start: number): void {
  const { list, at } = visits.get()
  const now = list[at]
  const tab = { kind: 'document', document } as const
  const same = now && tabId(now.tab) === tabId(tab)
  if (same && now.place?.start === start) return
  add({ tab, place: { start, passage: selection.get().passage } })
}

function add(visit: Visit): void {
  const { list, at } = visits.get()
  const kept = [...list.slice(Math.max(0, at + 2 - most), at + 1), visit]
  visits.set({ list: kept, at: kept.length - 1 })
}

let asked = 0
selection.subscribe(() => {
  const { reveal } = selection.get()
  if (reveal?.n === asked) return
  asked = reveal?.n ?? 0
  if (reveal) visitPlace(reveal.document, reveal.start)
})

/** Shows what was shown before, or after; what was deleted since is passed over. */
export function stepVisit(by: 1 | -1): void {
  const { list, at } = visits.get()
  let next = at + by
  while (list[next] && !isThere(list[next]?.tab as Tab)) next += by
  const visit = list[next]
  if (!visit) return
  visits.set({ at: next })
  const { tab, place } = visit
  if (tab.kind === 'document' && place) goToPlace(tab.document, place.start, place.passage)
  else showTab(tab)
}

function isThere(tab: Tab): boolean {
  if (tab.kind === 'document')
    return answered('documents.list', {})?.some(({ uid }) => uid === tab.document) ?? true
  if (tab.kind === 'board') return answered('boards.list', {})?.some(({ uid }) => uid === tab.board) ?? true
  return true
}

/** Another project: what was shown of the one before is not there. */
export function forgetVisits(): void {
  visits.set({ list: [], at: -1 })
}
