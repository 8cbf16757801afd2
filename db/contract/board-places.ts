import { boundsOf, gridStep, overlap, type Point, type Rect, snapped } from './board-geometry.ts'

interface Size {
  readonly width: number
  readonly height: number
}

// Between cards, in canvas pixels: room for a link and its arrowhead.
const gap = 24

// Far enough that a place is found on any board; what lies beyond goes below everything.
const mostSteps = 4000

/**
 * Free places for new cards, clear of what is there and of each other.
 *
 * @param taken what stands on the board already, the newest last
 * @param near where to begin; without it, below the newest card, or in a new column when that one is long
 * @returns a place for each size, in the same order, on the grid
 */
export function freePlaces(taken: readonly Rect[], sizes: readonly Size[], near?: Point): Point[] {
  const occupied = [...taken]
  return sizes.map((size) => {
    const place = freePlace(occupied, size, near ?? afterNewest(occupied))
    occupied.push({ ...place, ...size })
    return place
  })
}

// How far down a column of new cards goes, in canvas pixels: about a screen.
const columnHeight = 960

function afterNewest(taken: readonly Rect[]): Point {
  const bounds = boundsOf(taken)
  const newest = taken.at(-1)
  if (!bounds || !newest) return { x: 0, y: 0 }
  const below = newest.y + newest.height + gap
  if (below - bounds.y < columnHeight) return { x: newest.x, y: below }
  return { x: bounds.x + bounds.width + gap, y: bounds.y }
}

/** Walks outwards in a square spiral, a card's size at a step, until nothing is in the way. */
function freePlace(occupied: readonly Rect[], size: Size, start: Point): Point {
  const across = size.width + gap
  const down = size.height + gap
  for (const [column, row] of spiral()) {
    const place = { x: snapped(start.x + column * across), y: snapped(start.y + row * down) }
    if (!occupied.some((rect) => overlap({ ...place, ...size }, rect, gap - gridStep))) return place
  }
  const bounds = boundsOf(occupied)
  return { x: snapped(start.x), y: snapped((bounds?.y ?? 0) + (bounds?.height ?? 0) + gap) }
}

/** (0, 0), then the ring around it, and so on; within a ring, from the right clockwise. */
function* spiral(): Iterable<readonly [column: number, row: number]> {
  let [column, row] = [0, 0]
  let [dx, dy] = [1, 0]
  let length = 1
  for (let steps = 0; steps < mostSteps; ) {
    for (let side = 0; side < 2; side++) {
      for (let i = 0; i < length; i++, steps++) {
        yield [column, row]
        column += dx
        row += dy
      }
      ;[dx, dy] = [-dy, dx]
    }
    length++
  }
}
