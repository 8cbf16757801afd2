import { DOMParser } from 'linkedom'
import { AppError } from '../contract/errors.ts'

/**
 * Most elements, and most tags and entities together, of a page. Long articles have some thousands.
 * Each becomes a node of up to a kilobyte, so that a page made of nothing else would fill the memory.
 */
const MAX_ELEMENTS = 200_000
const MAX_MARKS = 600_000

/** What may stand in front of a page's content without being content. */
const METADATA = new Set(['title', 'meta', 'link', 'base', 'style', 'script'])

/**
 * Parses a page into a tree that is html > head + body, as a browser would make it: the tags of all
 * three are optional in HTML, and the parser takes them as they come. Nothing is run or fetched.
 *
 * @throws AppError `invalid` for a page with too many elements or too deep a nesting of them.
 */
export function parsePage(markup: string): Document {
  checkSize(markup)
  // The parser takes the first element for the root, and refuses an empty string.
  const source = /<html[\s>]/i.test(markup) ? markup : `<html>${markup}`
  const document = parse(source)
  const root = document.createElement('html')
  const head = document.createElement('head')
  const body = document.createElement('body')
  root.append(head, body)
  for (const node of topLevel(document, root)) {
    const blank = node.nodeType !== 1 && (node.textContent ?? '').trim() === ''
    const leading = body.firstChild === null && (blank || METADATA.has(nameOf(node)))
    ;(leading ? head : body).append(node)
  }
  // What is left is emptied, but for the document type, which this parser's trees do not let go of.
  for (const node of [...document.childNodes]) if (node.nodeType !== 10) node.remove()
  document.append(root)
  return document
}

/**
 * Deepest nesting of elements. Browsers stop at some hundreds (Blink at 512); old pages reach
 * hundreds by forgotten end tags. The parser's time grows with the square of the depth.
 */
const MAX_NESTING = 5000

/** Elements that have no content, or that the next of their kind ends: they do not nest by being left open. */
const NOT_NESTING = new Set(
  (
    'area base br col embed hr img input link meta param source track wbr ' +
    'p li dt dd tr td th thead tbody tfoot colgroup option optgroup rt rp'
  ).split(' '),
)

const TOO_MANY_PARTS = 'The page has too many parts to be an article.'

function parse(source: string): Document {
  try {
    return new DOMParser().parseFromString(source, 'text/html') as unknown as Document
  } catch (error) {
    // The parser's own limits: an element with hundreds of thousands of classes, for example.
    if (!(error instanceof RangeError)) throw error
    throw new AppError('invalid', 'The page is not built as web pages are.', undefined, { cause: error })
  }
}

function checkSize(markup: string): void {
  let marks = 0
  for (const _ of markup.matchAll(/[<&]/g)) {
    if (++marks > MAX_MARKS) throw new AppError('invalid', TOO_MANY_PARTS)
  }
  let elements = 0
  let depth = 0
  for (const [, slash, name] of markup.matchAll(/<(\/?)([a-z][^\s/>]*)/gi)) {
    if (!slash) elements++
    if (!NOT_NESTING.has((name as string).toLowerCase())) depth = slash ? Math.max(0, depth - 1) : depth + 1
    if (elements > MAX_ELEMENTS) throw new AppError('invalid', TOO_MANY_PARTS)
    if (depth > MAX_NESTING)
      throw new AppError('invalid', 'The page nests its parts too deeply to be an article.')
  }
}

/** The nodes below html, head and body, wherever those stand; what html says of itself goes to `root`. */
function topLevel(document: Document, root: Element): Node[] {
  const found: Node[] = []
  const pending: Node[] = [...document.childNodes].reverse()
  while (pending.length > 0) {
    const node = pending.pop() as Node
    const name = nameOf(node)
    if (name === 'html' || name === 'body') {
      for (const key of ['lang', 'dir']) {
        const value = attribute(node as Element, key)
        if (value !== undefined && !root.hasAttribute(key)) root.setAttribute(key, value)
      }
    }
    // Reversed one by one, because a list of a million would not fit into a call's arguments.
    if (name === 'html' || name === 'head' || name === 'body') {
      for (const child of [...node.childNodes].reverse()) pending.push(child)
    } else if (name !== '' || node.nodeType === 3) found.push(node)
  }
  return found
}

/** An element's tag in lower case; empty for other nodes. */
export function nameOf(node: Node): string {
  return node.nodeType === 1 ? (node as Element).localName.toLowerCase() : ''
}

/** An attribute's value whatever the case of its name (the parser keeps `CONTENT=` as it was written). */
export function attribute(element: Element, name: string): string | undefined {
  const exact = element.getAttribute(name)
  if (exact !== null && exact !== undefined)
    return exact === '' && !element.hasAttribute(name) ? undefined : exact
  const other = element.getAttributeNames().find((each) => each.toLowerCase() === name)
  return other === undefined ? undefined : (element.getAttribute(other) ?? undefined)
}

/** What a walk does at the nodes of a tree. */
export type Visitor = {
  /** Called for each element in order; false leaves out what is inside it. */
  enter(element: Element): boolean
  /** Called after an entered element's content. */
  leave?(element: Element): void
  text?(data: string): void
}

/** Visits everything below a node in document order, without recursion: pages nest as deep as they like. */
export function walk(root: Node, visitor: Visitor): void {
  let node: Node | null = root.firstChild
  while (node !== null) {
    if (node.nodeType === 3 || node.nodeType === 4) visitor.text?.((node as Text).data)
    const inside = node.nodeType === 1 && visitor.enter(node as Element)
    let next: Node | null = inside ? node.firstChild : null
    if (inside && next === null) visitor.leave?.(node as Element)
    while (next === null && node !== null) {
      next = node.nextSibling
      if (next === null) {
        node = node.parentNode
        if (node === null || node === root) return
        visitor.leave?.(node as Element)
      }
    }
    node = next
  }
}
