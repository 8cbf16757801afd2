import { selection, selectSubject } from '../state/selection.ts'
import { createStore } from '../state/store.ts'

/** What is selected on the board that was used last, in the order in which it was selected. */
export const boardSelection = createStore<{
  readonly board: string | null
  readonly cards: readonly string[]
  readonly links: readonly string[]
}>({ board: null, cards: [], links: [] })

/** Everything that can be done on a board by key, by button, by menu or from the palette. */
export type BoardAction =
  | 'select'
  | 'note'
  | 'link'
  | 'group'
  | 'open'
  | 'edit'
  | 'copy'
  | 'delete'
  | 'front'
  | 'back'
  | 'select-all'
  | 'fit'
  | 'zoom-in'
  | 'zoom-out'
  | 'zoom-reset'
  | AligningAction

export type AligningAction =
  | 'align-left'
  | 'align-centre'
  | 'align-right'
  | 'align-top'
  | 'align-middle'
  | 'align-bottom'
  | 'distribute-across'
  | 'distribute-down'

/** The board that is in front, if one is: what commands from elsewhere act upon. */
export const shownBoard = createStore<{
  readonly board: string | null
  perform(action: BoardAction): void
}>({ board: null, perform: () => {} })

/** A board is not in front any more: what is selected on it is not what the window is about. */
export function leaveBoard(board: string): void {
  if (shownBoard.get().board === board) shownBoard.set({ board: null, perform: () => {} })
  if (boardSelection.get().board !== board) return
  boardSelection.set({ board: null, cards: [], links: [] })
  if (selection.get().subject?.kind === 'card') selectSubject(null)
}

/** Keeps the order in which things were selected: those that still are, then those that have come. */
export function inOrder(before: readonly string[], now: readonly string[]): readonly string[] {
  const still = before.filter((uid) => now.includes(uid))
  const come = now.filter((uid) => !before.includes(uid))
  return come.length === 0 && still.length === before.length ? before : [...still, ...come]
}
