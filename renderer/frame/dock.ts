import type { DockviewApi, IDockviewPanel } from 'dockview-react'
import { createStore } from '../state/store.ts'
import type { Tab } from '../state/tabs.ts'

/** The tabs in the middle, for commands: the library's handle while they are there, and how many they are. */
export const dock = createStore<{ readonly api: DockviewApi | null; readonly tabs: number }>({
  api: null,
  tabs: 0,
})

/** Makes the tabs known to commands. @returns what ends it */
export function offerDock(api: DockviewApi): () => void {
  const count = () => dock.set({ api, tabs: api.panels.length })
  count()
  const listening = [api.onDidAddPanel(count), api.onDidRemovePanel(count)]
  return () => {
    for (const one of listening) one.dispose()
    dock.set({ api: null, tabs: 0 })
  }
}

/** The tab in front, and what stands on its head. */
export function frontTab(): { readonly tab: Tab; readonly title: string } | null {
  const panel = dock.get().api?.activePanel
  const tab = panel?.params?.tab as Tab | undefined
  return panel && tab ? { tab, title: panel.title ?? '' } : null
}

/** Shows the tab beside the one in front, over all groups, round and round. */
export function stepTab(by: 1 | -1): void {
  const { api } = dock.get()
  if (!api?.activePanel) return
  const all = api.groups.flatMap((group) => group.panels)
  const at = all.indexOf(api.activePanel)
  const next = all[(at + by + all.length) % all.length]
  if (next) bringToFront(next)
}

export function closeTab(): void {
  const { api } = dock.get()
  api?.activePanel?.api.close()
  if (api?.activePanel) bringToFront(api.activePanel)
}

/** Keys go on where the eye is: the focus does not stay in a tab that is hidden. */
function bringToFront(panel: IDockviewPanel): void {
  panel.api.setActive()
  panel.group.element.querySelector<HTMLElement>('.dv-tab.dv-active-tab')?.focus({ preventScroll: true })
}
