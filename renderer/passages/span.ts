import type { TextSelection } from '../state/selection.ts'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

// UTF-16 code units to look around an offset: far longer than what a reader sees as one character.
const reach = 256

/**
 * The stretch that a passage gets for a selection: never cut inside what a reader sees as one character (UAX #29
 * extended grapheme cluster), and without white space at its ends. Null when nothing is left.
 *
 * @param span UTF-16 code units
 */
export function markable(text: string, { start, end }: TextSelection): TextSelection | null {
  if (start >= end) return null
  const widened = { start: clusterAround(text, start).start, end: clusterAround(text, end).end }
  return trimmed(text, widened)
}

function trimmed(text: string, { start, end }: TextSelection): TextSelection | null {
  const selected = text.slice(start, end)
  const from = start + (selected.length - selected.trimStart().length)
  const to = end - (selected.length - selected.trimEnd().length)
  return from < to ? { start: from, end: to } : null
}

/** The cluster that an offset lies inside of, or the empty span at the offset where it lies between two. */
export function clusterAround(text: string, offset: number): TextSelection {
  const line = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  const from = Math.max(line, offset - reach)
  const cluster = segmenter.segment(text.slice(from, offset + reach)).containing(offset - from)
  if (!cluster || from + cluster.index === offset) return { start: offset, end: offset }
  return { start: from + cluster.index, end: from + cluster.index + cluster.segment.length }
}
