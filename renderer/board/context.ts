import { createContext } from 'react'
import type { CardInfo, LinkInfo } from '../../db/contract/board.ts'

/** What cards and links ask of the board that they are on. */
export interface BoardServices {
  readonly readOnly: boolean
  /** The card or link whose words are being written. */
  readonly editing: string | null
  /** Ends the writing; the words are saved where they are others. */
  finish(card: CardInfo, body: string): void
  finishLink(link: LinkInfo, label: string): void
  finishDraft(body: string): void
  edit(uid: string): void
  resized(cards: readonly string[]): void
}

const nothing = () => {}

export const BoardContext = createContext<BoardServices>({
  readOnly: true,
  editing: null,
  finish: nothing,
  finishLink: nothing,
  finishDraft: nothing,
  edit: nothing,
  resized: nothing,
})
