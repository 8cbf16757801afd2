import { useReactFlow } from '@xyflow/react'
import { useCallback, useRef } from 'react'
import type { Board } from '../../db/contract/board.ts'
import type { CardInfo } from '../../db/contract/card.ts'
import { attempt } from '../state/notices.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { arranged, restacked } from './arranging.ts'
import { type BoardNode, placesOf } from './nodes.ts'
import { openCard } from './open-card.ts'
import type { AligningAction, BoardAction } from './state.ts'
import type { BoardItems } from './useBoardItems.ts'
import { useFocus } from './useFocus.ts'
import { type Linking, useLinking } from './useLinking.ts'
import type { Moving } from './useMoving.ts'
import { type NoteWriting, useNoteWriting } from './useNoteWriting.ts'
import { useWriting, type Writing } from './useWriting.ts'

export interface BoardActions extends Linking, NoteWriting, Writing {
  perform(action: BoardAction): void
}

// Who wants nothing to move sees the board in its new place at once.
const zoomMs = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120)
/** How a board is fitted into what is seen: never larger than it is, and clear of the tools at its edges. */
export const fitOptions = {
  maxZoom: 1,
  padding: { top: '56px', right: '24px', bottom: '56px', left: '64px' },
} as const
// Where an empty group appears, in CSS pixels from the corner of what is seen.
const groupInset = 80

/** Everything that can be done on a board, by whatever key, button or menu it was asked for. */
export function useBoardActions(
  board: Board,
  items: BoardItems,
  moving: Moving,
  canvas: React.RefObject<HTMLElement | null>,
): BoardActions {
  const flow = useReactFlow<BoardNode>()
  const focus = useFocus(canvas, items)
  const writing = useWriting(focus)
  const { edit } = writing
  const { select } = items
  const linking = useLinking(
    useCallback(
      (link: string) => {
        select([], [link])
        edit(link)
      },
      [select, edit],
    ),
  )
  const notes = useNoteWriting(board, items, canvas, focus)
  const now = useRef({ board, items, moving, linking, notes })
  now.current = { board, items, moving, linking, notes }

  const perform = useCallback(
    (action: BoardAction): void => {
      const { board, items, moving, linking, notes } = now.current
      moving.rest()
      const chosen = targets(items, canvas.current)
      const { links } = items.selected()
      const card = board.cards.find(({ uid }) => uid === chosen[0])
      const write = () => {
        if (card && isOwn(card)) edit(card.uid)
        else if (!card && links[0] !== undefined) edit(links[0])
      }
      const align = () => {
        const places = placesOf(items.latestNodes())
        const cards = chosen.flatMap((uid) => {
          const rect = places.get(uid)
          return rect ? [{ uid, ...rect }] : []
        })
        const as = action.startsWith('align') ? 'align' : 'distribute'
        moving.arrange(as, arranged(action as AligningAction, cards))
      }
      const handlers: Readonly<Record<BoardAction, () => void>> = {
        select: () => linking.setMode(linking.mode === 'select' ? 'move' : 'select'),
        note: () => notes.writeNote(),
        link: () => {
          const [from, to] = chosen
          if (chosen.length === 2 && from !== undefined && to !== undefined) linking.link(from, to)
          else if (linking.mode === 'link') linking.setMode('move')
          else linking.setMode('link', chosen.length === 1 ? from : null)
        },
        group: () => group(board.uid, chosen),
        open: () => {
          if (card && linking.mode === 'link') linking.pickForLink(card.uid)
          else if (card && !isOwn(card)) openCard(card)
          else write()
        },
        edit: write,
        // The board answers the event that this causes: a page may not write to the clipboard by itself.
        copy: () => document.execCommand('copy'),
        delete: () => remove(chosen, links),
        front: () => moving.arrange('raise', restacked('front', chosen, board.cards)),
        back: () => moving.arrange('lower', restacked('back', chosen, board.cards)),
        'select-all': () => items.select(uidsOf(board.cards), uidsOf(board.links)),
        fit: () => void flow.fitView({ ...fitOptions, duration: zoomMs() }),
        'zoom-in': () => void flow.zoomIn({ duration: zoomMs() }),
        'zoom-out': () => void flow.zoomOut({ duration: zoomMs() }),
        'zoom-reset': () => void flow.zoomTo(1, { duration: zoomMs() }),
        'align-left': align,
        'align-centre': align,
        'align-right': align,
        'align-top': align,
        'align-middle': align,
        'align-bottom': align,
        'distribute-across': align,
        'distribute-down': align,
      }
      handlers[action]()

      function group(uid: string, holds: readonly string[]): void {
        const { left, top } = canvas.current?.getBoundingClientRect() ?? new DOMRect()
        const near = flow.screenToFlowPosition({ x: left + groupInset, y: top + groupInset })
        const content = { kind: 'group' as const, title: '', holds: [...holds] }
        attempt(async () => {
          const { cards } = await save('cards.create', { board: uid, cards: [{ content }], near })
          items.select(cards)
          edit(cards[0] ?? null)
        })
      }
    },
    [canvas, flow, edit],
  )

  return { ...linking, ...notes, ...writing, perform }
}

/** What an action is for: the selected cards in that order, else the card that has the focus. */
function targets({ selected }: BoardItems, canvas: HTMLElement | null): readonly string[] {
  const { cards, links } = selected()
  if (cards.length > 0 || links.length > 0) return cards
  const focused = document.activeElement?.closest<HTMLElement>('.react-flow__node')
  const uid = focused && canvas?.contains(focused) ? focused.dataset.id : undefined
  return uid === undefined ? [] : [uid]
}

function uidsOf(things: readonly { readonly uid: string }[]): string[] {
  return things.map(({ uid }) => uid)
}

/** Cards whose words are the analyst's own and are written on the board itself. */
export function isOwn({ kind }: CardInfo): boolean {
  return kind === 'note' || kind === 'group'
}

function remove(cards: readonly string[], links: readonly string[]): void {
  if (cards.length === 0 && links.length === 0) return
  attempt(async () => {
    if (cards.length > 0) await save('cards.remove', { cards: [...cards], links: [...links] })
    else await save('links.remove', { links: [...links] })
    const [number, noun] = cards.length > 0 ? [cards.length, 'card'] : [links.length, 'link']
    showUndoable({ tone: 'plain', text: `${number} ${noun}${number === 1 ? '' : 's'} deleted.` })
  })
}
