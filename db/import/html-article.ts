import { Readability } from '@mozilla/readability'
import { attribute, nameOf, walk } from './html-document.ts'
import { isHidden, isSeen } from './html-elements.ts'
import { cleanTitle } from './outline.ts'

export type Article = {
  content: Node
  title: string | undefined
  byline: string | undefined
  language: string | undefined
  /** The part of the page's visible letters that it holds, 0–1. */
  share: number
}

/** Readability looks at all that is above each element; articles lie some dozens deep, and browsers stop at 512. */
const MAX_DEPTH = 256

/** Elements and pieces of text beyond which Readability would take too long; no article comes near. */
const MAX_NODES = 100_000

/** What surrounds articles on web sites. A page without any of it is a document by itself. */
const SURROUNDINGS = new Set([
  'nav',
  'aside',
  'footer',
  'header',
  'form',
  'iframe',
  'script',
  'main',
  'article',
])

/** Share of a page's letters that stand in links, above which it has menus. */
const MENU_SHARE = 0.2

/**
 * The article of a page, as Mozilla's Readability finds it. `plain` where the page is a document by
 * itself, and nothing has to be told apart; `none` where there is no article, or the page is not
 * built as pages are. Takes the document apart unless it answers `plain`.
 */
export function articleOf(
  document: Document,
  size: { depth: number; nodes: number },
): Article | 'plain' | 'none' {
  const page = measure(document.body)
  if (!page.surrounded && page.linked <= page.letters * MENU_SHARE) return 'plain'
  if (size.depth > MAX_DEPTH || size.nodes > MAX_NODES) return 'none'
  removeHidden(document.body)
  const found = readability(document)
  if (!found?.content) return 'none'
  return {
    content: found.content,
    title: cleanTitle(found.title),
    byline: cleanTitle(found.byline),
    language: found.lang ?? undefined,
    share: measure(found.content).letters / page.letters,
  }
}

function readability(document: Document) {
  try {
    return new Readability<Node>(document, { serializer: (node) => node }).parse()
  } catch {
    // It stumbles over trees that no browser would build; the caller then takes the whole page and says so.
    return null
  }
}

/** Readability takes all styles away, and would bring to light what they hid. */
function removeHidden(body: Node): void {
  const hidden: Element[] = []
  walk(body, {
    enter(element) {
      if (!isHidden(element)) return true
      hidden.push(element)
      return false
    },
  })
  for (const element of hidden) element.remove()
}

/** How much there is to read below a node, how much of it in links, and whether it has a site's surroundings. */
function measure(root: Node): { letters: number; linked: number; surrounded: boolean } {
  let surrounded = false
  let letters = 0
  let linked = 0
  let links = 0
  walk(root, {
    enter(element) {
      const name = nameOf(element)
      if (SURROUNDINGS.has(name) || attribute(element, 'role') === 'navigation') surrounded = true
      if (!isSeen(element)) return false
      if (name === 'a') links++
      return true
    },
    leave(element) {
      if (nameOf(element) === 'a') links--
    },
    text(data) {
      const length = data.trim().length
      letters += length
      if (links > 0) linked += length
    },
  })
  return { letters, linked, surrounded }
}
