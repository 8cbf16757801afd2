import { boundsOf, type Point, type Rect, snapped } from '../../db/contract/board-geometry.ts'
import type { CardInfo } from '../../db/contract/card.ts'
import type { AligningAction } from './state.ts'

/** A card and where it is: canvas pixels. */
export interface Placed extends Rect {
  readonly uid: string
}

export interface Move extends Point {
  readonly card: string
}

/**
 * Lines cards up, or spreads them evenly between the outermost two.
 *
 * @returns where each of them goes; nothing where all of them are in their places
 */
export function arranged(action: AligningAction, cards: readonly Placed[]): Move[] {
  const bounds = boundsOf(cards)
  if (!bounds || cards.length < 2) return []
  const placed = action.startsWith('distribute')
    ? distributed(cards, action === 'distribute-across' ? across : down)
    : cards.map((card) => ({ card: card.uid, ...aligned(action, card, bounds) }))
  const before = new Map(cards.map((card) => [card.uid, card]))
  const moves = placed.some(({ card, x, y }) => x !== before.get(card)?.x || y !== before.get(card)?.y)
  return moves ? placed : []
}

function aligned(action: AligningAction, { x, y, width, height }: Rect, bounds: Rect): Point {
  switch (action) {
    case 'align-left':
      return { x: bounds.x, y }
    case 'align-centre':
      return { x: bounds.x + (bounds.width - width) / 2, y }
    case 'align-right':
      return { x: bounds.x + bounds.width - width, y }
    case 'align-top':
      return { x, y: bounds.y }
    case 'align-middle':
      return { x, y: bounds.y + (bounds.height - height) / 2 }
    case 'align-bottom':
      return { x, y: bounds.y + bounds.height - height }
    default:
      return { x, y }
  }
}

/** An axis along which cards are spread. */
interface Axis {
  readonly at: 'x' | 'y'
  readonly length: 'width' | 'height'
}

const across: Axis = { at: 'x', length: 'width' }
const down: Axis = { at: 'y', length: 'height' }

/** The same room between neighbours; where there is none, the same overlap. */
function distributed(cards: readonly Placed[], { at, length }: Axis): Move[] {
  const ordered = [...cards].sort((a, b) => a[at] - b[at])
  const first = ordered[0]
  const bounds = boundsOf(cards)
  if (!first || !bounds || cards.length < 3) return []
  const used = cards.reduce((sum, card) => sum + card[length], 0)
  const room = (bounds[length] - used) / (cards.length - 1)
  let next = bounds[at]
  return ordered.map((card) => {
    const place = { card: card.uid, x: card.x, y: card.y, [at]: Math.round(next) }
    next += card[length] + room
    return place
  })
}

/** A step of the arrow keys: on the grid, so that a card that was off it comes back to it. */
export function nudged({ x, y }: Point, step: Point): Point {
  return { x: step.x === 0 ? x : snapped(x + step.x), y: step.y === 0 ? y : snapped(y + step.y) }
}

/** New layers for these cards, above or below all others; among themselves they stay as they are. */
export function restacked(
  to: 'front' | 'back',
  chosen: readonly string[],
  cards: readonly Pick<CardInfo, 'uid' | 'layer'>[],
): { card: string; layer: number }[] {
  const own = cards.filter(({ uid }) => chosen.includes(uid))
  const layers = cards.map(({ layer }) => layer)
  const first = to === 'front' ? Math.max(0, ...layers) + 1 : Math.min(0, ...layers) - own.length
  return own.map(({ uid }, i) => ({ card: uid, layer: first + i }))
}
