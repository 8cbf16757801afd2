/** A rectangle on a board: canvas pixels, x to the right and y downwards. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Cards stand on a grid of so many canvas pixels: the rhythm of everything else on the screen. */
export const gridStep = 8

/** No card is smaller than two lines of text, so that there is always something to take hold of. */
export const smallestCard = { width: 64, height: 32 } as const

export function snapped(value: number): number {
  return Math.round(value / gridStep) * gridStep
}

/** The smallest rectangle around all of them; null around nothing. */
export function boundsOf(rects: Iterable<Rect>): Rect | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left === Infinity ? null : { x: left, y: top, width: right - left, height: bottom - top }
}

function centreOf({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

/** Whether two rectangles come closer than a gap. */
export function overlap(a: Rect, b: Rect, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap &&
    b.x < a.x + a.width + gap &&
    a.y < b.y + b.height + gap &&
    b.y < a.y + a.height + gap
  )
}

/** The smallest of these groups that a card's middle lies in. */
export function groupAround<Group extends Rect>(card: Rect, groups: readonly Group[]): Group | undefined {
  const { x, y } = centreOf(card)
  const around = groups.filter(
    (group) => group.x <= x && x <= group.x + group.width && group.y <= y && y <= group.y + group.height,
  )
  return around.sort((a, b) => a.width * a.height - b.width * b.height)[0]
}

// Canvas pixels between a group's frame and its cards; the title stands on the frame.
const groupPadding = { side: 24, top: 40 } as const

/** The frame of a group around these rectangles, on the grid. */
export function frameAround(rects: readonly Rect[]): Rect | null {
  const bounds = boundsOf(rects)
  if (!bounds) return null
  const { side, top } = groupPadding
  const left = Math.floor((bounds.x - side) / gridStep) * gridStep
  const upper = Math.floor((bounds.y - top) / gridStep) * gridStep
  const right = Math.ceil((bounds.x + bounds.width + side) / gridStep) * gridStep
  const lower = Math.ceil((bounds.y + bounds.height + side) / gridStep) * gridStep
  return { x: left, y: upper, width: right - left, height: lower - upper }
}

/** A side of a card, by the names that JSON Canvas has for it. */
export type Side = 'top' | 'right' | 'bottom' | 'left'

/** How a link runs: a cubic Bézier curve from side to side. */
export interface LinkRoute {
  readonly fromSide: Side
  readonly toSide: Side
  /** Where it starts, its two control points, and where it ends. */
  readonly curve: readonly [Point, Point, Point, Point]
}

// Canvas pixels between links that join the same two cards.
const laneWidth = 28

// How far a curve at least runs straight out of its card, in canvas pixels.
const shortestReach = 8

/**
 * The way of a link between two cards: between the sides that face each other, so that it follows when one of
 * them is moved.
 *
 * @param lane which of several links between the same cards this is, around 0
 */
export function routeLink(from: Rect, to: Rect, lane = 0): LinkRoute {
  const [fromSide, toSide] = facingSides(from, to)
  const start = onSide(from, fromSide, lane)
  const end = onSide(to, toSide, lane)
  const horizontal = fromSide === 'left' || fromSide === 'right'
  const gap = horizontal ? Math.abs(end.x - start.x) : Math.abs(end.y - start.y)
  const reach = Math.max(shortestReach, gap / 2)
  const curve = [start, moved(start, fromSide, reach), moved(end, toSide, reach), end] as const
  return { fromSide, toSide, curve }
}

/** The sides between which there is the most room. */
function facingSides(from: Rect, to: Rect): readonly [Side, Side] {
  const right = to.x - (from.x + from.width)
  const left = from.x - (to.x + to.width)
  const below = to.y - (from.y + from.height)
  const above = from.y - (to.y + to.height)
  const most = Math.max(right, left, below, above)
  if (most === right) return ['right', 'left']
  if (most === left) return ['left', 'right']
  return most === below ? ['bottom', 'top'] : ['top', 'bottom']
}

function onSide(rect: Rect, side: Side, lane: number): Point {
  const centre = centreOf(rect)
  const along = (length: number) => {
    const most = Math.max(0, length / 2 - laneWidth / 2)
    return Math.max(-most, Math.min(most, lane * laneWidth))
  }
  switch (side) {
    case 'top':
      return { x: centre.x + along(rect.width), y: rect.y }
    case 'bottom':
      return { x: centre.x + along(rect.width), y: rect.y + rect.height }
    case 'left':
      return { x: rect.x, y: centre.y + along(rect.height) }
    case 'right':
      return { x: rect.x + rect.width, y: centre.y + along(rect.height) }
  }
}

function moved({ x, y }: Point, side: Side, by: number): Point {
  if (side === 'left') return { x: x - by, y }
  if (side === 'right') return { x: x + by, y }
  return { x, y: side === 'top' ? y - by : y + by }
}

/** The place on a link's curve, from 0 at its start to 1 at its end. */
export function pointOn({ curve: [a, b, c, d] }: LinkRoute, t: number): Point {
  const u = 1 - t
  const at = (axis: 'x' | 'y') =>
    u * u * u * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t * t * t * d[axis]
  return { x: at('x'), y: at('y') }
}

// Where along a curve a label may stand, the best place first.
const labelStops = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]

// A label's height and the width of a letter of it, in canvas pixels, near enough to keep it clear of cards.
const labelHeight = 20
const letterWidth = 7

/** Where along a link its label stands clear of all cards: a place between 0 and 1; the middle if there is none. */
export function labelStop(route: LinkRoute, text: string, cards: readonly Rect[]): number {
  const width = text.length * letterWidth
  const isFree = (t: number) => {
    const { x, y } = pointOn(route, t)
    const label = { x: x - width / 2, y: y - labelHeight / 2, width, height: labelHeight }
    return !cards.some((card) => overlap(card, label))
  }
  return labelStops.find(isFree) ?? 0.5
}

/** The curve as the `d` of an SVG path. */
export function pathOf({ curve: [a, b, c, d] }: LinkRoute): string {
  return `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`
}

// An arrowhead's length and half its width, in canvas pixels.
const headLength = 9
const headSpread = 4.5

/** An arrowhead at an end of a link, as the `d` of an SVG path. */
export function headOf({ curve, fromSide, toSide }: LinkRoute, end: 'from' | 'to'): string {
  const tip = end === 'to' ? curve[3] : curve[0]
  const side = end === 'to' ? toSide : fromSide
  const base = moved(tip, side, headLength)
  const across = side === 'left' || side === 'right' ? { x: 0, y: headSpread } : { x: headSpread, y: 0 }
  return `M${tip.x} ${tip.y}L${base.x + across.x} ${base.y + across.y}L${base.x - across.x} ${base.y - across.y}Z`
}

interface Ends {
  readonly uid: string
  readonly from: string
  readonly to: string
}

/**
 * Which lane each link takes, so that links between the same two cards lie beside each other. The lanes of a
 * pair lie around 0: one link 0, two −½ and ½.
 *
 * @returns link → lane
 */
export function lanesOf(links: readonly Ends[]): Map<string, number> {
  const pairs = Map.groupBy(links, ({ from, to }) => (from < to ? `${from} ${to}` : `${to} ${from}`))
  const lanes = new Map<string, number>()
  for (const pair of pairs.values()) {
    for (const [i, { uid }] of pair.entries()) lanes.set(uid, i - (pair.length - 1) / 2)
  }
  return lanes
}
