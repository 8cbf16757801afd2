import { Readability } from '@mozilla/readability'
import { attribute, nameOf, walk } from './html-document.ts'
import { isHidden } from './html-elements.ts'
import { cleanTitle } from './outline.ts'

export type Article = {
  content: Node
  title: string | undefined
  byline: string | undefined
  language: string | undefined
}

/** Browsers flatten what nests deeper (Blink's limit is 512); Readability compares each element with all above it. */
const MAX_DEPTH = 512

/** Elements beyond which Readability would take minutes; no article comes near. */
const MAX_ELEMENTS = 50_000

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
  size: { depth: number; elements: number },
): Article | 'plain' | 'none' {
  if (isPlain(document)) return 'plain'
  if (size.depth > MAX_DEPTH || size.elements > MAX_ELEMENTS) return 'none'
  removeHidden(document.body)
  const found = readability(document)
  if (!found?.content) return 'none'
  return {
    content: found.content,
    title: cleanTitle(found.title),
    byline: cleanTitle(found.byline),
    language: found.lang ?? undefined,
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

function isPlain(document: Document): boolean {
  let surrounded = false
  let letters = 0
  let linked = 0
  let links = 0
  walk(document.body, {
    enter(element) {
      const name = nameOf(element)
      if (SURROUNDINGS.has(name) || attribute(element, 'role') === 'navigation') surrounded = true
      if (name === 'a') links++
      return !surrounded
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
  return !surrounded && linked <= letters * MENU_SHARE
}
