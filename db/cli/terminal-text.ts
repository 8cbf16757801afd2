const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Control characters but the line feed, and characters that turn the direction of all that follows. */
const obeyed = /(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu

/**
 * A text that a terminal only shows. Titles and names come out of files from elsewhere: a control sequence in
 * one of them could retype what stands on the screen, an override could turn it round.
 */
export function harmless(text: string): string {
  return text.replaceAll('\t', ' ').replace(obeyed, '\uFFFD')
}

/** A text on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

/** A text cut to a number of columns; what was cut off shows as an ellipsis. */
export function cutTo(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let kept = ''
  let width = 1
  for (const { segment } of segmenter.segment(text)) {
    width += widthOfOne(segment)
    if (width > columns) break
    kept += segment
  }
  return `${kept}…`
}

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let columns = 0
  for (const { segment } of segmenter.segment(text)) columns += widthOfOne(segment)
  return columns
}

/** East Asian wide and fullwidth characters (UAX #11) and pictures. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/u

/** What stands alone and takes no place: marks, joiners. */
const empty = /^[\p{Mn}\p{Me}\p{Cf}]*$/u

function widthOfOne(character: string): number {
  if (wide.test(character)) return 2
  return empty.test(character) ? 0 : 1
}
