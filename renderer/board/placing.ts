import { groupAround, type Rect } from '../../db/contract/board-geometry.ts'
import type { Call } from '../../db/contract/contract.ts'
import { type BoardNode, insideOf, placesOf } from './nodes.ts'

/** New places and sizes, as they are saved. */
export type Arranged = Call<'cards.arrange'>['cards']

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
    return type === 'frame' && rect && !chosen.has(id) && !along.has(id) ? [{ uid: id, ...rect }] : []
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
