import { trimSpan } from '../contract/offsets.ts'
import { type Block, MAX_LIST_DEPTH } from './blocks.ts'
import { nameOf, walk } from './html-document.ts'
import { headingLevel, isBlockElement, isSeen, LISTS, PREFORMATTED } from './html-elements.ts'
import { layoutRows } from './html-tables.ts'

/** What ends an open row of data, whose own end tag HTML lets people leave out. */
const ROW_ENDS = new Set(['tr', 'tbody', 'thead', 'tfoot'])

/** What a stretch of inline text belongs to. */
type Context = { kind: Block['kind']; level?: number; element: Element; used: boolean }

/**
 * The text of a page below a node as a reader sees it: blocks apart by an empty line, items of a list
 * and rows of a table on lines of their own, the cells of a row apart by tabs, white space collapsed
 * as CSS does outside of preformatted text. Offsets of the blocks are UTF-16 code units.
 */
export function pageText(root: Node, titleHeading?: string): { text: string; blocks: Block[] } {
  const writer = new PageWriter(layoutRows(root))
  if (titleHeading !== undefined) writer.heading(titleHeading)
  walk(root, writer)
  return writer.finish()
}

class PageWriter {
  readonly #layout: ReadonlySet<Element>
  readonly #pieces: string[] = []
  readonly #blocks: Block[] = []
  readonly #contexts: Context[] = []
  #length = 0
  #inline = ''
  #last = ''
  #listDepth = 0
  #preformatted = 0
  #cells = 0

  constructor(layout: ReadonlySet<Element>) {
    this.#layout = layout
  }

  heading(words: string): void {
    this.#write('heading', 1, words)
  }

  enter(element: Element): boolean {
    if (!isSeen(element)) return false
    const name = nameOf(element)
    if (name === 'br') {
      this.#break()
      return false
    }
    if (this.#inRow() && ROW_ENDS.has(name)) this.#endRow()
    else if (name === 'td' || name === 'th') this.#cell()
    else if (isBlockElement(name)) this.#boundary()
    const level = headingLevel(name)
    if (LISTS.has(name)) this.#listDepth++
    if (PREFORMATTED.has(name)) this.#preformatted++
    if (level !== undefined) this.#open({ kind: 'heading', level, element, used: false })
    else if (name === 'li')
      this.#open({
        kind: 'list-item',
        level: Math.min(Math.max(1, this.#listDepth), MAX_LIST_DEPTH),
        element,
        used: false,
      })
    else if (name === 'tr' && !this.#inRow() && !this.#layout.has(element)) {
      this.#cells = 0
      this.#open({ kind: 'table-row', element, used: false })
    }
    return true
  }

  leave(element: Element): void {
    const name = nameOf(element)
    const context = this.#contexts.at(-1)
    if (context?.element === element) {
      this.#flush()
      this.#contexts.pop()
    } else if (isBlockElement(name) && name !== 'td' && name !== 'th') this.#boundary()
    else if (isBlockElement(name) && !this.#inRow()) this.#flush()
    if (LISTS.has(name)) this.#listDepth--
    if (PREFORMATTED.has(name)) this.#preformatted--
  }

  text(data: string): void {
    const preserved = this.#preformatted > 0 && !this.#inRow()
    let words = preserved ? data : data.replace(/[ \t\n\r\f]+/g, ' ')
    if (!preserved && words.startsWith(' ') && /^[ \n\t]?$/.test(this.#last)) words = words.slice(1)
    this.#add(words)
  }

  finish(): { text: string; blocks: Block[] } {
    this.#flush()
    return { text: this.#pieces.join(''), blocks: this.#blocks }
  }

  #open(context: Context): void {
    this.#contexts.push(context)
  }

  #inRow(): boolean {
    return this.#contexts.at(-1)?.kind === 'table-row'
  }

  /** The edge of a block element: a new block, or a space within the cell of a row. */
  #boundary(): void {
    if (this.#inRow()) this.text(' ')
    else this.#flush()
  }

  #cell(): void {
    if (!this.#inRow()) this.#flush()
    else if (this.#cells++ > 0) this.#add('\t')
  }

  #endRow(): void {
    this.#flush()
    this.#cells = 0
  }

  #break(): void {
    if (this.#inRow()) this.text(' ')
    else this.#add('\n')
  }

  #add(words: string): void {
    if (words === '') return
    this.#inline += words
    this.#last = words.charAt(words.length - 1)
  }

  #flush(): void {
    // Carriage returns come as entities only, and may be apart from their line feeds until now.
    const inline = this.#inline.replace(/\r\n?/g, '\n')
    this.#inline = ''
    this.#last = ''
    if (inline === '') return
    const context = this.#contexts.at(-1)
    if (context?.kind === 'table-row') {
      this.#write('table-row', undefined, inline.replace(/ *\t */g, '\t').trimEnd())
      return
    }
    // Two line breaks are how old pages part paragraphs.
    for (const part of inline.replace(/[ \t]+\n/g, '\n').split(/\n{2,}/)) {
      if (part.trim() === '') continue
      const kind = context === undefined || context.used ? 'paragraph' : context.kind
      this.#write(kind, kind === 'paragraph' ? undefined : context?.level, part)
      // A further paragraph of a list item is a paragraph; a heading stays one over a line break.
      if (context?.kind === 'list-item') context.used = true
    }
  }

  #write(kind: Block['kind'], level: number | undefined, words: string): void {
    // The indentation of code and the empty cells of a row stay in the text, though not in the block.
    const shown = words.replace(/^\n+/, '').trimEnd()
    if (shown.trim() === '') return
    const previous = this.#blocks.at(-1)?.kind
    const lines = kind === previous && (kind === 'list-item' || kind === 'table-row')
    const separator = this.#length === 0 ? '' : lines ? '\n' : '\n\n'
    const from = this.#length + separator.length
    const span = trimSpan(shown, 0, shown.length)
    this.#pieces.push(separator, shown)
    this.#length = from + shown.length
    const place = { kind, start: from + span.start, end: from + span.end }
    this.#blocks.push(level === undefined ? place : { ...place, level })
  }
}
