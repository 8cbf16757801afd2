import { AppError } from './errors.ts'

/*
 * The one place where offsets are converted. Offsets in the program are UTF-16 code units, as in
 * `slice`; W3C Web Annotation, REFI-QDA and brat count Unicode code points.
 */

/** A stretch of a text in UTF-16 code units: start inclusive, end exclusive. */
export type Span = { start: number; end: number }

/** Whether the offset lies between the two code units of one character. */
export function isInsideSurrogatePair(text: string, offset: number): boolean {
  return isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset))
}

/**
 * Code-point offsets for UTF-16 offsets, in the order given. One pass over the text, however many
 * offsets there are.
 *
 * @throws AppError `invalid` for an offset outside the text or inside a surrogate pair.
 */
export function toCodePoints(text: string, offsets: readonly number[]): number[] {
  const result = new Array<number>(offsets.length)
  let units = 0
  let points = 0
  for (const index of ascending(offsets)) {
    const offset = offsets[index] as number
    if (!Number.isInteger(offset) || offset < 0 || offset > text.length) throw outside(offset, text.length)
    if (isInsideSurrogatePair(text, offset)) {
      throw new AppError('invalid', `The offset ${offset} lies in the middle of a character.`)
    }
    while (units < offset) {
      units += unitsAt(text, units)
      points++
    }
    result[index] = points
  }
  return result
}

/** The same span without the white space at its ends; empty, at its start, if it held nothing else. */
export function trimSpan(text: string, start: number, end: number): Span {
  let from = start
  let to = end
  while (from < to && isSpace(text, from)) from++
  if (from === to) return { start, end: start }
  while (to > from && isSpace(text, to - 1)) to--
  return { start: from, end: to }
}

/** Indexes of the offsets in the order of their values, so that one pass serves all of them. */
function ascending(offsets: readonly number[]): number[] {
  return Array.from(offsets.keys()).sort((a, b) => (offsets[a] as number) - (offsets[b] as number))
}

function unitsAt(text: string, at: number): 1 | 2 {
  return isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1)) ? 2 : 1
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

function isSpace(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit === 0x20 || unit === 0x0a || ((unit < 0x20 || unit >= 0x80) && /\s/.test(text.charAt(at)))
}

function outside(offset: number, length: number | undefined): AppError {
  const size = length === undefined ? '' : ` (its length is ${length})`
  return new AppError('invalid', `The offset ${offset} is not in the text${size}.`)
}
