import type { Command } from '../command.ts'
import type { Situation } from '../situation.ts'
import { attempt, showToast } from '../state/notices.ts'
import { createBoard } from './add-to-board.ts'
import { type BoardAction, shownBoard } from './state.ts'

// N and Delete are told with the dialog of shortcuts: in a text they mean other things.
const actions: readonly { action: BoardAction; label: string; shortcut?: string }[] = [
  { action: 'note', label: 'Write a note on the board' },
  { action: 'link', label: 'Link two cards', shortcut: 'L' },
  { action: 'group', label: 'Group the selected cards', shortcut: 'G' },
  { action: 'select', label: 'Select cards with a frame', shortcut: 'V' },
  { action: 'open', label: 'Open what a card comes from', shortcut: 'Enter' },
  { action: 'edit', label: 'Edit the words of a card or link', shortcut: 'F2' },
  { action: 'copy', label: 'Copy cards as text' },
  { action: 'front', label: 'Bring cards to front', shortcut: ']' },
  { action: 'back', label: 'Send cards to back', shortcut: '[' },
  { action: 'align-left', label: 'Align left edges of cards' },
  { action: 'align-centre', label: 'Align centres of cards' },
  { action: 'align-right', label: 'Align right edges of cards' },
  { action: 'align-top', label: 'Align top edges of cards' },
  { action: 'align-middle', label: 'Align middles of cards' },
  { action: 'align-bottom', label: 'Align bottom edges of cards' },
  { action: 'distribute-across', label: 'Spread cards evenly across' },
  { action: 'distribute-down', label: 'Spread cards evenly down' },
  { action: 'delete', label: 'Delete cards and links' },
  { action: 'fit', label: 'Show the whole board', shortcut: 'F' },
  { action: 'zoom-in', label: 'Zoom into the board', shortcut: '+' },
  { action: 'zoom-out', label: 'Zoom out of the board', shortcut: '-' },
  { action: 'zoom-reset', label: 'Show the board at 100 %', shortcut: '0' },
]

type Enabled = NonNullable<Command['enabled']>

const always: Enabled = () => true
const writing: Enabled = ({ writable }) => writable
const withItem: Enabled = ({ cards, links }) => cards + links > 0
/** So many cards have to be selected. */
const withCards =
  (fewest: number): Enabled =>
  ({ writable, cards }) =>
    writable && cards >= fewest
const [aligning, spreading] = [withCards(2), withCards(3)]

/** When each can be done on a board that is in front. */
const enabled: Readonly<Record<(typeof actions)[number]['action'], Enabled>> = {
  note: writing,
  link: writing,
  group: withCards(1),
  select: always,
  open: withItem,
  edit: (now) => now.writable && withItem(now),
  copy: ({ cards }) => cards > 0,
  front: withCards(1),
  back: withCards(1),
  'align-left': aligning,
  'align-centre': aligning,
  'align-right': aligning,
  'align-top': aligning,
  'align-middle': aligning,
  'align-bottom': aligning,
  'distribute-across': spreading,
  'distribute-down': spreading,
  delete: (now) => now.writable && withItem(now),
  'select-all': always,
  fit: always,
  'zoom-in': always,
  'zoom-out': always,
  'zoom-reset': always,
}

/** What can be done on boards, for the menu, the palette and the list of shortcuts. Their keys work on the board only. */
export const boardCommands: readonly Command[] = [
  {
    id: 'board.new',
    group: 'Board',
    label: 'New board',
    enabled: ({ writable }) => writable,
    run: () => attempt(createBoard),
  },
  ...actions.map(({ action, label, shortcut }) => ({
    id: `board.${action}`,
    group: 'Board' as const,
    label,
    ...(shortcut === undefined ? {} : { shortcut }),
    enabled: (now: Situation) => now.board && enabled[action](now),
    run: () => {
      const { board, perform } = shownBoard.get()
      if (board === null)
        showToast({ tone: 'plain', text: 'Open a board first: they are listed on the left.' })
      else perform(action)
    },
  })),
]
