import { useCallback, useEffect, useRef } from 'react'
import type { BoardItems } from './useBoardItems.ts'

/**
 * Puts the focus on a card or link, at once or as soon as it is on the canvas; on the canvas itself for null. Where
 * the person has put the focus elsewhere meanwhile, it stays there.
 */
export function useFocus(
  canvas: React.RefObject<HTMLElement | null>,
  { nodes, edges }: Pick<BoardItems, 'nodes' | 'edges'>,
): (uid: string | null) => void {
  const wanted = useRef<{ readonly uid: string; readonly from: Element | null } | null>(null)
  const go = useCallback(() => {
    if (wanted.current === null) return
    const { uid, from } = wanted.current
    const { activeElement } = document
    // An editor that closes leaves the focus to the page.
    if (activeElement !== from && activeElement !== document.body && activeElement !== canvas.current) {
      wanted.current = null
      return
    }
    const element = canvas.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(uid)}"]`)
    if (!element) return
    wanted.current = null
    element.focus({ preventScroll: true })
  }, [canvas])

  // Any change of what is on the canvas can be the one that brings it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change is the reason to look again.
  useEffect(go, [go, nodes, edges])

  return useCallback(
    (uid) => {
      wanted.current = uid === null ? null : { uid, from: document.activeElement }
      if (uid === null) canvas.current?.focus({ preventScroll: true })
      // An editor that closes takes the focus with it when the page is drawn again.
      else requestAnimationFrame(go)
    },
    [canvas, go],
  )
}
