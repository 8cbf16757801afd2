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
