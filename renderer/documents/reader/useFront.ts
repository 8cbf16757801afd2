import type { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { type ReaderHandle, shownReader } from '../../state/reader.ts'
import { frontDocument, selection, selectText } from '../../state/selection.ts'
import { useStore } from '../../state/store.ts'

interface Reader {
  readonly document: string
  readonly view: EditorView | null
  readonly handle: ReaderHandle | null
  readonly active: boolean
}

/**
 * Lets commands reach the reader in front, and brings back what was selected in it when it comes to the front
 * again: of several readers side by side each has a selection of its own.
 *
 * @returns the passage that is selected in this reader: in front or not, as when the row of a table leads to it; and
 * whether what is selected in the window is in this text
 */
export function useFront({ document, view, handle, active }: Reader): {
  passage: string | null
  isFront: boolean
} {
  const { passage, document: front } = useStore(selection)
  const own = useRef<string | null>(null)
  const isFront = active && front === document
  if (isFront) own.current = passage

  useEffect(() => {
    if (!active || !handle || !view) return
    frontDocument(document)
    shownReader.set({ handle, last: document })
    const { main } = view.state.selection
    if (!main.empty) selectText({ start: main.from, end: main.to })
    else if (selection.get().passage === null && selection.get().subject === null)
      selection.set({ passage: own.current })
    const selectAll = () => handle.select({ start: 0, end: handle.text.length })
    globalThis.document.addEventListener('claimboard:select-all', selectAll)
    return () => {
      globalThis.document.removeEventListener('claimboard:select-all', selectAll)
      if (shownReader.get().handle === handle) shownReader.set({ handle: null })
      if (selection.get().document === document) frontDocument(null)
    }
  }, [active, handle, view, document])

  return { passage: front === document ? passage : own.current, isFront }
}
