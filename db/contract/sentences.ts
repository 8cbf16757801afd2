import { endsInAbbreviation } from './abbreviations.ts'
import { isInsideSurrogatePair, type Span, trimSpan } from './offsets.ts'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' })

/**
 * How much of a block is looked at on each side of a place, in UTF-16 code units: far longer than
 * any sentence, and it keeps a text that is one endless line quick.
 */
const WINDOW = 10_000

/** The sentence around a place of a document, within its block; undefined between blocks. */
export function sentenceInBlocks(
  text: string,
  blocks: readonly (Span & { readonly kind: string })[],
  offset: number,
): Span | undefined {
  const block = blocks.find(
    ({ kind, start, end }) => kind !== 'page-break' && start <= offset && offset <= end,
  )
  return block && sentenceAt(text, block, offset)
}

/**
 * The sentence at an offset of a block. In the white space after a sentence it is that sentence;
 * undefined if the block holds nothing but white space. A sentence longer than 10,000 code units on
 * one side of the offset is cut there.
 */
export function sentenceAt(text: string, block: Span, offset: number): Span | undefined {
  const at = Math.min(Math.max(offset, block.start), block.end)
  let start = Math.max(block.start, at - WINDOW)
  if (isInsideSurrogatePair(text, start)) start++
  let end = Math.min(block.end, at + WINDOW)
  if (isInsideSurrogatePair(text, end)) end--
  let found: Span | undefined
  for (const sentence of sentences(text, start, end)) {
    if (found !== undefined && sentence.start > at) break
    found = sentence
  }
  return found
}

/**
 * The sentences of a block, in order, without the white space around them: Unicode's rules
 * (UAX #29), except that a title or an abbreviation does not end a sentence, nor does a question
 * inside quotation marks that goes on in small letters ("Will you go?” he asked). A single line
 * break inside the block is a space (hard-wrapped texts); an empty line is a boundary.
 */
export function sentences(text: string, start: number, end: number): Span[] {
  const source = text.slice(start, end).replace(/(?<!\n)\n(?!\n)/g, ' ')
  const found: Span[] = []
  let open = 0
  let at = 0
  let boundary = 0
  for (const { segment } of segmenter.segment(source)) {
    at += segment.length
    boundary = at < source.length ? at - (OPENING_QUOTES.exec(segment)?.[0].length ?? 0) : at
    if (at < source.length && goesOn(source, open, boundary)) continue
    const span = trimSpan(text, start + open, start + boundary)
    if (span.start < span.end) found.push(span)
    open = boundary
  }
  return found
}

/** Unicode's rules count every quotation mark as a closing one, so that 。“ would stay together. */
const OPENING_QUOTES = /(?<=[.?!。？！۔؟…])[“‘«「『（(]+$/u

/** "1." or "a)" in front of what it numbers. */
const ENUMERATOR = /^\s*\(?(?:\p{N}{1,3}|\p{L})[.)]\s*$/u

/** Whether the sentence that began at `open` continues beyond the boundary proposed at `at`. */
function goesOn(source: string, open: number, at: number): boolean {
  // A few words on each side decide; 80 code units hold them.
  const before = source.slice(Math.max(open, at - 80), at)
  if (before.endsWith('\n')) return false
  if (at - open < 8 && ENUMERATOR.test(before)) return true
  const after = source.slice(at, at + 80)
  if (/[?!…]["”’»)\]]+\s*$/u.test(before)) return /^\p{Ll}/u.test(after)
  return endsInAbbreviation(before.trimEnd(), after)
}
