import type { TextSelection } from '../../state/selection.ts'

/** A text made comparable, with the place in the text of each of its UTF-16 code units. */
export interface Searchable {
  readonly folded: string
  /** One longer than `folded`: the last is the text's length. Null where every place is its own. */
  readonly places: Uint32Array | null
}

const alike: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
}

/**
 * A text without what people do not type: case, accents, the shape of quotation marks and dashes, and how much
 * white space there is. Vowel signs of Indic scripts are no accents: they stay.
 */
export function searchable(text: string): Searchable {
  const plain = /^[\x21-\x7e]*(?: [\x21-\x7e]+)* ?$/.test(text)
  if (plain) return { folded: text.toLowerCase(), places: null }
  const folded: string[] = []
  // A letter taken apart has three parts at most (Hangul syllables) besides the accents that are left out.
  const places = new Uint32Array(3 * text.length + 1)
  let length = 0
  let spaced = false
  let at = 0
  for (const character of text) {
    const space = /\s/u.test(character)
    const shown = space ? (spaced ? '' : ' ') : foldCharacter(character)
    for (let i = 0; i < shown.length; i++) places[length++] = at
    if (shown !== '') folded.push(shown)
    spaced = space
    at += character.length
  }
  places[length] = text.length
  return { folded: folded.join(''), places: places.subarray(0, length + 1) }
}

function foldCharacter(character: string): string {
  if (character < '\x80') return character.toLowerCase()
  return (alike[character] ?? character.normalize('NFD'))
    .replace(/[\u0300-\u036f\u064b-\u0652]/gu, '')
    .toLowerCase()
}

/** Every place of some words in a text, in order, none over another; nowhere where nothing but white space is sought. */
export function findWords({ folded, places }: Searchable, words: string): TextSelection[] {
  const wanted = searchable(words.trim()).folded
  if (wanted === '') return []
  const found: TextSelection[] = []
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length
    found.push(places ? { start: places[at] ?? 0, end: places[end] ?? 0 } : { start: at, end })
  }
  return found
}

/** Which of the places comes first from an offset on; the first of all where none does. */
export function firstFrom(places: readonly TextSelection[], offset: number): number {
  const at = places.findIndex(({ start }) => start >= offset)
  return at === -1 ? 0 : at
}
