import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import { exportItems } from './exporting.ts'
import { Icon } from './Icon.tsx'

/** Takes the board out of the program: as a picture, a drawing or a JSON Canvas. */
export function ExportButton({
  board,
}: {
  readonly board: { readonly uid: string; readonly title: string }
}) {
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null)
  return (
    <div className="board-export">
      <Button
        look="quiet"
        aria-haspopup="menu"
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect()
          setMenu({ x: left, y: bottom + 4 })
        }}
      >
        <Icon name="export" /> Export
      </Button>
      {menu && (
        <ContextMenu
          label="Export the board"
          at={menu}
          items={exportItems(board)}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  )
}
