import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { ContextMenu, type MenuItem } from '../ui/ContextMenu.tsx'
import { Icon, type IconName } from './Icon.tsx'
import type { BoardAction } from './state.ts'
import type { Mode } from './useLinking.ts'

interface Props {
  readonly mode: Mode
  /** How many cards are selected. */
  readonly selected: number
  perform(action: BoardAction): void
}

const tools: readonly {
  action: BoardAction
  label: string
  key: string
  icon: IconName
  hint: string
  mode?: Mode
}[] = [
  {
    action: 'select',
    label: 'Select',
    key: 'V',
    icon: 'select',
    hint: 'Select with a frame (or hold Shift and drag)',
    mode: 'select',
  },
  {
    action: 'note',
    label: 'Note',
    key: 'N',
    icon: 'note',
    hint: 'Write a note (or double-click the canvas)',
  },
  {
    action: 'link',
    label: 'Link',
    key: 'L',
    icon: 'link',
    hint: 'Link two cards (or drag from the edge of a card)',
    mode: 'link',
  },
  {
    action: 'group',
    label: 'Group',
    key: 'G',
    icon: 'group',
    hint: 'Frame the selected cards, or draw an empty frame',
  },
]

/** What can be made on the board, and how a press on it is taken. */
export function Toolbar({ mode, selected, perform }: Props) {
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null)
  return (
    <div className="board-tools" role="toolbar" aria-label="Board tools" aria-orientation="vertical">
      {tools.map((tool) => (
        <Button
          key={tool.action}
          look="quiet"
          aria-label={tool.label}
          aria-keyshortcuts={tool.key}
          aria-pressed={tool.mode ? tool.mode === mode : undefined}
          title={`${tool.hint} · ${tool.key}`}
          onClick={() => perform(tool.action)}
        >
          <Icon name={tool.icon} />
        </Button>
      ))}
      {selected > 1 && (
        <Button
          look="quiet"
          aria-label="Align"
          aria-haspopup="menu"
          title="Line up or spread the selected cards"
          onClick={(event) => {
            const { right, top } = event.currentTarget.getBoundingClientRect()
            setMenu({ x: right + 6, y: top })
          }}
        >
          <Icon name="align" />
        </Button>
      )}
      {menu && (
        <ContextMenu
          label="Align"
          at={menu}
          items={alignItems(selected, perform)}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  )
}

/** Ways of lining cards up; two cards are not spread. */
export function alignItems(selected: number, perform: (action: BoardAction) => void): MenuItem[] {
  const item = (label: string, action: BoardAction) => ({ label, run: () => perform(action) })
  return [
    item('Align left edges', 'align-left'),
    item('Align centres', 'align-centre'),
    item('Align right edges', 'align-right'),
    item('Align top edges', 'align-top'),
    item('Align middles', 'align-middle'),
    item('Align bottom edges', 'align-bottom'),
    ...(selected > 2
      ? [item('Spread evenly across', 'distribute-across'), item('Spread evenly down', 'distribute-down')]
      : []),
  ]
}
