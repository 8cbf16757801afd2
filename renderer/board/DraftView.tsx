import type { NodeProps } from '@xyflow/react'
import { useContext } from 'react'
import { BoardContext } from './context.ts'
import type { DraftNode } from './nodes.ts'
import { TextEditor } from './TextEditor.tsx'

/** A note that is being written: it comes onto the board when something stands in it. */
export function DraftView({ data: { body } }: NodeProps<DraftNode>) {
  const { finishDraft } = useContext(BoardContext)
  return (
    <div className="card note full">
      <TextEditor label="Text of the note" text={body} onDone={finishDraft} />
    </div>
  )
}
