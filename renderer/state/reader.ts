import type { DocumentText } from '../../db/contract/document.ts'
import type { TextSelection } from './selection.ts'
import { createStore } from './store.ts'

/** What commands may ask of the text that is shown. */
export interface ReaderHandle {
  readonly document: string
  /** The frozen text. */
  readonly text: string
  /** Its blocks, in their order. */
  readonly blocks: DocumentText['blocks']
  select(span: TextSelection): void
  /** Puts the cursor somewhere, with nothing selected, and scrolls there as far as it is not in view. */
  goTo(offset: number): void
  /** Where the cursor is: UTF-16 code units. */
  cursor(): number
  /** Lets the arrow keys move a boundary of the selected passage. @returns false where none can be moved */
  grab(edge: 'start' | 'end'): boolean
  /** Opens the field that finds words in this text. */
  find(): void
  focus(): void
}

/** The reader that is in front, if there is one, and the document of the one that was in front last. */
export const shownReader = createStore<{
  readonly handle: ReaderHandle | null
  readonly last: string | null
}>({ handle: null, last: null })
