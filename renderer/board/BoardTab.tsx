import { ReactFlowProvider } from '@xyflow/react'
import { useAnswer } from '../state/queries.ts'
import { BoardCanvas } from './BoardCanvas.tsx'

interface Props {
  readonly board: string
  /** Whether this tab is in front. */
  readonly active?: boolean
}

/** A board in a tab of the window. */
export function BoardTab({ board, active = true }: Props) {
  const { data, error } = useAnswer('boards.get', { board })
  const { data: project } = useAnswer('project.get', {})
  if (error) {
    return (
      <section className="board-gone" aria-label="Board">
        <p>{error.message}</p>
      </section>
    )
  }
  if (!data || !project || data.uid !== board) return null
  return (
    <ReactFlowProvider>
      <BoardCanvas board={data} readOnly={project.readOnly} active={active} />
    </ReactFlowProvider>
  )
}
