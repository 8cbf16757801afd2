import type { Span } from '../contract/offsets.ts'

/** Opening marks and what closes them. A straight mark closes a curly one too: articles mix them up. */
const closers: Readonly<Record<string, string>> = {
  '“': '”"',
  '„': '“”"',
  '"': '"”',
  '«': '»',
  '»': '«',
  '‘': '’',
  '「': '」',
  '『': '』',
}

const letter = /[\p{L}\p{N}]/u

/**
 * Furthest that a quotation is looked for before a passage, in UTF-16 code units: quotations begin within
 * their paragraph, and a text without paragraphs must not be read from its start for each claim.
 */
const farthest = 4000

/**
 * How much of a passage stands within quotation marks: what the passage's claimant says in own words. The
 * passage may leave the marks themselves out. A quotation that runs over paragraphs opens each of them again
 * and is closed in the last (Chicago Manual of Style, 13.30), so an open one ends with its paragraph.
 *
 * @returns letters and digits of the span inside and outside of quotation marks
 */
export function quotedLetters(text: string, { start, end }: Span): { inside: number; outside: number } {
  const paragraph = text.lastIndexOf('\n', start - 1) + 1
  let closing = ''
  let inside = 0
  let outside = 0
  for (let at = Math.max(paragraph, start - farthest); at < end; at++) {
    const mark = text.charAt(at)
    if (mark === '\n') closing = ''
    else if (closing !== '') {
      if (closing.includes(mark) && !isApostrophe(text, at)) closing = ''
    } else if (opens(text, at)) closing = closers[mark] ?? ''
    if (at < start) continue
    const point = text.codePointAt(at)
    if (point === undefined || !letter.test(String.fromCodePoint(point))) continue
    if (closing === '') outside++
    else inside++
  }
  return { inside, outside }
}

function opens(text: string, at: number): boolean {
  const mark = text.charAt(at)
  if (closers[mark] === undefined) return false
  // A straight mark or a single one in or after a word is an inch, an apostrophe or a stray closing mark.
  if (mark === '"' || mark === '‘' || mark === '»')
    return !letter.test(text.charAt(at - 1)) && closes(text, at, mark)
  return true
}

/** Whether the paragraph holds a closing mark; without one, these marks mean something else. */
function closes(text: string, at: number, mark: string): boolean {
  const wanted = closers[mark] ?? ''
  for (let i = at + 1; i < Math.min(text.length, at + farthest) && text.charAt(i) !== '\n'; i++) {
    if (wanted.includes(text.charAt(i)) && !isApostrophe(text, i)) return true
  }
  return false
}

function isApostrophe(text: string, at: number): boolean {
  return text.charAt(at) === '’' && letter.test(text.charAt(at - 1)) && letter.test(text.charAt(at + 1))
}
