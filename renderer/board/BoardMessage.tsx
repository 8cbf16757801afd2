import type { Board } from '../../db/contract/board.ts'
import type { Mode } from './useLinking.ts'

interface Props {
  readonly board: Board
  readonly mode: Mode
  readonly linkFrom: string | null
  readonly readOnly: boolean
  readonly drafting: boolean
}

/** What to do on an empty board, and what a tool waits for. */
export function BoardMessage({ board, mode, linkFrom, readOnly, drafting }: Props) {
  const waiting =
    mode !== 'link'
      ? ''
      : linkFrom === null
        ? 'Choose the card that the link starts from. Escape ends it.'
        : 'Choose the card that the link goes to. Escape ends it.'
  return (
    <>
      <p className={waiting === '' ? 'visually-hidden' : 'board-hint'} role="status">
        {waiting}
      </p>
      {board.cards.length === 0 && !drafting && (
        <div className="board-empty">
          <h2>{readOnly ? 'Nothing is on this board' : 'Lay out what you know'}</h2>
          {!readOnly && (
            <p>
              Drag documents, tags and actors here from the lists, or select a sentence in a text and press{' '}
              <kbd>B</kbd>. Double-click to write a note; <kbd>L</kbd> links two cards.
            </p>
          )}
        </div>
      )}
    </>
  )
}
