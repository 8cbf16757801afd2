import { useCallback, useRef } from 'react'
import type { Arrangement } from '../../db/contract/board.ts'
import {
  groupAround,
  type Point,
  type Rect,
  smallestCard,
  snapped,
} from '../../db/contract/board-geometry.ts'
import type { Call } from '../../db/contract/contract.ts'
import { showError } from '../state/notices.ts'
import { save } from '../state/tasks.ts'
import { nudged } from './arranging.ts'
import { type BoardNode, insideOf, placesOf } from './nodes.ts'
import type { BoardItems } from './useBoardItems.ts'

type Arranged = Call<'cards.arrange'>['cards']

// After the last step of an arrow key, a moment for another one: a walk is one entry of the history.
const restMs = 500

export interface Moving {
  /** Saves where these cards were put down, with all that moved along in groups. */
  dropped(cards: readonly string[]): void
  /** Saves how large these cards were made. */
  resized(cards: readonly string[]): void
  /** One step of an arrow key. */
  nudge(cards: readonly string[], step: Point, does: 'move' | 'resize'): void
  /** Ends a walk by arrow keys: what was moved is saved. */
  rest(): void
  /** Moves, resizes or restacks at once. */
  arrange(as: Arrangement, cards: Arranged): void
}

/** A walk by arrow keys that goes on. */
interface Walk {
  readonly cards: ReadonlySet<string>
  readonly does: 'move' | 'resize'
  readonly timer: number
}

/** Moves and resizes cards: shown at once, saved when the hand or the key lets go. */
export function useMoving({ latestNodes, setNodes, reset }: BoardItems): Moving {
  const walk = useRef<Walk | null>(null)

  const arrange = useCallback(
    (as: Arrangement, cards: Arranged) => {
      if (cards.length === 0) return
      save('cards.arrange', { as, cards }).catch((error: unknown) => {
        reset()
        showError(error)
      })
    },
    [reset],
  )
  const dropped = useCallback(
    (cards: readonly string[]) => arrange('move', placedAt(cards, latestNodes())),
    [arrange, latestNodes],
  )
  const resized = useCallback(
    (cards: readonly string[]) => arrange('resize', sizedAt(cards, latestNodes())),
    [arrange, latestNodes],
  )

  const rest = useCallback(() => {
    const { current } = walk
    if (!current) return
    walk.current = null
    window.clearTimeout(current.timer)
    setNodes((before) =>
      before.map((node) => (current.cards.has(node.id) ? { ...node, dragging: false } : node)),
    )
    const cards = [...current.cards]
    if (current.does === 'move') dropped(cards)
    else resized(cards)
  }, [dropped, resized, setNodes])

  const nudge = useCallback(
    (cards: readonly string[], step: Point, does: 'move' | 'resize') => {
      if (walk.current && walk.current.does !== does) rest()
      window.clearTimeout(walk.current?.timer)
      const walking = new Set([...(walk.current?.cards ?? []), ...cards])
      walk.current = { cards: walking, does, timer: window.setTimeout(rest, restMs) }
      const stepping = new Set(cards)
      // What is in a group that walks is carried.
      const carried = does === 'move' ? insideOf(stepping, latestNodes()) : new Set()
      setNodes((before) =>
        before.map((node) => {
          if (!stepping.has(node.id) || carried.has(node.id)) return node
          if (does === 'resize') return { ...grown(node, step), dragging: true }
          return { ...node, position: nudged(node.position, step), dragging: true }
        }),
      )
    },
    [latestNodes, rest, setNodes],
  )

  return { dropped, resized, nudge, rest, arrange }
}

function grown(node: BoardNode, step: Point): BoardNode {
  const width = Math.max(smallestCard.width, snapped((node.width ?? 0) + step.x))
  const height = Math.max(smallestCard.height, snapped((node.height ?? 0) + step.y))
  return { ...node, width, height, measured: { width, height } }
}

/**
 * Where cards stand now, to be saved: those that were moved, with the groups that they have come into, and
 * those that moved along inside a group.
 */
export function placedAt(moved: readonly string[], nodes: readonly BoardNode[]): Arranged {
  const places = placesOf(nodes)
  const chosen = new Set(moved)
  const along = insideOf(chosen, nodes)
  const groups = nodes.flatMap(({ id, type }) => {
    const rect = places.get(id)
    return type === 'group' && rect && !chosen.has(id) && !along.has(id) ? [{ uid: id, ...rect }] : []
  })
  return [...new Set([...moved, ...along])].flatMap((card) => {
    const rect = places.get(card)
    if (!rect) return []
    const { x, y } = whole(rect)
    if (along.has(card)) return [{ card, x, y }]
    return [{ card, x, y, container: groupAround(rect, groups)?.uid ?? null }]
  })
}

/** How large cards are now, to be saved; one that was pulled at its left or top has moved, too. */
export function sizedAt(sized: readonly string[], nodes: readonly BoardNode[]): Arranged {
  const places = placesOf(nodes)
  return sized.flatMap((card) => {
    const rect = places.get(card)
    return rect ? [{ card, ...whole(rect) }] : []
  })
}

/** Without the fractions that zooming leaves. */
function whole({ x, y, width, height }: Rect): Rect {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
}
