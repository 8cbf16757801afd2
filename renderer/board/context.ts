import { createContext } from 'react'
import type { Writing } from './useWriting.ts'

/** What cards and links ask of the board that they are on. */
export interface BoardServices extends Writing {
  readonly readOnly: boolean
  finishDraft(body: string, byKey: boolean): void
  resized(cards: readonly string[]): void
}

const nothing = () => {}

export const BoardContext = createContext<BoardServices>({
  readOnly: true,
  editing: null,
  unsaved: null,
  finish: nothing,
  finishLink: nothing,
  finishDraft: nothing,
  edit: nothing,
  resized: nothing,
})
