import { numberOf } from '../../db/contract/relative-date.ts'
import type { stances } from '../../db/contract/vocabulary.ts'

type Stance = keyof typeof stances

/** What the words of a sentence suggest for a claim. They are proposals: the analyst sees and changes them. */
export interface Proposal {
  readonly statement: string
  /** Who says it, in the sentence's own words; null where it does not say. */
  readonly attribution: string | null
  readonly stance: Stance
}

const says =
  '(?:said|says|say|told [^,.]{2,40}|added|adds|stated|claimed|claims|announced|insisted|argued|reported|confirmed|acknowledged|warned|noted|explained)'
const denies = '(?:denied|denies|deny|rejected|dismissed)'
const neither =
  '(?:(?:would|could|did|does) neither confirm n?or deny|neither confirm(?:s|ed) n?or den(?:ies|ied))'
const declines = '(?:declined|declines|refused) to comment'
// Somebody who speaks: no comma or quotation mark inside, and at most a line.
const who = '([^,;:“”"«»]{2,80}?)'
// What stands between the speaker and the verb, and is no part of the name: "the ministry has also denied".
const aux = '(?: (?:has|have|had|also|again|later|since|so far|repeatedly|publicly|yesterday|today))*'
const when = '(?: (?:on|in|at|late|early|earlier|this|last) [^,.]{2,30})?'

interface Pattern {
  readonly form: RegExp
  /** Which groups hold the attribution and the statement. */
  readonly who: number
  readonly what: number | null
  readonly stance?: Stance
}

/** The plain forms of English news; anything else stays as it is written. */
const patterns: readonly Pattern[] = [
  { form: new RegExp(`^according to ${who}, (.+)$`, 'is'), who: 1, what: 2 },
  { form: new RegExp(`^(.+?),? according to ${who}[.]?$`, 'is'), who: 2, what: 1 },
  {
    form: new RegExp(`^${who}${aux} ${neither}(?: that (.+)| .*)?$`, 'is'),
    who: 1,
    what: 2,
    stance: 'neither-confirms-nor-denies',
  },
  {
    form: new RegExp(`^${who}${aux} ${declines}.*$`, 'is'),
    who: 1,
    what: null,
    stance: 'declines-to-comment',
  },
  { form: new RegExp(`^${who}${aux} ${denies}${when} that (.+)$`, 'is'), who: 1, what: 2, stance: 'denies' },
  {
    form: new RegExp(`^${who}${aux} ${says}${when},? (?:that |[:“"«]\\s?[“"«]?)(.+)$`, 'is'),
    who: 1,
    what: 2,
  },
  { form: new RegExp(`^(.+)[,?!][”"»]? ${who}${aux} ${says}${when}[.]?$`, 'is'), who: 2, what: 1 },
  { form: new RegExp(`^(.+)[,?!][”"»]? ${says} ${who}${when}[.]?$`, 'is'), who: 2, what: 1 },
]

/**
 * Proposes a statement without the words that only say who says it, and who that is.
 *
 * @param selected the words that carry the claim
 * @param sentence the sentence around them; it is asked for the attribution where the words have none
 */
export function proposeClaim(selected: string, sentence: string): Proposal {
  const own = read(oneLine(selected))
  if (own.attribution !== null) return own
  const { attribution, stance } = read(oneLine(sentence))
  return { ...own, attribution, stance: attribution === null ? own.stance : stance }
}

function read(sentence: string): Proposal {
  for (const { form, who, what, stance = 'asserts' } of patterns) {
    const found = form.exec(sentence)
    const attribution = found?.[who]?.trim()
    if (!found || !attribution || attribution.split(' ').length > 14) continue
    const statement = what === null ? undefined : found[what]
    const words = stance === 'denies' ? affirmed(statement ?? sentence) : (statement ?? sentence)
    return { statement: asSentence(words), attribution: unquoted(attribution), stance }
  }
  return { statement: asSentence(sentence), attribution: null, stance: 'asserts' }
}

/** What is denied, as it would be asserted: "anything has been agreed" is the denial of "something has been agreed". */
function affirmed(words: string): string {
  return words.replace(/^any(thing|one|body)\b/iu, 'some$1')
}

/** Without quotation marks around it, with a capital in front and a full stop behind. */
function asSentence(words: string): string {
  const bare = unquoted(words)
    .replace(/[,;:–—-]+$/u, '')
    .trim()
  if (bare === '') return ''
  const [first = ''] = bare
  const capital = first.toLocaleUpperCase() + bare.slice(first.length)
  return /[.!?…。！？۔؟]["”’»)]?$/u.test(capital) ? capital : `${capital}.`
}

function unquoted(words: string): string {
  const inner = words.trim()
  const open = /^["“«„]/u.test(inner)
  const close = /["”»]$/u.test(inner)
  const marks = inner.match(/["“”«»„]/gu)?.length ?? 0
  if (open && close && marks === 2) return inner.slice(1, -1).trim()
  // A mark whose partner was cut off with the attribution.
  if (marks === 1) return inner.replace(/["“”«»„]/u, '').trim()
  return inner
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

// UTF-16 code units to each side: longer than any sentence that is written to be read.
const reach = 2000

/** The sentence or sentences around a stretch of text, within its line. For proposals only, so it may be rough. */
export function aroundSpan(text: string, start: number, end: number): string {
  const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - reach)
  const lineEnd = text.indexOf('\n', end)
  const to = Math.min(lineEnd < 0 ? text.length : lineEnd, end + reach)
  let found = ''
  for (const { segment, index } of segmenter.segment(text.slice(from, to))) {
    const at = from + index
    if (at < end && at + segment.length > start) found += segment
  }
  return found.trim()
}

/** How many speak, where the wording begins with a number: 5 for "five officials". */
export function numberIn(wording: string): number | null {
  const first = wording.trim().split(/\s+/u)[0]?.toLocaleLowerCase() ?? ''
  return numberOf(first) || null
}
