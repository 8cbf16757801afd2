import { searchWords } from './text/search-words.ts'
import { searchableText } from './text/searchable.ts'

/** A word or a phrase to find: its words as the index sees them. */
export interface SearchTerm {
  readonly words: readonly string[]
  /** Whether the last word may go on: `demand*`. */
  readonly prefix: boolean
}

export interface SearchQuery {
  /** The query in FTS5's language; every word of the analyst is quoted in it. */
  readonly match: string
  /** What is looked for, without what is excluded. */
  readonly terms: readonly SearchTerm[]
}

interface Group {
  readonly wanted: string[]
  readonly excluded: string[]
}

/** A sign, then a phrase in quotation marks of any kind (the last one may be missing), or a word. */
const pieces = /(-?)["“”„‟]([^"“”„‟]*)["“”„‟]?(\*?)|(\S+)/gu

/**
 * Reads what an analyst typed: words that must all be there, "phrases", beginnings*, `OR` between alternatives,
 * and `NOT` or a minus sign before what must not be there. AND binds closer than OR, as in FTS5. Whatever is
 * typed means something: signs that make no sense where they stand are passed over.
 *
 * @returns undefined where there is nothing to look for
 */
export function parseQuery(text: string): SearchQuery | undefined {
  const groups: Group[] = [{ wanted: [], excluded: [] }]
  const terms: SearchTerm[] = []
  let negated = false
  for (const [, minus, phrase, star, word = ''] of text.matchAll(pieces)) {
    if (word === 'AND') continue
    if (word === 'OR') groups.push({ wanted: [], excluded: [] })
    else if (word === 'NOT') negated = true
    else {
      const excludes = negated || minus === '-' || /^-./u.test(word)
      const raw = phrase ?? word
      const term = { words: wordsOf(raw), prefix: star === '*' || word.endsWith('*') }
      negated = false
      if (term.words.length === 0) continue
      groups.at(-1)?.[excludes ? 'excluded' : 'wanted'].push(quoted(raw, term.prefix))
      if (!excludes) terms.push(term)
    }
  }
  // FTS5 has no query for "everything but": a group that only excludes finds nothing.
  const match = groups.filter(({ wanted }) => wanted.length > 0).map(expression)
  return match.length === 0 ? undefined : { match: match.join(' OR '), terms }
}

function wordsOf(text: string): string[] {
  return Array.from(searchWords(text), ({ word }) => word)
}

function quoted(text: string, prefix: boolean): string {
  // A NUL would end the query in the middle of a string.
  const string = searchableText(text).replaceAll('\0', ' ').replaceAll('"', '""')
  return `"${string}"${prefix ? ' *' : ''}`
}

function expression({ wanted, excluded }: Group): string {
  const all = `(${wanted.join(' AND ')})`
  return excluded.length === 0 ? all : `(${all} NOT (${excluded.join(' OR ')}))`
}
