import type { TextSelection } from './selection.ts'
import { createStore } from './store.ts'

/** What commands may ask of the text that is shown. */
export interface ReaderHandle {
  readonly document: string
  /** The frozen text. */
  readonly text: string
  select(span: TextSelection): void
  /** Where the cursor is: UTF-16 code units. */
  cursor(): number
  focus(): void
}

/** The reader that is on the screen, if there is one. */
export const shownReader = createStore<{ readonly handle: ReaderHandle | null }>({ handle: null })
