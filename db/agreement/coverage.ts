/** A stretch of text: UTF-16 code units, end exclusive. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** What a set of stretches covers, as stretches that neither touch nor overlap, in order. */
export function union(stretches: readonly Stretch[]): Stretch[] {
  const merged: { start: number; end: number }[] = []
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}

/** What two unions both cover. */
export function intersection(first: readonly Stretch[], second: readonly Stretch[]): Stretch[] {
  const common: Stretch[] = []
  for (let a = 0, b = 0; a < first.length && b < second.length; ) {
    const [one, other] = [first[a] as Stretch, second[b] as Stretch]
    const start = Math.max(one.start, other.start)
    const end = Math.min(one.end, other.end)
    if (start < end) common.push({ start, end })
    if (one.end < other.end) a++
    else b++
  }
  return common
}

/** What the first union covers and the second does not. */
export function difference(first: readonly Stretch[], second: readonly Stretch[]): Stretch[] {
  const rest: Stretch[] = []
  let next = 0
  for (const { start, end } of first) {
    let from = start
    while (next < second.length && (second[next] as Stretch).end <= from) next++
    for (let b = next; b < second.length && (second[b] as Stretch).start < end; b++) {
      const other = second[b] as Stretch
      if (from < other.start) rest.push({ start: from, end: other.start })
      from = Math.max(from, other.end)
    }
    if (from < end) rest.push({ start: from, end })
  }
  return rest
}

export function length(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { start, end }) => sum + end - start, 0)
}
