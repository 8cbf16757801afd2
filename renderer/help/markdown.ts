/** A stretch of words in a paragraph. */
export type Inline =
  | { readonly kind: 'text' | 'strong' | 'code'; readonly text: string }
  /** A link; only those within the guide, which begin with #, lead anywhere. */
  | { readonly kind: 'link'; readonly text: string; readonly to: string }

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string; readonly id: string }
  | { readonly kind: 'paragraph'; readonly words: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table'
      readonly head: readonly (readonly Inline[])[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }
  | { readonly kind: 'picture'; readonly alt: string; readonly file: string }
  | { readonly kind: 'lines'; readonly text: string }

/**
 * Reads the part of CommonMark, with tables after GitHub, that the user guide is written in: headings, paragraphs,
 * flat lists, tables, pictures that stand alone, lines of code, and in them bold, code and links. Comments are left
 * out. What is none of these is a paragraph, so nothing is lost.
 */
export function parseMarkdown(text: string): Block[] {
  const lines = text.replace(/<!--[\s\S]*?-->\n?/gu, '').split('\n')
  const blocks: Block[] = []
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] ?? ''
    const take = (belongs: (next: string) => boolean) => {
      const from = i
      while (i < lines.length && belongs(lines[i] ?? '')) i++
      return lines.slice(from, i)
    }
    const heading = /^(#{1,3}) (.+)$/u.exec(line)
    const picture = /^!\[([^\]]*)\]\(([^)]+)\)$/u.exec(line)
    if (line.trim() === '') i++
    else if (heading) {
      const [, marks = '#', words = ''] = heading
      blocks.push({ kind: 'heading', level: marks.length as 1 | 2 | 3, text: words, id: anchorOf(words) })
      i++
    } else if (picture) {
      blocks.push({ kind: 'picture', alt: picture[1] ?? '', file: picture[2] ?? '' })
      i++
    } else if (line.startsWith('```')) {
      i++
      blocks.push({ kind: 'lines', text: take((next) => !next.startsWith('```')).join('\n') })
      i++
    } else if (line.startsWith('|')) {
      const [head = '', , ...rows] = take((next) => next.startsWith('|'))
      blocks.push({ kind: 'table', head: cellsOf(head), rows: rows.map(cellsOf) })
    } else if (item.test(line)) {
      const items = take((next) => item.test(next) || /^ {2,}\S/u.test(next))
      blocks.push({ kind: 'list', ordered: /^\d/u.test(line), items: itemsOf(items).map(inline) })
    } else {
      i++
      const more = take((next) => next.trim() !== '' && !/^(?:#{1,3} |```|\||!\[|[-*] |\d+\. )/u.test(next))
      blocks.push({ kind: 'paragraph', words: inline([line, ...more].join(' ')) })
    }
  }
  return blocks
}

const item = /^(?:[-*]|\d+\.) /u

/** Lines that are indented go on with the item above them. */
function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = []
  for (const line of lines) {
    if (item.test(line)) items.push(line.replace(item, ''))
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  return items
}

function cellsOf(row: string): Inline[][] {
  return row
    .replace(/^\||\|$/gu, '')
    .split(/(?<!\\)\|/u)
    .map((cell) => inline(cell.replaceAll('\\|', '|').trim()))
}

function inline(text: string): Inline[] {
  const found = text.matchAll(/\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)|[^*`[]+|./gu)
  const words: Inline[] = []
  for (const [all, strong, code, link, to] of found) {
    const last = words.at(-1)
    if (strong !== undefined) words.push({ kind: 'strong', text: strong })
    else if (code !== undefined) words.push({ kind: 'code', text: code })
    else if (link !== undefined) words.push({ kind: 'link', text: link, to: to ?? '' })
    else if (last?.kind === 'text') words[words.length - 1] = { kind: 'text', text: last.text + all }
    else words.push({ kind: 'text', text: all })
  }
  return words
}

/** How GitHub names the anchor of a heading: small letters, hyphens for blanks, nothing else but letters and digits. */
export function anchorOf(heading: string): string {
  return heading
    .toLocaleLowerCase('en')
    .replaceAll(/[^\p{Letter}\p{Number} -]/gu, '')
    .replaceAll(' ', '-')
}
