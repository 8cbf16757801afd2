import { useCallback, useState } from 'react'
import { attempt } from '../state/notices.ts'
import { save } from '../state/tasks.ts'

/** What a press on the canvas means: move the canvas, draw a selection, or choose the cards of a link. */
export type Mode = 'move' | 'select' | 'link'

export interface Linking {
  readonly mode: Mode
  /** The card that a link is being drawn from. */
  readonly linkFrom: string | null
  setMode(mode: Mode, linkFrom?: string | null): void
  link(from: string, to: string): void
  /** A card was chosen while a link is being drawn. */
  pickForLink(card: string): void
}

/** Draws links: between two cards at once, or by choosing one after the other. */
export function useLinking(onMade: (link: string) => void): Linking {
  const [{ mode, linkFrom }, set] = useState<{ mode: Mode; linkFrom: string | null }>({
    mode: 'move',
    linkFrom: null,
  })
  const setMode = useCallback(
    (next: Mode, from: string | null = null) => set({ mode: next, linkFrom: from }),
    [],
  )
  const link = useCallback(
    (from: string, to: string) =>
      attempt(async () => onMade((await save('links.create', { from, to })).link)),
    [onMade],
  )
  const pickForLink = useCallback(
    (card: string) => {
      if (linkFrom === null) setMode('link', card)
      else if (linkFrom !== card) {
        setMode('move')
        link(linkFrom, card)
      }
    },
    [linkFrom, setMode, link],
  )
  return { mode, linkFrom, setMode, link, pickForLink }
}
