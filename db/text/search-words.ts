import { arabicMarks, droppedMarks, unspaced } from './searchable.ts'

/** A word as the full-text index sees it, and where it stands (UTF-16 code units). */
export interface SearchWord {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** What unicode61 takes for part of a word: letters, numbers and private use, by Unicode's general categories. */
const letter = '[\\p{L}\\p{N}\\p{Co}]'

const words = new RegExp(
  [
    // Plain words, nearly all there are in English: the same as below, only faster.
    '[A-Za-z0-9]+(?![A-Za-z0-9\\u0080-\\u{10FFFF}])',
    `(?=${letter})${unspaced.source}`,
    `(?!${unspaced.source})${letter}(?:(?!${unspaced.source})(?:${letter}|${droppedMarks.source}|${arabicMarks.source}))*`,
  ].join('|'),
  'gu',
)
const dropped = new RegExp(`${droppedMarks.source}|${arabicMarks.source}`, 'gu')

/**
 * The words of a text as FTS5's unicode61 tokenizer finds them in what `searchableText` makes of it: the index
 * keeps no text, so that a match is found again here.
 *
 * @param from where to begin; it must not lie inside a word
 */
export function* searchWords(text: string, from = 0): Generator<SearchWord, void, undefined> {
  const pattern = new RegExp(words)
  pattern.lastIndex = from
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const word = foldWord(found[0])
    // A lone tatweel is a letter of which nothing is left.
    if (word !== '') yield { word, start: found.index, end: pattern.lastIndex }
  }
}

/** A word without case and, in Latin letters, without diacritics: `remove_diacritics 2`. */
function foldWord(word: string): string {
  if (/^[\0-\x7f]*$/.test(word)) return word.toLowerCase()
  let folded = ''
  for (const character of word.replace(dropped, '')) {
    const base = character.normalize('NFD').charAt(0)
    folded += /[A-Za-z]/.test(base) ? base : character
  }
  // Upper-case letters are lowered one by one: at the end of a word JavaScript would make Σ a ς.
  return folded.toLowerCase().replaceAll('ς', 'σ')
}
