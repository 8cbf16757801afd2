import type { DockviewApi } from 'dockview-react'
import { type Tab, tabId } from '../state/tabs.ts'

/** Shows a tab: the one that is there, else a new one beside the active one. */
export function open(dock: DockviewApi, tab: Tab): void {
  const id = tabId(tab)
  const there = dock.getPanel(id)
  if (there) there.api.setActive()
  else dock.addPanel({ id, component: 'tab', title: '…', params: { tab } })
}

/**
 * Shows a tab in another group than a tab that is there, which stays in front: what is looked up from a table is
 * seen with the table.
 */
export function openBeside(dock: DockviewApi, tab: Tab, beside: Tab): void {
  const home = dock.getPanel(tabId(beside))
  if (!home) {
    open(dock, tab)
    return
  }
  const focused = document.activeElement
  const there = dock.getPanel(tabId(tab))
  const other = dock.groups.find((group) => group !== home.group)
  if (there && there.group !== home.group) there.api.setActive()
  else if (there) there.api.moveTo(other ? { group: other } : { group: home.group, position: 'right' })
  else {
    const position = other
      ? { referenceGroup: other }
      : ({ referencePanel: home, direction: 'right' } as const)
    dock.addPanel({ id: tabId(tab), component: 'tab', title: '…', params: { tab }, position })
  }
  home.api.setActive()
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
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
