import type { PassageInfo } from '../../../db/contract/passage.ts'

/** One coloured layer of a passage: a tag's, or the plain highlight's where there is none. */
export interface Layer {
  readonly passage: string
  /** Null for a plain highlight. */
  readonly tag: string | null
  /** Which underline it is, counted from the text: passages that overlap never share one. */
  readonly level: number
}

/** A stretch of text under the same passages throughout: UTF-16 code units, end exclusive. */
export interface Segment {
  readonly start: number
  readonly end: number
  readonly layers: readonly Layer[]
}

type Marked = Pick<PassageInfo, 'uid' | 'start' | 'end' | 'tags'>

/**
 * Cuts overlapping passages into segments that do not overlap, so that each can show every tint and every
 * underline that it lies under. A passage keeps its levels from its beginning to its end.
 */
export function segmentsOf(passages: readonly Marked[]): Segment[] {
  const sorted = [...passages].sort((a, b) => a.start - b.start || b.end - a.end)
  const levels = levelsOf(sorted)
  const cuts = [...new Set(sorted.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b)
  const segments: Segment[] = []
  let next = 0
  let open: Marked[] = []
  for (const [i, start] of cuts.entries()) {
    const end = cuts[i + 1]
    if (end === undefined) break
    while (next < sorted.length && (sorted[next]?.start ?? 0) <= start) open.push(sorted[next++] as Marked)
    open = open.filter((passage) => passage.end > start)
    if (open.length > 0)
      segments.push({ start, end, layers: open.flatMap((passage) => layersOf(passage, levels)) })
  }
  return segments
}

function layersOf({ uid, tags }: Marked, levels: ReadonlyMap<string, number>): Layer[] {
  const first = levels.get(uid) ?? 0
  const shown = tags.length === 0 ? [null] : tags
  return shown.map((tag, i) => ({ passage: uid, tag, level: first + i }))
}

/** The first level of each passage: the lowest from which as many are free as it has tags. */
function levelsOf(sorted: readonly Marked[]): Map<string, number> {
  const levels = new Map<string, number>()
  let open: { end: number; from: number; to: number }[] = []
  for (const { uid, start, end, tags } of sorted) {
    open = open.filter((other) => other.end > start)
    const needed = Math.max(1, tags.length)
    const level = lowestGap(open, needed)
    open.push({ end, from: level, to: level + needed })
    levels.set(uid, level)
  }
  return levels
}

function lowestGap(taken: readonly { from: number; to: number }[], needed: number): number {
  let level = 0
  for (const { from, to } of [...taken].sort((a, b) => a.from - b.from)) {
    if (from - level >= needed) break
    level = Math.max(level, to)
  }
  return level
}
