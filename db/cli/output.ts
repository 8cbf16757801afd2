import { fdSink } from '../export/sink.ts'

const standard = { 1: fdSink(1), 2: fdSink(2) } as const

/**
 * Writes to standard output (1) or error (2), all of it before it returns: the packaged command line ends
 * without an asynchronous turn, so nothing may be left in a buffer.
 *
 * @throws OutputClosed when whoever read our output (such as `head`) has had enough
 */
export function write(descriptor: 1 | 2, data: string | Uint8Array): void {
  try {
    standard[descriptor].write(data)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw new OutputClosed()
    throw error
  }
}

/** The reader of standard output went away. */
export class OutputClosed extends Error {}

/** Lines of columns, padded so that they stand under each other. Numbers go right. */
export function table(
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const cells = [header, ...rows.map((row) => row.map((cell) => oneLine(cell)))]
  const widths = header.map((_, i) => Math.max(...cells.map((row) => width(row[i] ?? ''))))
  const right = header.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number'))
  const lines = cells.map((row) =>
    row
      .map((cell, i) => {
        const padding = ' '.repeat(Math.max(0, (widths[i] ?? 0) - width(cell)))
        return right[i] ? padding + cell : cell + padding
      })
      .join('  ')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n`
}

/** Columns wider than this are cut: a terminal is for looking, `--json` is for reading. */
const widest = 72

function oneLine(cell: string | number | null): string {
  const text = String(cell ?? '')
    .replace(/\s+/gu, ' ')
    .trim()
  return width(text) <= widest ? text : `${[...text].slice(0, widest - 1).join('')}…`
}

/** Columns that a text takes in a terminal: East Asian wide characters take two, marks none. */
function width(text: string): number {
  let columns = 0
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue
    columns +=
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u.test(
        character,
      )
        ? 2
        : 1
  }
  return columns
}
