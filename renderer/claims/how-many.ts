import { opensAbove, opensBelow } from '../../db/contract/figure-conflict.ts'
import type { DraftFigure } from './draft.ts'
import { numberIn } from './propose.ts'

const number = String.raw`\d+(?:[,\s]\d{3})*(?:\.\d+)?|\p{L}+`
const written = new RegExp(
  String.raw`^(?<words>.*?)\s*(?<first>${number})(?:\s*(?:[-–—]|\bto\b|\band\b)\s*(?<last>${number}))?$`,
  'u',
)
// They belong to the two numbers, and say nothing of how sure they are.
const ofRange = /\b(?:between|from)$/iu

/**
 * A figure whose number was written where its words belong, as people say it: "at least 90" is from 90 on, "8 to 12"
 * a range, "about 60" sixty. One that has a number already, or whose words hold none, is left as it is.
 */
export function withNumber<Figure extends Pick<DraftFigure, 'qualifier' | 'low' | 'high'>>(
  figure: Figure,
): Figure {
  if (figure.low.trim() !== '' || figure.high.trim() !== '') return figure
  const { words = '', first, last } = written.exec(figure.qualifier.trim())?.groups ?? {}
  const low = digits(first)
  if (low === null || (last !== undefined && digits(last) === null)) return figure
  const qualifier = last === undefined ? words : words.replace(ofRange, '').trim()
  return {
    ...figure,
    qualifier,
    low: last === undefined && opensBelow(qualifier) ? '' : low,
    high: last === undefined && opensAbove(qualifier) ? '' : (digits(last) ?? low),
  }
}

/** The digits of a number that may be written as a word; null where it is none. */
function digits(word: string | undefined): string | null {
  if (word === undefined) return null
  if (/^\d/u.test(word)) return word
  const spelled = numberIn(word)
  return spelled === null ? null : String(spelled)
}
