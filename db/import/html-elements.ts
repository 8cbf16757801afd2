import { attribute, nameOf } from './html-document.ts'

/** Elements whose content is no text that a reader of the page sees. */
const UNSEEN = new Set([
  ...['script', 'style', 'template', 'noscript', 'title', 'meta', 'link', 'base', 'head'],
  ...['iframe', 'object', 'embed', 'applet', 'canvas', 'audio', 'video', 'svg', 'map', 'noembed', 'noframes'],
  ...['select', 'datalist', 'button', 'input', 'textarea', 'progress', 'meter'],
])

/** Elements that begin and end a block (display: block and its kin in the HTML standard's style sheet). */
const BLOCKS = new Set([
  ...[
    'address',
    'article',
    'aside',
    'blockquote',
    'body',
    'caption',
    'center',
    'dd',
    'details',
    'dialog',
    'dir',
  ],
  ...[
    'div',
    'dl',
    'dt',
    'fieldset',
    'figcaption',
    'figure',
    'footer',
    'form',
    'header',
    'hgroup',
    'hr',
    'html',
  ],
  ...[
    'legend',
    'listing',
    'main',
    'menu',
    'nav',
    'ol',
    'optgroup',
    'p',
    'plaintext',
    'pre',
    'search',
    'section',
  ],
  ...[
    'summary',
    'table',
    'tbody',
    'tfoot',
    'thead',
    'tr',
    'td',
    'th',
    'ul',
    'xmp',
    'li',
    'frameset',
    'frame',
  ],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
])

export const LISTS: ReadonlySet<string> = new Set(['ul', 'ol', 'menu', 'dir'])
export const PREFORMATTED: ReadonlySet<string> = new Set(['pre', 'listing', 'xmp', 'plaintext'])

export function isBlockElement(name: string): boolean {
  return BLOCKS.has(name)
}

/** A heading's rank, 1–6; undefined for other elements. */
export function headingLevel(name: string): number | undefined {
  return /^h[1-6]$/.test(name) ? Number(name[1]) : undefined
}

/** Whether the page shows what is in the element. */
export function isSeen(element: Element): boolean {
  return !UNSEEN.has(nameOf(element)) && !isHidden(element)
}

/** Whether the page hides an element of a kind that is otherwise shown, by an attribute or the element's own style. */
export function isHidden(element: Element): boolean {
  if (attribute(element, 'hidden') !== undefined) return true
  if (nameOf(element) === 'dialog' && attribute(element, 'open') === undefined) return true
  const style = attribute(element, 'style')
  return style !== undefined && HIDING.test(style)
}

const HIDING = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i
