import { z } from 'zod'
import { createStore } from '../state/store.ts'

export type PanelName = 'lists' | 'inspector'

interface Panels {
  /** Which panels stand beside the middle, where there is room for them. */
  readonly shown: Readonly<Record<PanelName, boolean>>
  /** The window has no room for panels beside the middle: one at a time lies over it. */
  readonly narrow: boolean
  readonly over: PanelName | null
}

// Below this a text between two panels would be narrower than can be read well: a small screen with text at 150 %
// is below it, too, since these are CSS pixels.
const narrowWidth = '(max-width: 860px)'

const key = 'claimboard.panels.shown'
const both = { lists: true, inspector: true }
const Shown = z.object({ lists: z.boolean(), inspector: z.boolean() })

export const panels = createStore<Panels>({
  shown: kept(),
  narrow: typeof matchMedia === 'function' && matchMedia(narrowWidth).matches,
  over: null,
})

function kept(): Panels['shown'] {
  if (typeof localStorage === 'undefined') return both
  try {
    return Shown.parse(JSON.parse(localStorage.getItem(key) ?? 'null') ?? both)
  } catch {
    // What another version has kept there: both are shown.
    return both
  }
}

/** Follows whether there is room. @returns what ends it */
export function followWidth(): () => void {
  const query = matchMedia(narrowWidth)
  const changed = () => panels.set({ narrow: query.matches, over: null })
  changed()
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

export function togglePanel(name: PanelName): void {
  const { narrow, over, shown } = panels.get()
  if (narrow) panels.set({ over: over === name ? null : name })
  else keep({ ...shown, [name]: !shown[name] })
}

/** Brings a panel up in which something is to be done, such as the form of a claim. */
export function showPanel(name: PanelName): void {
  const { narrow, shown } = panels.get()
  if (narrow) panels.set({ over: name })
  else if (!shown[name]) keep({ ...shown, [name]: true })
}

/** Takes away the panel that lies over the middle. @returns whether there was one */
export function closeOverlay(): boolean {
  if (panels.get().over === null) return false
  panels.set({ over: null })
  return true
}

function keep(shown: Panels['shown']): void {
  localStorage.setItem(key, JSON.stringify(shown))
  panels.set({ shown })
}
