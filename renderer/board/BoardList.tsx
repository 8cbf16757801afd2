import { useState } from 'react'
import type { BoardInfo } from '../../db/contract/board.ts'
import { attempt } from '../state/notices.ts'
import { answeredAgain, useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { useStore } from '../state/store.ts'
import { showTab } from '../state/tabs.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import { NameField } from '../ui/NameField.tsx'
import { createBoard, putOn } from './add-to-board.ts'
import { BoardChooser } from './BoardChooser.tsx'
import { exportItems } from './exporting.ts'
import { dropped, isDragged } from './items.ts'
import { shownBoard } from './state.ts'

const nameLabel = 'Name of the board'

/** The project's boards: open, make, rename, export, delete. */
export function BoardList() {
  const { data: boards = [], isSuccess } = useAnswer('boards.list', {})
  const { board: shown } = useStore(shownBoard)
  const [editing, setEditing] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ board: BoardInfo; x: number; y: number } | null>(null)
  const readOnly = useReadOnly()
  return (
    <nav aria-label="Boards">
      <div className="list-head">
        <h2>Boards</h2>
        <span className="count">{boards.length}</span>
        {!readOnly && (
          <Button look="quiet" aria-label="New board" title="New board" onClick={() => attempt(createBoard)}>
            +
          </Button>
        )}
      </div>
      {isSuccess && boards.length === 0 && (
        <p className="empty">Lay out passages, claims and actors on a board, and link them.</p>
      )}
      <ul>
        {boards.map((board) => (
          <li key={board.uid}>
            {editing === board.uid ? (
              <NameField
                label={nameLabel}
                name={board.title}
                onCancel={() => setEditing(null)}
                save={async (title) => {
                  await save('boards.rename', { board: board.uid, title })
                  await answeredAgain()
                  // Another name may be in the making by now.
                  setEditing((now) => (now === board.uid ? null : now))
                }}
              />
            ) : (
              <button
                type="button"
                className="row"
                aria-current={board.uid === shown}
                title={board.title}
                onClick={() => showTab({ kind: 'board', board: board.uid })}
                {...(readOnly ? {} : dropOn(board))}
                onKeyDown={(event) => event.key === 'F2' && !readOnly && setEditing(board.uid)}
                onContextMenu={(event) => {
                  event.preventDefault()
                  const { right, bottom } = event.currentTarget.getBoundingClientRect()
                  // The menu key has no place of its own.
                  const byKey = event.clientX === 0 && event.clientY === 0
                  setMenu({ board, x: byKey ? right - 40 : event.clientX, y: byKey ? bottom : event.clientY })
                }}
              >
                <span className="row-title">{board.title}</span>
                <span className="count">{board.cards > 0 ? board.cards : ''}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {menu && (
        <ContextMenu
          label={`What to do with the board ${menu.board.title}`}
          at={menu}
          onClose={() => setMenu(null)}
          items={[
            { label: 'Open', run: () => showTab({ kind: 'board', board: menu.board.uid }) },
            ...exportItems(menu.board),
            ...(readOnly
              ? []
              : [
                  { label: 'Rename', run: () => setEditing(menu.board.uid) },
                  { label: 'Delete', danger: true, run: () => attempt(() => remove(menu.board)) },
                ]),
          ]}
        />
      )}
      <BoardChooser />
    </nav>
  )
}

/** What is let go over the name of a board is put on it, wherever there is room. */
const dropOn = (board: BoardInfo) => ({
  onDragOver: (event: React.DragEvent) => {
    if (!isDragged(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy' as const
    event.currentTarget.classList.add('drop-here')
  },
  onDragLeave: (event: React.DragEvent) => event.currentTarget.classList.remove('drop-here'),
  onDrop: (event: React.DragEvent) => {
    event.currentTarget.classList.remove('drop-here')
    const items = dropped(event)
    if (items.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    attempt(() => putOn(board, items))
  },
})

async function remove({ uid, title }: BoardInfo): Promise<void> {
  await save('boards.remove', { board: uid })
  showUndoable({ tone: 'plain', text: `The board “${title}” was deleted; what it showed stays.` })
}
