import { useReactFlow } from '@xyflow/react'
import type { ClipboardEvent, DragEvent } from 'react'
import { type Board, largestPicture, type NewCardContent } from '../../db/contract/board.ts'
import { type Point, snapped } from '../../db/contract/board-geometry.ts'
import { cardAsText } from '../../db/contract/card-words.ts'
import { AppError } from '../../db/contract/errors.ts'
import { attempt } from '../state/notices.ts'
import { save } from '../state/tasks.ts'
import { contentsFor } from './contents.ts'
import { dropped, isDragged } from './items.ts'
import type { BoardNode } from './nodes.ts'
import { boardSelection } from './state.ts'
import type { BoardItems } from './useBoardItems.ts'

interface Exchange {
  onDragOver?(event: DragEvent): void
  onDrop?(event: DragEvent): void
  onCopy(event: ClipboardEvent): void
  onPaste?(event: ClipboardEvent): void
}

/** What comes onto the board by drag and by clipboard, and what leaves it as text. */
export function useExchange(board: Board, items: BoardItems, readOnly: boolean): Exchange {
  const flow = useReactFlow<BoardNode>()

  /** A single thing that is let go at a place stands there; all else finds free places near it. */
  const add = (at: Point | undefined, contents: () => Promise<NewCardContent[]>, exact: boolean) =>
    attempt(async () => {
      const found = await contents()
      if (found.length === 0) return
      const exactly = at && exact && found.length === 1 ? { x: snapped(at.x), y: snapped(at.y) } : {}
      const { cards } = await save('cards.create', {
        board: board.uid,
        cards: found.map((content) => ({ content, ...exactly })),
        ...(at ? { near: at } : {}),
      })
      items.select(cards)
    })

  const middle = () => {
    const rect = document.activeElement?.closest('.board')?.getBoundingClientRect()
    return rect && flow.screenToFlowPosition({ x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 })
  }

  const onCopy = (event: ClipboardEvent) => {
    if (isEditor(event.target)) return
    const { cards: chosen } = boardSelection.get()
    const cards = chosen.flatMap((uid) => board.cards.find((card) => card.uid === uid) ?? [])
    if (cards.length === 0) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', cards.map(cardAsText).join('\n\n'))
  }
  if (readOnly) return { onCopy }

  return {
    onCopy,
    onDragOver: (event) => {
      if (!isDragged(event) && !event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    },
    onDrop: (event) => {
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      const dragged = dropped(event)
      const pictures = picturesIn(event.dataTransfer)
      // Files that are no pictures are imported, here as everywhere.
      if (dragged.length === 0 && pictures.length === 0) return
      event.preventDefault()
      event.stopPropagation()
      const contents = () =>
        dragged.length > 0 ? contentsFor(dragged) : Promise.all(pictures.map(pictureOf))
      add(at, contents, true)
    },
    onPaste: (event) => {
      if (isEditor(event.target)) return
      const pictures = picturesIn(event.clipboardData)
      const text = event.clipboardData.getData('text/plain').trim()
      if (pictures.length === 0 && text === '') return
      event.preventDefault()
      add(
        middle(),
        async () =>
          pictures.length > 0 ? Promise.all(pictures.map(pictureOf)) : [{ kind: 'note', body: text }],
        false,
      )
    },
  }
}

function isEditor(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea')
}

function picturesIn({ files }: DataTransfer): File[] {
  const found = [...files]
  return found.every(({ type }) => /^image\/(?:png|jpeg|gif|webp)$/.test(type)) ? found : []
}

async function pictureOf(file: File): Promise<NewCardContent> {
  // Said before it is read: a film would fill the memory first.
  if (file.size > largestPicture) {
    throw new AppError('invalid', `${file.name} is too large for a board: a picture may have 20 MB.`)
  }
  const caption = /^(?:image|clipboard)\.\w+$/i.test(file.name) ? '' : file.name.replace(/\.\w+$/, '')
  return { kind: 'picture', bytes: new Uint8Array(await file.arrayBuffer()), caption }
}
