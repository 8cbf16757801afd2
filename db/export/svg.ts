import { visibleText } from '../contract/visible-text.ts'

/** A piece of SVG that is safe to put into a document: only {@link element} makes one. */
export interface Markup {
  readonly markup: string
}

type Attributes = Readonly<Record<string, string | number | undefined>>

/** Makes an element; text among its children is escaped, and so are the values of its attributes. */
export function element(name: string, attributes: Attributes, ...children: (Markup | string)[]): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? decimal(value) : String(value))}"`)
  const opening = `<${name}${written.join('')}`
  if (children.length === 0) return { markup: `${opening}/>` }
  const inner = children
    .map((child) => (typeof child === 'string' ? escaped(visibleText(child)) : child.markup))
    .join('')
  return { markup: `${opening}>${inner}</${name}>` }
}

/** Hundredths of a pixel are all that anybody sees. */
function decimal(value: number): string {
  return String(Math.round(value * 100) / 100)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** What XML 1.0 §2.2 does not allow in a document becomes the replacement character. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
