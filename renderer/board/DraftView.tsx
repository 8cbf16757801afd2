import { useContext } from 'react'
import { BoardContext } from './context.ts'
import { TextEditor } from './TextEditor.tsx'

/** A note that is being written: it comes onto the board when something stands in it. */
export function DraftView() {
  const { finishDraft } = useContext(BoardContext)
  return (
    <div className="card note full">
      <TextEditor label="Text of the note" text="" onDone={finishDraft} />
    </div>
  )
}
