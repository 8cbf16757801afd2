import type { Conflict, Duplicate } from '../../db/contract/merge.ts'
import { showPanel } from '../frame/panels.ts'
import { selection } from '../state/selection.ts'
import { createStore } from '../state/store.ts'
import { showTab, type Tab } from '../state/tabs.ts'
import { showTag } from '../tags/managing.ts'

export type Part = 'conflicts' | 'duplicates'

/** Which of the two lists the tab shows, and which kind of thing the conflicts are about; null for all kinds. */
export const settling = createStore<{ readonly part: Part; readonly table: string | null }>({
  part: 'conflicts',
  table: null,
})

/** Shows what a merge left to be settled. */
export function openSettling(part: Part): void {
  settling.set({ part, table: null })
  showTab(home)
}

const home: Tab = { kind: 'conflicts' }

/** Whether there is a place in the window where what a conflict is about can be seen. */
export function canShow({ page, document }: Pick<Conflict, 'page' | 'document'>): boolean {
  return page !== null || document !== null
}

/** Shows what a conflict, or a change of the history, is about, beside the list that it is in. */
export function showConflict(
  { page, document }: Pick<Conflict, 'page' | 'document'>,
  beside: Tab = home,
): void {
  if (page?.kind === 'claim') {
    selection.set({ subject: { kind: 'claim', uid: page.uid }, passage: null, picking: null })
    showPanel('inspector')
  }
  if (document) {
    showPlace(document.uid, document.start, page?.kind === 'passage' ? page.uid : null, beside)
    return
  }
  if (!page) return
  if (page.kind === 'tag') {
    showTag(page.uid)
    showPanel('inspector')
  } else if (page.kind !== 'passage' && page.kind !== 'claim') {
    showTab(tabs[page.kind](page.uid), home)
  }
}

type WithTab = Exclude<NonNullable<Conflict['page']>['kind'], 'passage' | 'claim' | 'tag'>

const tabs: Readonly<Record<WithTab, (uid: string) => Tab>> = {
  actor: (uid) => ({ kind: 'actor', actor: uid }),
  source: (uid) => ({ kind: 'source', source: uid }),
  proposition: (uid) => ({ kind: 'proposition', proposition: uid }),
  event: (uid) => ({ kind: 'event', event: uid }),
  hypothesis: (uid) => ({ kind: 'hypothesis', hypothesis: uid }),
  board: (uid) => ({ kind: 'board', board: uid }),
}

function showPlace(document: string, start: number | null, passage: string | null, beside: Tab = home): void {
  if (start !== null) {
    const n = (selection.get().reveal?.n ?? 0) + 1
    if (passage !== null) selection.set({ subject: null })
    selection.set({ document, passage, picking: null, reveal: { document, start, n } })
  }
  showTab({ kind: 'document', document }, beside)
}

/** Shows one of the things that look the same, beside the list. */
export function showDuplicate(kind: Duplicate['kind'], uid: string): void {
  switch (kind) {
    case 'document':
      showPlace(uid, null, null)
      return
    case 'tag':
      showTag(uid)
      showPanel('inspector')
      return
    case 'actor':
      showTab({ kind: 'actor', actor: uid }, home)
  }
}
