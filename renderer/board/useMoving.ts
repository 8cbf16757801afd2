import { useCallback, useRef } from 'react'
import type { Arrangement } from '../../db/contract/board.ts'
import { type Point, smallestCard, snapped } from '../../db/contract/board-geometry.ts'
import { showError } from '../state/notices.ts'
import { save } from '../state/tasks.ts'
import { nudged } from './arranging.ts'
import { type BoardNode, insideOf } from './nodes.ts'
import { type Arranged, placedAt, sizedAt } from './placing.ts'
import type { BoardItems } from './useBoardItems.ts'

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
