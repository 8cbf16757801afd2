/** A passage's bar in the margin: CSS pixels from the top of the text. */
export interface Bar {
  readonly key: string
  readonly top: number
  readonly bottom: number
  /** Whether a name stands beside it: a plain highlight has none. */
  readonly named: boolean
}

export interface PlacedBar extends Bar {
  /** Which column the bar stands in, counted from the text. */
  readonly lane: number
  /** Where its name begins, so that no two names collide. */
  readonly labelTop: number
  /** How many columns of bars its name has to stand clear of, wherever beside its bar it is. */
  readonly columns: number
}

/** Where a name stands while the text is scrolled. */
export interface ShownName {
  readonly key: string
  /** CSS pixels from the top of what is seen: it goes no higher than this as long as its bar lasts. */
  readonly stays: number
  /** No room is left for it beside what is seen of its bar. */
  readonly hidden: boolean
}

/**
 * Keeps the names of passages that began above in view, below each other, and leaves out those whose passage is as
 * good as gone: a name is never cut, and none lies on another.
 *
 * @param bars placed by {@link placeBars}
 * @param seenFrom where what is seen of the text begins: CSS pixels from its top
 */
export function namesInView(
  bars: readonly PlacedBar[],
  seenFrom: number,
  labelHeight: number,
): readonly ShownName[] {
  const shown: ShownName[] = []
  let free = seenFrom
  for (const { key, labelTop, bottom } of bars
    .filter(({ named }) => named)
    .sort((a, b) => a.labelTop - b.labelTop)) {
    const lowest = Math.max(labelTop, bottom - labelHeight)
    const hidden = lowest < free
    shown.push({ key, stays: free - seenFrom, hidden })
    if (!hidden && labelTop < free + labelHeight) free = Math.max(free, labelTop) + labelHeight
  }
  return shown
}

/**
 * Places bars side by side where they overlap, and their names below each other where they would collide.
 *
 * @param bars in any order
 * @param labelHeight CSS pixels that a name takes
 */
export function placeBars(bars: readonly Bar[], labelHeight: number): PlacedBar[] {
  const sorted = [...bars].sort((a, b) => a.top - b.top || b.bottom - a.bottom)
  const laneEnds: number[] = []
  let free = Number.NEGATIVE_INFINITY
  const placed = sorted.map((bar) => {
    const open = laneEnds.findIndex((end) => end <= bar.top)
    const lane = open === -1 ? laneEnds.length : open
    laneEnds[lane] = bar.bottom
    const labelTop = Math.max(bar.top, free)
    if (bar.named) free = labelTop + labelHeight
    return { ...bar, lane, labelTop }
  })
  return placed.map((bar) => {
    const end = Math.max(bar.bottom, bar.labelTop + labelHeight)
    const beside = placed.filter(({ top, bottom }) => top < end && bottom > bar.top)
    return { ...bar, columns: 1 + Math.max(...beside.map(({ lane }) => lane)) }
  })
}
