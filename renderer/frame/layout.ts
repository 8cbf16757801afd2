import type { DockviewApi } from 'dockview-react'
import { type Tab, tabId } from '../state/tabs.ts'

/** Shows a tab: the one that is there, else a new one beside the active one. */
export function open(dock: DockviewApi, tab: Tab): void {
  const id = tabId(tab)
  const there = dock.getPanel(id)
  if (there) there.api.setActive()
  else dock.addPanel({ id, component: 'tab', title: '…', params: { tab } })
}

const keyOf = (project: string) => `claimboard.layout.${project}`

/** Keeps which tabs are open and where, on this computer and for this project. */
export function keepLayout(dock: DockviewApi, project: string): void {
  localStorage.setItem(keyOf(project), JSON.stringify(dock.toJSON()))
}

/** Brings the tabs back. A layout that does not fit any more would leave no tab at all: then it starts empty. */
export function restoreLayout(dock: DockviewApi, project: string): void {
  const kept = localStorage.getItem(keyOf(project))
  if (kept === null) return
  try {
    dock.fromJSON(JSON.parse(kept))
  } catch (error) {
    console.warn('The layout of the tabs could not be restored and starts anew.', error)
    localStorage.removeItem(keyOf(project))
    dock.clear()
  }
}
