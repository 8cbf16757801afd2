import { useReactFlow } from '@xyflow/react'
import { useCallback, useRef } from 'react'
import type { Board } from '../../db/contract/board.ts'
import { type Point, snapped } from '../../db/contract/board-geometry.ts'
import { freePlaces } from '../../db/contract/board-places.ts'
import { showError } from '../state/notices.ts'
import { save } from '../state/tasks.ts'
import { type BoardNode, draftId, placesOf } from './nodes.ts'
import type { BoardItems } from './useBoardItems.ts'

// A new note before anything stands in it, in canvas pixels.
const draftSize = { width: 208, height: 96 }

export interface NoteWriting {
  /** Begins a note at a place, else in the middle of what is seen. */
  writeNote(at?: Point): void
  /** Ends it: the note comes onto the board when something stands in it. */
  finishDraft(body: string, byKey: boolean): void
}

/** Writes notes where they will stand; nothing is saved before there are words. */
export function useNoteWriting(
  board: Board,
  items: BoardItems,
  canvas: React.RefObject<HTMLElement | null>,
  focus: (uid: string | null) => void,
): NoteWriting {
  const flow = useReactFlow<BoardNode>()
  const now = useRef({ board, items })
  now.current = { board, items }

  const writeNote = useCallback(
    (at?: Point) => {
      const { nodes, setNodes, select } = now.current.items
      const position = at ? { x: snapped(at.x), y: snapped(at.y) } : freeInMiddle(nodes)
      select([])
      setNodes((before) => [...before.filter(({ id }) => id !== draftId), draftAt(position)])

      function freeInMiddle(nodes: readonly BoardNode[]): Point {
        const rect = canvas.current?.getBoundingClientRect() ?? new DOMRect()
        const middle = flow.screenToFlowPosition({
          x: rect.left + rect.width / 2,
          y: rect.top + rect.height / 2,
        })
        const near = {
          x: snapped(middle.x - draftSize.width / 2),
          y: snapped(middle.y - draftSize.height / 2),
        }
        return freePlaces([...placesOf(nodes).values()], [draftSize], near)[0] ?? near
      }
    },
    [flow, canvas],
  )

  const finishDraft = useCallback(
    (body: string, byKey: boolean) => {
      const { board, items } = now.current
      const draft = items.nodes.find(({ id }) => id === draftId)
      items.setNodes((before) => before.filter(({ id }) => id !== draftId))
      if (byKey) focus(null)
      if (!draft || body.trim() === '') return
      const card = { content: { kind: 'note' as const, body: body.trimEnd() }, ...draft.position }
      save('cards.create', { board: board.uid, cards: [card] }).then(
        ({ cards }) => {
          now.current.items.select(cards)
          if (byKey) focus(cards[0] ?? null)
        },
        (error: unknown) => {
          // What could not be saved is there to be written on.
          now.current.items.setNodes((before) => [...before, draftAt(draft.position, body)])
          showError(error)
        },
      )
    },
    [focus],
  )

  return { writeNote, finishDraft }
}

function draftAt(position: Point, body = ''): BoardNode {
  return {
    id: draftId,
    type: 'draft',
    position,
    ...draftSize,
    measured: draftSize,
    data: { body },
    // In front of every card.
    zIndex: 1_000_000,
    draggable: false,
    selectable: false,
    focusable: false,
  }
}
