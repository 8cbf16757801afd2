import { ReactFlowProvider } from '@xyflow/react'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { BoardCanvas } from './BoardCanvas.tsx'

interface Props {
  readonly board: string
  /** Whether this tab is in front. */
  readonly active?: boolean
}

/** A board in a tab of the window. */
export function BoardTab({ board, active = true }: Props) {
  const { data, error } = useAnswer('boards.get', { board })
  const readOnly = useReadOnly()
  if (error) {
    return (
      <section className="board-gone" aria-label="Board">
        <p>{error.message}</p>
      </section>
    )
  }
  if (data?.uid !== board) return null
  return (
    <ReactFlowProvider>
      <BoardCanvas board={data} readOnly={readOnly} active={active} />
    </ReactFlowProvider>
  )
}
