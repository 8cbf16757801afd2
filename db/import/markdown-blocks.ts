import { trimSpan } from '../contract/offsets.ts'
import { type Block, MAX_LIST_DEPTH } from './blocks.ts'

const ATX_HEADING = /^ {0,3}(#{1,6})(?:[ \t]+|$)/
const ATX_CLOSING = /(?:^|[ \t])#+[ \t]*$/
const SETEXT_RULE = /^ {0,3}(=+|-+)[ \t]*$/
const THEMATIC_BREAK = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/
const FENCE = /^ {0,3}(`{3,}|~{3,})/
// Quotations nest a few deep; an unlimited repetition overflows on a line made of nothing else.
const QUOTE = /^(?: {0,3}>[ \t]?){1,32}/
const LIST_ITEM = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)/
const TABLE_DELIMITER = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

/** Longest line that is a rule or a table's delimiter row, in UTF-16 code units. */
const MAX_RULE = 2000

/**
 * The blocks of a Markdown source (CommonMark with GitHub's tables) from an offset on, as spans that
 * leave out the marks of headings, list items and table borders. A scanner by lines: what it does not
 * know is a paragraph, so that nothing is lost.
 */
export function markdownBlocks(text: string, from: number): Block[] {
  return new MarkdownScanner(text).scan(from)
}

class MarkdownScanner {
  readonly #text: string
  readonly #blocks: Block[] = []
  /** The paragraph or list item that the next line may go on with. */
  #open: Block | undefined
  #fence: string | undefined
  /** Indentations of the list items that the next item may lie in. */
  #lists: number[] = []
  #inTable = false
  #quoted = false

  constructor(text: string) {
    this.#text = text
  }

  scan(from: number): Block[] {
    let start = from
    while (start < this.#text.length) {
      const feed = this.#text.indexOf('\n', start)
      const end = feed === -1 ? this.#text.length : feed
      this.#line(start, end)
      start = end + 1
    }
    this.#close()
    return this.#blocks
  }

  #line(start: number, end: number): void {
    const whole = this.#text.slice(start, end)
    const marks = QUOTE.exec(whole)?.[0].length ?? 0
    if (this.#fence !== undefined) {
      const code = this.#quoted ? whole.slice(marks) : whole
      if (code.trim().startsWith(this.#fence) && /^(?:`+|~+)$/.test(code.trim())) this.#endFence()
      else this.#append(start, end)
      return
    }
    // A line without the mark may go on with a quoted paragraph (lazy continuation); the reverse is a new one.
    if (marks > 0 && !this.#quoted) this.#close()
    this.#quoted = marks > 0
    this.#content(start + marks, end)
  }

  #content(start: number, end: number): void {
    const line = this.#text.slice(start, end)
    const fence = FENCE.exec(line)
    const heading = ATX_HEADING.exec(line)
    const item = LIST_ITEM.exec(line)
    const short = line.length <= MAX_RULE
    if (line.trim() === '') this.#close()
    else if (fence) {
      this.#close()
      this.#fence = (fence[1] as string).slice(0, 3)
    } else if (heading) this.#heading(start + heading[0].length, end, (heading[1] as string).length)
    else if (this.#open?.kind === 'paragraph' && short && SETEXT_RULE.test(line)) {
      // The rule below a paragraph makes it a heading.
      this.#open.kind = 'heading'
      this.#open.level = line.includes('=') ? 1 : 2
      this.#close()
    } else if (short && TABLE_DELIMITER.test(line) && this.#beginsTable(line)) this.#inTable = true
    else if (this.#inTable && line.includes('|')) this.#row(start, end)
    else if (short && THEMATIC_BREAK.test(line)) this.#close()
    else if (item) this.#item(item, start, end)
    else {
      if (this.#inTable) this.#close()
      if (this.#open === undefined && !/^[ \t]/.test(line)) this.#lists = []
      this.#append(start, end)
    }
  }

  #heading(start: number, end: number, level: number): void {
    this.#close()
    this.#lists = []
    const closing = ATX_CLOSING.exec(this.#text.slice(start, end))
    this.#push({ kind: 'heading', start, end: closing ? start + closing.index : end, level })
  }

  #item(item: RegExpExecArray, start: number, end: number): void {
    this.#close()
    // A tab stands for four columns, as in CommonMark.
    const indent = (item[1] as string).replaceAll('\t', '    ').length
    // A sibling may be out of line by a column; two are the least that a nested item needs.
    while (this.#lists.length > 0 && indent < (this.#lists.at(-1) as number) + 2) this.#lists.pop()
    this.#lists.push(indent)
    const level = Math.min(this.#lists.length, MAX_LIST_DEPTH)
    this.#open = this.#push({ kind: 'list-item', start: start + item[0].length, end, level })
  }

  /** The line above a delimiter row is the table's head if it has as many cells. */
  #beginsTable(line: string): boolean {
    const head = this.#open
    if (head?.kind !== 'paragraph') return false
    const source = this.#text.slice(head.start, head.end)
    if (source.includes('\n') || !source.includes('|') || cells(source) !== cells(line)) return false
    this.#blocks.pop()
    this.#open = undefined
    this.#row(head.start, head.end)
    return true
  }

  #row(start: number, end: number): void {
    const span = trimSpan(this.#text, start, end)
    if (this.#text[span.start] === '|') span.start++
    if (span.end > span.start && this.#text[span.end - 1] === '|') span.end--
    this.#push({ kind: 'table-row', ...span })
  }

  #append(start: number, end: number): void {
    if (this.#open === undefined) this.#open = this.#push({ kind: 'paragraph', start, end })
    else this.#open.end = trimSpan(this.#text, this.#open.start, end).end
  }

  #push(block: Block): Block | undefined {
    const span = trimSpan(this.#text, block.start, block.end)
    if (span.start === span.end) return undefined
    const trimmed = { ...block, ...span }
    this.#blocks.push(trimmed)
    return trimmed
  }

  #endFence(): void {
    this.#fence = undefined
    this.#close()
  }

  #close(): void {
    this.#open = undefined
    this.#inTable = false
  }
}

function cells(row: string): number {
  return row.trim().replace(/^\|/, '').replace(/\|$/, '').split('|').length
}
