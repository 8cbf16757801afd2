import type { Tab } from '../state/tabs.ts'

/** Tabs that show something of the project which belongs on paper; the history has an export of its own. */
const kinds = [
  'document',
  'board',
  'actor',
  'proposition',
  'source',
  'event',
  'hypothesis',
  'evidence',
] as const

type PrintableTab = Extract<Tab, { readonly kind: (typeof kinds)[number] }>

export function isPrintable(tab: Tab): tab is PrintableTab {
  return (kinds as readonly string[]).includes(tab.kind)
}
