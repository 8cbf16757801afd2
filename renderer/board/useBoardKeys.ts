import { useEffect } from 'react'
import { actionOfKey, stepOfKey } from './keys.ts'
import type { BoardAction } from './state.ts'
import { shownBoard } from './state.ts'
import type { BoardActions } from './useBoardActions.ts'
import type { BoardItems } from './useBoardItems.ts'
import type { Moving } from './useMoving.ts'

interface Board {
  readonly items: BoardItems
  readonly moving: Moving
  readonly actions: BoardActions
  readonly readOnly: boolean
}

const looking: readonly BoardAction[] = [
  'open',
  'copy',
  'select',
  'select-all',
  'fit',
  'zoom-in',
  'zoom-out',
  'zoom-reset',
]

/** The board's own keys, while something on it has the focus. */
export function useBoardKeys({
  items,
  moving,
  actions,
  readOnly,
}: Board): (event: React.KeyboardEvent<HTMLElement>) => void {
  const { perform } = actions
  useEffect(() => {
    const selectAll = () => {
      if (shownBoard.get().perform === perform) perform('select-all')
    }
    document.addEventListener('claimboard:select-all', selectAll)
    return () => document.removeEventListener('claimboard:select-all', selectAll)
  }, [perform])

  return (event) => {
    const target = event.target as HTMLElement
    const item = target.closest<HTMLElement>('.react-flow__node, .react-flow__edge')
    // Menus have their own keys, and buttons two of them.
    const own =
      target.closest('[role=menu]') || (target.closest('button') && ['Enter', ' '].includes(event.key))
    if (event.defaultPrevented || (!item && own)) return
    if (handled(event, item)) event.preventDefault()
  }

  function handled(event: React.KeyboardEvent<HTMLElement>, item: HTMLElement | null): boolean {
    const uid = item?.dataset.id
    const walk = stepOfKey(event)
    // Any other key, Ctrl of Ctrl+Z among them, ends a walk: it is saved before the next thing is done.
    if (!walk && event.key !== 'Shift' && event.key !== 'Alt') moving.rest()
    if (event.key === 'Escape') return letGo()
    if (event.key === ' ' && item && uid !== undefined) return toggle(item, uid)
    if (walk && !readOnly) {
      const cards = chosen(uid)
      if (cards.length > 0) moving.nudge(cards, walk.step, walk.does)
      return cards.length > 0
    }
    const action = actionOfKey(event)
    if (!action || (readOnly && !looking.includes(action))) return false
    perform(action)
    return true
  }

  function letGo(): boolean {
    if (actions.mode !== 'move') actions.setMode('move')
    else items.select([])
    return true
  }

  /** Space selects what has the focus besides what is selected, or lets it go. */
  function toggle(item: HTMLElement, uid: string): boolean {
    const { cards, links } = items.selected()
    const toggled = (uids: readonly string[]) =>
      uids.includes(uid) ? uids.filter((other) => other !== uid) : [...uids, uid]
    if (item.matches('.react-flow__node')) items.select(toggled(cards), links)
    else items.select(cards, toggled(links))
    return true
  }

  function chosen(focused: string | undefined): readonly string[] {
    const { cards } = items.selected()
    if (cards.length > 0) return cards
    return focused !== undefined && items.nodes.some(({ id }) => id === focused) ? [focused] : []
  }
}
