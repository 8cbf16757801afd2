import { type Span, trimSpan } from '../contract/offsets.ts'

/** A line of a text without the white space around it; empty, where there is nothing else. */
export type Line = Span & { text: string }

/** The lines of a frozen text, parted by line feeds and form feeds, trimmed. Offsets in UTF-16 code units. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const { index } of text.matchAll(/[\n\f]/g)) {
    lines.push(lineAt(text, start, index))
    start = index + 1
  }
  lines.push(lineAt(text, start, text.length))
  return lines
}

function lineAt(text: string, start: number, end: number): Line {
  const span = trimSpan(text, start, end)
  return { ...span, text: text.slice(span.start, span.end) }
}

/** Longest title in UTF-16 code units; what is longer is a paragraph. */
export const MAX_TITLE = 200

/** Words as a title: one line, without control characters, of a bearable length; undefined if nothing is left. */
export function cleanTitle(words: string | null | undefined): string | undefined {
  const line = (words ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim()
  if (line === '') return undefined
  return line.length <= MAX_TITLE
    ? line
    : `${line
        .slice(0, MAX_TITLE - 1)
        .toWellFormed()
        .trimEnd()}…`
}

/** A file's name without folder and extension, for a document that has no title of its own. */
export function titleFromName(name: string): string {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  const dot = file.lastIndexOf('.')
  return cleanTitle(dot > 0 ? file.slice(0, dot) : file) ?? 'Untitled'
}
