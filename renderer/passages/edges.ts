import type { TextSelection } from '../state/selection.ts'
import { clusterAround } from './span.ts'

/** One of the two boundaries of a passage, in reading order. */
export type Edge = 'start' | 'end'

// UTF-16 code units to look for the next word in: a page of text. Past it the words are not read on the way.
const reach = 4096

const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/**
 * A passage whose one boundary was put elsewhere: between two characters as readers see them (UAX #29 extended
 * grapheme clusters), never past the last character before the other boundary, and without white space at the moved end.
 *
 * @param offset UTF-16 code units
 * @returns the span as it was where nothing but white space would be left
 */
export function withEdge(text: string, span: TextSelection, edge: Edge, offset: number): TextSelection {
  const cluster = clusterAround(text, Math.max(0, Math.min(offset, text.length)))
  const nearer = offset - cluster.start < cluster.end - offset ? cluster.start : cluster.end
  const { start, end } =
    edge === 'start'
      ? { start: Math.min(nearer, clusterBefore(text, span.end)), end: span.end }
      : { start: span.start, end: Math.max(nearer, clusterAfter(text, span.start)) }
  const selected = text.slice(start, end)
  if (selected.trim() === '') return span
  return edge === 'start'
    ? { start: end - selected.trimStart().length, end }
    : { start, end: start + selected.trimEnd().length }
}

/** A passage whose one boundary was moved by a character or a word that is no white space, as far as there is one. */
export function nudged(
  text: string,
  span: TextSelection,
  edge: Edge,
  unit: 'character' | 'word',
  direction: 1 | -1,
): TextSelection {
  if (unit === 'word') {
    const place = nextWord(text, span[edge], edge, direction)
    const passes = edge === 'start' ? place >= span.end : place <= span.start
    return passes ? span : withEdge(text, span, edge, place)
  }
  let offset = span[edge]
  for (;;) {
    offset = direction === 1 ? clusterAfter(text, offset) : clusterBefore(text, offset)
    const moved = withEdge(text, span, edge, offset)
    // A step into white space is trimmed away again: the next one gets past it.
    if (moved[edge] !== span[edge] || offset <= 0 || offset >= text.length) return moved
  }
}

/** Where the next word begins, for the beginning of a passage, or ends, for its end. */
function nextWord(text: string, offset: number, edge: Edge, direction: 1 | -1): number {
  const from = Math.max(0, direction === 1 ? offset : offset - reach)
  const to = Math.min(text.length, direction === 1 ? offset + reach : offset)
  // Words that the boundary lies in count from their own beginning to their own end.
  const left = direction === 1 ? wordAround(text, from).start : from
  const right = direction === 1 ? to : wordAround(text, to).end
  const places = [...words.segment(text.slice(left, right))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => left + index + (edge === 'end' ? segment.length : 0))
  const found =
    direction === 1 ? places.find((place) => place > offset) : places.findLast((place) => place < offset)
  return found ?? (direction === 1 ? right : left)
}

function wordAround(text: string, offset: number): TextSelection {
  const from = Math.max(0, offset - reach)
  const around = text.slice(from, offset + reach)
  const word = words.segment(around).containing(offset - from)
  if (!word?.isWordLike) return { start: offset, end: offset }
  return { start: from + word.index, end: from + word.index + word.segment.length }
}

function clusterAfter(text: string, offset: number): number {
  if (offset >= text.length) return text.length
  const { end } = clusterAround(text, offset + 1)
  return end > offset ? end : offset + 1
}

function clusterBefore(text: string, offset: number): number {
  if (offset <= 0) return 0
  const { start } = clusterAround(text, offset - 1)
  return start < offset ? start : offset - 1
}
