/** The faces that the program sets text in. Inter says what the program and the analyst say; sources speak in the serif. */
export type Face = 'ui' | 'bold' | 'read'

/**
 * Advance widths of U+0020 to U+007E in hundredths of the type size: Inter 400, Inter 600 and Source Serif 4 400,
 * as the browser lays them out. The store has no fonts to measure with.
 */
const asciiWidths: Readonly<Record<Face, readonly number[]>> = {
  ui: [
    28, 29, 47, 63, 64, 98, 64, 30, 36, 36, 50, 66, 29, 46, 29, 36, 63, 41, 61, 62, 65, 59, 62, 57, 62, 62,
    29, 30, 66, 66, 66, 51, 97, 69, 65, 73, 72, 60, 59, 75, 74, 27, 57, 67, 57, 90, 75, 76, 64, 76, 64, 64,
    65, 74, 69, 99, 68, 68, 63, 36, 36, 36, 47, 46, 32, 56, 61, 57, 61, 58, 37, 61, 59, 24, 24, 55, 24, 88,
    59, 60, 61, 61, 38, 53, 33, 59, 56, 82, 55, 56, 55, 43, 33, 43, 66,
  ],
  bold: [
    25, 32, 52, 64, 65, 100, 66, 33, 37, 37, 54, 67, 32, 47, 32, 38, 66, 42, 62, 64, 67, 61, 64, 58, 64, 64,
    32, 33, 67, 67, 67, 54, 100, 73, 66, 74, 72, 61, 59, 75, 75, 28, 58, 70, 57, 92, 76, 77, 65, 77, 65, 65,
    66, 74, 73, 102, 72, 71, 65, 37, 38, 37, 48, 47, 35, 57, 62, 58, 62, 59, 39, 63, 61, 26, 26, 57, 26, 90,
    61, 61, 62, 62, 40, 55, 35, 61, 59, 84, 57, 59, 57, 45, 36, 45, 67,
  ],
  read: [
    24, 29, 38, 52, 52, 93, 73, 18, 36, 36, 46, 53, 30, 32, 30, 34, 53, 53, 53, 53, 53, 53, 53, 53, 53, 53,
    30, 30, 53, 53, 53, 41, 83, 71, 65, 66, 74, 64, 61, 72, 81, 38, 38, 71, 62, 93, 77, 74, 62, 74, 69, 54,
    63, 76, 71, 100, 67, 67, 59, 33, 34, 33, 53, 51, 40, 54, 62, 52, 61, 53, 37, 56, 64, 33, 30, 59, 33, 95,
    64, 58, 62, 60, 46, 46, 36, 63, 58, 84, 57, 59, 49, 36, 29, 36, 53,
  ],
}

// What other letters take, in hundredths of the type size: square ones the whole of it, marks nothing.
const squareWidth = 100
const otherWidth = 61
const square =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF00-\uFFEF]/u

/** How wide a text is in one line, near enough to break lines by, in the unit of `size`. */
export function textWidth(text: string, face: Face, size: number): number {
  let hundredths = 0
  for (const character of text) hundredths += characterWidth(character, face)
  return (hundredths * size) / 100
}

function characterWidth(character: string, face: Face): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x7f) return asciiWidths[face][code - 0x20] ?? 0
  if (/[\p{Mark}\p{Cf}]/u.test(character)) return 0
  return square.test(character) ? squareWidth : otherWidth
}

export interface Lines {
  readonly face: Face
  /** Type size and width of the column, in one unit. */
  readonly size: number
  readonly width: number
  /** Lines beyond this are left out, and the last one ends in an ellipsis. */
  readonly most: number
}

/**
 * Breaks a text into lines as a page would: at its own line ends, at spaces, between square characters, and
 * inside a word that is wider than the column.
 */
export function wrapText(text: string, { face, size, width, most }: Lines): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    let used = 0
    for (const piece of pieces(paragraph, (word) => textWidth(word, face, size) > width)) {
      const own = textWidth(piece.trimEnd(), face, size)
      if (used + own > width && line !== '') {
        lines.push(line.trimEnd())
        if (lines.length > most) return cut(lines, most)
        line = ''
        used = 0
      }
      line += piece
      used += textWidth(piece, face, size)
    }
    lines.push(line.trimEnd())
    if (lines.length > most) return cut(lines, most)
  }
  return lines
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Stretches that stay together, each with the spaces behind it. */
function* pieces(paragraph: string, tooWide: (word: string) => boolean): Iterable<string> {
  for (const [word] of paragraph.matchAll(/\S+\s*|\s+/gu)) {
    if (square.test(word) || tooWide(word)) {
      for (const { segment } of segmenter.segment(word)) yield segment
    } else yield word
  }
}

function cut(lines: readonly string[], most: number): string[] {
  const shown = lines.slice(0, most)
  const last = shown.pop() ?? ''
  return [...shown, `${last.replace(/[\s.,;:…]+$/u, '')}…`]
}
