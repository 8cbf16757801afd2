import { useEffect } from 'react'
import { claimForm } from '../claims/drafts.ts'
import { selection } from '../state/selection.ts'
import { tabs } from '../state/tabs.ts'
import { followWidth, panels, showPanel } from './panels.ts'

/** Brings the inspector up when something is to be written in it, and takes the lists away once a tab was chosen. */
export function usePanels(): void {
  useEffect(followWidth, [])
  useEffect(() => {
    let asked = claimForm.get().focus.n
    let shown = tabs.get().asked?.n
    const ends = [
      claimForm.subscribe(() => {
        const { draft, focus } = claimForm.get()
        if (!draft || focus.n === asked) return
        asked = focus.n
        showPanel('inspector')
      }),
      selection.subscribe(() => {
        if (selection.get().noting !== null) showPanel('inspector')
      }),
      tabs.subscribe(() => {
        const n = tabs.get().asked?.n
        if (n === shown) return
        shown = n
        if (panels.get().over === 'lists') panels.set({ over: null })
      }),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [])
}
