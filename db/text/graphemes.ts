import type { Span } from '../contract/offsets.ts'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * How far to look for a place that is certainly between two characters, in UTF-16 code units. Any
 * text has spaces or plain letters long before; only a wall of combining marks reaches the limit,
 * and it is then cut there.
 */
const REACH = 2048

/**
 * The span widened so that neither end lies inside what a reader sees as one character (UAX #29
 * extended grapheme cluster): a letter with its marks, a flag, a family emoji. An empty span stays
 * empty. Offsets in UTF-16 code units.
 */
export function snapToGraphemes(text: string, start: number, end: number): Span {
  const from = clusterAround(text, start)
  if (start === end) return { start: from.start, end: from.start }
  return { start: from.start, end: clusterAround(text, end).end }
}

/** The cluster that an offset lies inside of, or the empty span at the offset if it lies between two. */
function clusterAround(text: string, offset: number): Span {
  if (offset <= 0 || offset >= text.length || isCertainBoundary(text, offset))
    return { start: offset, end: offset }
  let from = offset - 1
  while (from > 0 && from > offset - REACH && !isCertainBoundary(text, from)) from--
  let to = offset + 1
  while (to < text.length && to < offset + REACH && !isCertainBoundary(text, to)) to++
  const cluster = segmenter.segment(text.slice(from, to)).containing(offset - from)
  if (!cluster || cluster.index === offset - from) return { start: offset, end: offset }
  return { start: from + cluster.index, end: from + cluster.index + cluster.segment.length }
}

/** A boundary by the rules GB4, GB5 and GB999 alone, whatever stands around. */
function isCertainBoundary(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  if (before === 0x0a || after === 0x0a) return !(before === 0x0d && after === 0x0a)
  return isPlain(before) && isPlain(after)
}

/** Characters that never join a neighbour of the same sort: Latin and the bulk of Chinese. */
function isPlain(unit: number): boolean {
  return (unit >= 0x20 && unit < 0x300) || (unit >= 0x4e00 && unit <= 0x9fff)
}
