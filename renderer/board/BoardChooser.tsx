import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import { boardChoice, putOn, putOnNew } from './add-to-board.ts'

/** Asks on which board something is put, while something waits for it. */
export function BoardChooser() {
  const { items, at } = useStore(boardChoice)
  const { data: boards = [] } = useAnswer('boards.list', {}, items !== null)
  if (items === null || boards.length === 0) return null
  return (
    <ContextMenu
      label="Add to which board?"
      at={at}
      onClose={() => boardChoice.set({ items: null })}
      items={[
        ...boards.map((board) => ({ label: board.title, run: () => attempt(() => putOn(board, items)) })),
        { label: 'A new board', run: () => attempt(() => putOnNew(items)) },
      ]}
    />
  )
}
