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
 * @param taken what stands on the board already
 * @param near where to begin; without it, right of what is there, at its top
 * @returns a place for each size, in the same order, on the grid
 */
export function freePlaces(taken: readonly Rect[], sizes: readonly Size[], near?: Point): Point[] {
  const occupied = [...taken]
  const start = near ?? besides(taken)
  return sizes.map((size) => {
    const place = freePlace(occupied, size, start)
    occupied.push({ ...place, ...size })
    return place
  })
}

function besides(taken: readonly Rect[]): Point {
  const bounds = boundsOf(taken)
  return bounds ? { x: bounds.x + bounds.width + gap, y: bounds.y } : { x: 0, y: 0 }
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
