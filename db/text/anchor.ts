import { AppError } from '../contract/errors.ts'
import { isInsideSurrogatePair, type Span } from '../contract/offsets.ts'

/** Characters of context kept on each side of a quote, in UTF-16 code units. */
export const CONTEXT = 32

/**
 * A place in a frozen text: UTF-16 offsets, which are the truth, with the exact words and their
 * neighbourhood, which find the place again in another copy (the W3C text position and text quote
 * selectors together).
 */
export type Anchor = Span & { quote: string; prefix: string; suffix: string }

/** What is known of a place by its words. Context may be of any length, or absent. */
export type Quote = { quote: string; prefix?: string | undefined; suffix?: string | undefined }

export type QuoteSearch =
  | ({ found: true } & Span)
  | { found: false; reason: 'absent' }
  | { found: false; reason: 'ambiguous'; count: number }

/**
 * The anchor of a span.
 *
 * @throws AppError `invalid` for a span that is empty, reversed, not in the text, or cuts a
 * character in two.
 */
export function makeAnchor(text: string, start: number, end: number): Anchor {
  const fault = spanFault(text, start, end)
  if (fault !== undefined) throw new AppError('invalid', fault)
  let before = Math.max(0, start - CONTEXT)
  if (isInsideSurrogatePair(text, before)) before++
  let after = Math.min(text.length, end + CONTEXT)
  if (isInsideSurrogatePair(text, after)) after--
  return {
    start,
    end,
    quote: text.slice(start, end),
    prefix: text.slice(before, start),
    suffix: text.slice(end, after),
  }
}

/**
 * Finds the one place of a quote. Occurrences may overlap each other; the prefix must end where the
 * quote begins and the suffix begin where it ends. Line ends of the quote and its context are
 * compared as LF, the only ones a frozen text has.
 *
 * @throws AppError `invalid` for an empty quote, which would be everywhere.
 */
export function findQuote(text: string, wanted: Quote): QuoteSearch {
  const quote = withLineFeeds(wanted.quote)
  const prefix = withLineFeeds(wanted.prefix ?? '')
  const suffix = withLineFeeds(wanted.suffix ?? '')
  if (quote === '') throw new AppError('invalid', 'The quote is empty.')
  let count = 0
  let first = -1
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    const end = at + quote.length
    if (!text.endsWith(prefix, at) || !text.startsWith(suffix, end)) continue
    // Half a character in the quote is not an occurrence of anything.
    if (isInsideSurrogatePair(text, at) || isInsideSurrogatePair(text, end)) continue
    if (count === 0) first = at
    count++
  }
  if (count === 0) return { found: false, reason: 'absent' }
  if (count > 1) return { found: false, reason: 'ambiguous', count }
  return { found: true, start: first, end: first + quote.length }
}

function spanFault(text: string, start: number, end: number): string | undefined {
  if (!Number.isInteger(start) || !Number.isInteger(end))
    return 'The start and end of a passage are whole numbers.'
  if (end < start) return `The passage ends at ${end}, before it starts at ${start}.`
  if (start < 0) return `The passage starts at ${start}, before the text begins.`
  if (end > text.length) return `The passage ends at ${end}, but the text ends at ${text.length}.`
  if (start === end) return `The passage at ${start} is empty.`
  if (isInsideSurrogatePair(text, start))
    return `The passage starts at ${start}, in the middle of a character.`
  if (isInsideSurrogatePair(text, end)) return `The passage ends at ${end}, in the middle of a character.`
  return undefined
}

function withLineFeeds(words: string): string {
  return words.includes('\r') ? words.replace(/\r\n?/g, '\n') : words
}
