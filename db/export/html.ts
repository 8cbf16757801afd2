import { reordering } from '../contract/visible-text.ts'
import { escaped } from './svg.ts'

/** A piece of HTML that is safe to put into a page: only {@link html} makes one. */
export interface Html {
  readonly html: string
}

type Value = Html | string | number | null | readonly Html[]

/** Makes HTML of a template; what is put into it is text and is escaped, unless it is HTML already. Null is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: strings.reduce((page, text, index) => page + written(values[index - 1] ?? null) + text) }
}

function written(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return visible(escaped(value))
  return 'html' in value ? value.html : value.map((one) => one.html).join('')
}

/** Makes them visible: Trojan Source (CVE-2021-42574). */
function visible(text: string): string {
  return text.replace(reordering, (character) => {
    return `[U+${character.charCodeAt(0).toString(16).toUpperCase()}]`
  })
}

/** Facts that are known, a line each. */
export function facts(known: readonly (readonly [name: string, value: Html | string | null])[]): Html {
  const lines = known.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [html`<dt>${name}</dt><dd>${value}</dd>`],
  )
  return html`<dl class="facts">${lines}</dl>`
}
