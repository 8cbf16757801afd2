/** Which documents are chosen, and from where Shift extends the choice. */
export interface Chosen {
  readonly documents: ReadonlySet<string>
  readonly anchor: string | null
}

export const nothingChosen: Chosen = { documents: new Set(), anchor: null }

export function toggled({ documents }: Chosen, document: string): Chosen {
  const next = new Set(documents)
  if (!next.delete(document)) next.add(document)
  return { documents: next, anchor: document }
}

/** Everything from where the choice began to a document, in the order of the list. */
export function extended({ documents, anchor }: Chosen, order: readonly string[], to: string): Chosen {
  const begin = order.indexOf(anchor ?? to)
  const end = order.indexOf(to)
  if (begin < 0 || end < 0) return { documents: new Set([...documents, to]), anchor: to }
  return { documents: new Set(order.slice(Math.min(begin, end), Math.max(begin, end) + 1)), anchor }
}

/** Only what is shown stays chosen: what is not seen shall not be changed. */
export function within(chosen: Chosen, order: readonly string[]): readonly string[] {
  return chosen.documents.size === 0 ? [] : order.filter((uid) => chosen.documents.has(uid))
}
