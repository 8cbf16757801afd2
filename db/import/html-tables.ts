import { nameOf, walk } from './html-document.ts'
import { headingLevel, LISTS, PREFORMATTED } from './html-elements.ts'

/**
 * The rows that serve to lay a page out: one of their cells holds another table, headings, lists or
 * several paragraphs. Their content is read block by block; all other rows are data.
 */
export function layoutRows(root: Node): ReadonlySet<Element> {
  const layout = new Set<Element>()
  const rows: { row: Element; paragraphs: number }[] = []
  walk(root, {
    enter(element) {
      const name = nameOf(element)
      const inside = rows.at(-1)
      if (inside !== undefined && isLarge(name)) layout.add(inside.row)
      if (inside !== undefined && name === 'p' && ++inside.paragraphs > 1) layout.add(inside.row)
      if (inside !== undefined && (name === 'td' || name === 'th')) inside.paragraphs = 0
      if (name === 'tr') rows.push({ row: element, paragraphs: 0 })
      return true
    },
    leave(element) {
      if (rows.at(-1)?.row === element) rows.pop()
    },
  })
  return layout
}

function isLarge(name: string): boolean {
  return (
    name === 'table' ||
    name === 'blockquote' ||
    name === 'article' ||
    name === 'section' ||
    LISTS.has(name) ||
    PREFORMATTED.has(name) ||
    headingLevel(name) !== undefined
  )
}
