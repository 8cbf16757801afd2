import { createStore } from './store.ts'

/** A stretch of the open document that is selected: UTF-16 code units, start inclusive, end exclusive. */
export interface TextSelection {
  readonly start: number
  readonly end: number
}

interface Selection {
  /** The document in the reader. */
  readonly document: string | null
  readonly passage: string | null
  readonly text: TextSelection | null
  /** Where the tag picker stands open for: a new passage, or one that is there. */
  readonly picking: 'selection' | 'passage' | null
  /** Only passages with this tag stand out in the reader. */
  readonly tag: string | null
  /** Asks the reader to show a place. The number makes two requests for one place two. */
  readonly reveal: { readonly start: number; readonly n: number } | null
}

const nothing: Selection = {
  document: null,
  passage: null,
  text: null,
  picking: null,
  tag: null,
  reveal: null,
}

export const selection = createStore<Selection>(nothing)

export function openDocument(document: string | null): void {
  if (selection.get().document !== document) selection.set({ ...nothing, tag: selection.get().tag, document })
}

export function selectPassage(passage: string | null, start?: number): void {
  const n = (selection.get().reveal?.n ?? 0) + 1
  selection.set({ passage, picking: null, ...(start === undefined ? {} : { reveal: { start, n } }) })
}

export function forgetSelection(): void {
  selection.set(nothing)
}
