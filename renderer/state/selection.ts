import { createStore } from './store.ts'
import { showTab } from './tabs.ts'

/** A stretch of the open document that is selected: UTF-16 code units, start inclusive, end exclusive. */
export interface TextSelection {
  readonly start: number
  readonly end: number
}

/** What the inspector shows besides the open document and the selected passage. */
export interface Subject {
  readonly kind: 'claim' | 'card' | 'tag'
  readonly uid: string
}

interface Selection {
  /** The document of the reader that was used last; null while no reader is in front. */
  readonly document: string | null
  readonly passage: string | null
  readonly subject: Subject | null
  readonly text: TextSelection | null
  /** Where the tag picker stands open for: a new passage, or one that is there. */
  readonly picking: 'selection' | 'passage' | null
  /** The tag that the picker's choice takes the place of. */
  readonly replacing: string | null
  /** Which menu of the selected passage stands open, and where: CSS pixels, null below its words. */
  readonly menu: {
    readonly of: 'passage' | 'replace' | 'untag'
    readonly at: { readonly x: number; readonly y: number } | null
  } | null
  /** The passage whose note wants the focus, once it is shown. */
  readonly noting: string | null
  /** Only passages with this tag stand out in the reader. */
  readonly tag: string | null
  /** Asks the reader of a document to show a place. The number makes two requests for one place two. */
  readonly reveal: { readonly document: string; readonly start: number; readonly n: number } | null
}

const nothing: Selection = {
  document: null,
  passage: null,
  subject: null,
  text: null,
  picking: null,
  replacing: null,
  menu: null,
  noting: null,
  tag: null,
  reveal: null,
}

/** No picker and no menu. */
const closed = { picking: null, replacing: null, menu: null } as const

export const selection = createStore<Selection>(nothing)

/** A reader came to the front, or none is there any more. What was selected elsewhere is let go. */
export function frontDocument(document: string | null): void {
  const { document: before, reveal, passage } = selection.get()
  if (before === document) return
  const sent = reveal !== null && reveal.document === document
  selection.set({ document, ...closed, text: null, passage: sent ? passage : null })
}

/** Text was selected, or is no longer. A claim in the inspector stays: more evidence is selected for it. */
export function selectText(text: TextSelection | null): void {
  const { subject } = selection.get()
  const kept = subject?.kind === 'claim' ? subject : null
  selection.set(text ? { text, passage: null, subject: kept } : { text: null })
}

export function selectPassage(passage: string | null): void {
  selection.set({ passage, subject: null, ...closed })
}

export function selectSubject(subject: Subject | null): void {
  selection.set({ subject, passage: null, ...closed })
}

/** Opens a document at a place and selects the passage there. */
export function goToPlace(document: string, start: number, passage: string | null = null): void {
  const n = (selection.get().reveal?.n ?? 0) + 1
  selection.set({ passage, subject: null, ...closed, reveal: { document, start, n } })
  showTab({ kind: 'document', document })
}

export function openDocument(document: string): void {
  showTab({ kind: 'document', document })
}

export function forgetSelection(): void {
  selection.set(nothing)
}
