import { STOP_WORDS } from './stop-words.ts'

/** Characters looked at: several paragraphs, more than a guess needs. */
const SAMPLE = 20_000

/** Characters whose words are looked up: some hundred and fifty words, a third of which tell the language. */
const WORD_SAMPLE = 1000

/**
 * The language of a text as a BCP 47 primary subtag, from its script and its commonest words;
 * undefined when unsure. A guess for a new document's language field, which its reader corrects.
 */
export function guessLanguage(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE)
  // Each script is a search of its own, and most texts have few letters beyond ASCII.
  const beyondAscii = sample.replace(/[\0-\x7f]+/g, '')
  if (beyondAscii === '') return hasLetters(sample) ? byStopWords(sample, LATIN_LANGUAGES) : undefined
  const ascii = countAsciiLetters(sample)
  const counts = SCRIPTS.map(([script, letters]) => {
    const count = beyondAscii.match(letters)?.length ?? 0
    return { script, count: script === 'Latin' ? count + ascii : count }
  })
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const share = (script: string) => (counts.find((each) => each.script === script)?.count ?? 0) / total
  if (total < MIN_LETTERS) return undefined
  // A Chinese character says as much as several letters, so that a third of them makes a Chinese text.
  if (share('Kana') > 0.1) return 'ja'
  if (share('Hangul') > 0.3) return 'ko'
  if (share('Han') > 0.3) return 'zh'
  const main = counts.reduce((a, b) => (b.count > a.count ? b : a))
  // Names in another script are common; below this share the text is mixed.
  if (main.count / total < 0.6) return undefined
  switch (main.script) {
    case 'Latin':
      return byStopWords(sample, LATIN_LANGUAGES)
    case 'Arabic':
      return arabicScript(sample)
    case 'Cyrillic':
      return cyrillicScript(sample)
    default:
      return SINGLE_LANGUAGE.get(main.script)
  }
}

function countAsciiLetters(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    // The bit that tells upper from lower case.
    const unit = text.charCodeAt(i) | 0x20
    if (unit >= 0x61 && unit <= 0x7a) count++
  }
  return count
}

/**
 * The direction in which a text reads: right to left when most of its strong letters are, as a
 * person would see it, instead of the first letter alone (an Urdu article may begin with "CPEC").
 */
export function guessDirection(text: string): 'ltr' | 'rtl' {
  const sample = text.slice(0, SAMPLE)
  const rightToLeft = sample.match(RIGHT_TO_LEFT)?.length ?? 0
  if (rightToLeft === 0) return 'ltr'
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  return rightToLeft * 2 > letters ? 'rtl' : 'ltr'
}

/** Letters of bidirectional class R or AL, by the scripts in living use. */
const RIGHT_TO_LEFT =
  /(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu

/** Fewer letters are a name or a code. */
const MIN_LETTERS = 8

/** Whether a text in ASCII has letters enough, which nearly any shows in its first words. */
function hasLetters(ascii: string): boolean {
  return ASCII_LETTERS.test(ascii)
}

const ASCII_LETTERS = new RegExp(`(?:[a-z][^a-z]*){${MIN_LETTERS}}`, 'i')

const SCRIPTS: [string, RegExp][] = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Arabic', /(?=\p{L})\p{Script=Arabic}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Han', /\p{Script=Han}/gu],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Hangul', /\p{Script=Hangul}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
  ['Bengali', /\p{Script=Bengali}/gu],
  ['Gurmukhi', /\p{Script=Gurmukhi}/gu],
  ['Gujarati', /\p{Script=Gujarati}/gu],
  ['Tamil', /\p{Script=Tamil}/gu],
  ['Telugu', /\p{Script=Telugu}/gu],
  ['Kannada', /\p{Script=Kannada}/gu],
  ['Malayalam', /\p{Script=Malayalam}/gu],
  ['Sinhala', /\p{Script=Sinhala}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Lao', /\p{Script=Lao}/gu],
  ['Khmer', /\p{Script=Khmer}/gu],
  ['Myanmar', /\p{Script=Myanmar}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Georgian', /\p{Script=Georgian}/gu],
  ['Armenian', /\p{Script=Armenian}/gu],
  ['Ethiopic', /\p{Script=Ethiopic}/gu],
]

/** Scripts whose texts today are nearly all in one language. Devanagari writes Hindi far more than Marathi or Nepali. */
const SINGLE_LANGUAGE = new Map([
  ['Devanagari', 'hi'],
  ['Bengali', 'bn'],
  ['Gurmukhi', 'pa'],
  ['Gujarati', 'gu'],
  ['Tamil', 'ta'],
  ['Telugu', 'te'],
  ['Kannada', 'kn'],
  ['Malayalam', 'ml'],
  ['Sinhala', 'si'],
  ['Thai', 'th'],
  ['Lao', 'lo'],
  ['Khmer', 'km'],
  ['Myanmar', 'my'],
  ['Hebrew', 'he'],
  ['Greek', 'el'],
  ['Georgian', 'ka'],
  ['Armenian', 'hy'],
  ['Ethiopic', 'am'],
])

const LATIN_LANGUAGES = ['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'tr', 'pl', 'sv', 'id']

/** Word → the languages that cannot do without it: one look-up for each word of a text. */
const STOP_WORD_LANGUAGES = new Map<string, string[]>()
for (const [language, words] of STOP_WORDS) {
  for (const word of words) {
    const known = STOP_WORD_LANGUAGES.get(word)
    if (known) known.push(language)
    else STOP_WORD_LANGUAGES.set(word, [language])
  }
}

/**
 * The language whose commonest words make up most of the text, if they are a twelfth of it and a
 * third more than the next language's. Running text has a third to a half of such words.
 */
function byStopWords(sample: string, languages: readonly string[]): string | undefined {
  const words =
    sample
      .slice(0, WORD_SAMPLE)
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  const hits = new Map(languages.map((language) => [language, 0]))
  for (const word of words) {
    for (const language of STOP_WORD_LANGUAGES.get(word) ?? []) {
      const count = hits.get(language)
      if (count !== undefined) hits.set(language, count + 1)
    }
  }
  const ranking = [...hits].map(([language, hits]) => ({ language, hits })).sort((a, b) => b.hits - a.hits)
  const [first, second] = ranking
  if (first === undefined || first.hits < 2 || first.hits < words.length / 12) return undefined
  return first.hits * 3 >= (second?.hits ?? 0) * 4 ? first.language : undefined
}

/** Letters that one language of the Arabic script has and the others lack, then words. */
function arabicScript(sample: string): string | undefined {
  const share = (letters: RegExp) => (sample.match(letters)?.length ?? 0) / sample.length
  if (share(/[ټډړږښڼځڅېۍ]/g) > 0.005) return 'ps'
  if (share(/[ڄڃڇڙڪڳڻٿڀٺٽ]/g) > 0.005) return 'sd'
  if (share(/[ٹڈڑںھہے]/g) > 0.02) return 'ur'
  return byStopWords(sample, ['ar', 'fa', 'ur', 'ps'])
}

function cyrillicScript(sample: string): string | undefined {
  const count = (letters: RegExp) => sample.match(letters)?.length ?? 0
  if (count(/[іїєґ]/gi) > count(/[ыэё]/gi)) return count(/ў/gi) > 0 ? 'be' : 'uk'
  if (count(/[әғқңөұүһ]/gi) > 0) return undefined
  return byStopWords(sample, ['ru', 'uk', 'bg', 'sr'])
}
