import type { Span } from './contract/common.ts'
import type { SearchTerm } from './search-query.ts'
import { snapToGraphemes } from './text/graphemes.ts'
import { type SearchWord, searchWords } from './text/search-words.ts'

/** Lengths in UTF-16 code units: about two lines of a result, of which a third stands before the match. */
const LENGTH = 200
const LEAD = 60

/** A phrase may be longer than a snippet: it is shown up to here. */
const MOST = 400

/** How far a cut moves to fall between two words. */
const SLACK = 20

/**
 * How much of a text is looked through for a better place once one is found: the words of a query stand near
 * each other early on if they do at all, and 10 MB would take a quarter of a second.
 */
const LOOK_ON = 200_000

export interface Snippet {
  readonly snippet: string
  /** Places in the snippet. */
  readonly matches: Span[]
  /** Where the first match of the snippet is in the text; null where none was found. */
  readonly start: number | null
}

/**
 * The stretch of a text that shows most of what was looked for, the first of these. White space is shown as
 * single blanks of the same number, so that places agree; an ellipsis stands where the text goes on.
 */
export function snippetOf(text: string, terms: readonly SearchTerm[]): Snippet {
  const best = bestPlace(text, terms)
  const { start, end } = stretch(text, best)
  const before = start > 0 ? '…' : ''
  const after = end < text.length ? '…' : ''
  const shown = text.slice(start, end)
  const matches: Span[] = []
  for (const match of matchesIn(shown, terms)) {
    // Overlapping matches, of a phrase and of a word in it, are one mark.
    const last = matches.at(-1)
    const place = { start: match.start + before.length, end: match.end + before.length }
    if (last && place.start <= last.end) last.end = Math.max(last.end, place.end)
    else matches.push(place)
  }
  return {
    snippet: `${before}${shown.replace(/\s/gu, ' ')}${after}`,
    matches,
    start: best?.start ?? null,
  }
}

interface Match extends Span {
  readonly term: number
}

/** The first match of the stretch with the most different terms in it. */
function bestPlace(text: string, terms: readonly SearchTerm[]): Match | undefined {
  let near: Match[] = []
  let best: { match: Match; terms: number } | undefined
  for (const match of matchesIn(text, terms)) {
    if (best && match.start > best.match.start + LOOK_ON) break
    near.push(match)
    near = near.filter(({ start }) => start >= match.end - LENGTH + LEAD)
    const first = near[0] ?? match
    const different = new Set(near.map(({ term }) => term)).size
    if (!best || different > best.terms) best = { match: first, terms: different }
    if (best.terms === terms.length) break
  }
  return best?.match
}

/** Every match of every term, in the order of their ends. */
function* matchesIn(text: string, terms: readonly SearchTerm[]): Generator<Match, void, undefined> {
  const longest = Math.max(...terms.map(({ words }) => words.length))
  const recent: SearchWord[] = []
  for (const word of searchWords(text)) {
    recent.push(word)
    if (recent.length > longest) recent.shift()
    for (const [term, { words, prefix }] of terms.entries()) {
      const first = recent[recent.length - words.length]
      if (first && fits(recent, words, prefix)) yield { start: first.start, end: word.end, term }
    }
  }
}

function fits(recent: readonly SearchWord[], words: readonly string[], prefix: boolean): boolean {
  const from = recent.length - words.length
  const last = words.length - 1
  return words.every((wanted, i) => {
    const word = recent[from + i]?.word ?? ''
    return prefix && i === last ? word.startsWith(wanted) : word === wanted
  })
}

function stretch(text: string, best: Span | undefined): Span {
  if (text.length <= LENGTH) return { start: 0, end: text.length }
  const from = Math.max(0, (best?.start ?? 0) - LEAD)
  const to = Math.min(text.length, Math.max(from + LENGTH, Math.min(best?.end ?? 0, from + MOST)))
  const start = from === 0 ? 0 : betweenWords(text, from, 1)
  const end = to === text.length ? to : betweenWords(text, to, -1)
  // Where there are no blanks, as in Chinese, at least no character is cut.
  return { start: snapToGraphemes(text, start, start).start, end: snapToGraphemes(text, end, end).start }
}

/** The nearest place after or before a blank, or the place itself. */
function betweenWords(text: string, at: number, step: 1 | -1): number {
  for (let i = 0; i < SLACK; i++) {
    const place = at + i * step
    if (/\s/u.test(text.charAt(step === 1 ? place - 1 : place))) return place
  }
  return at
}
