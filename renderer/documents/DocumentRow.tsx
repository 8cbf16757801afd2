import { memo } from 'react'
import type { DocumentInfo } from '../../db/contract/document.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { startDrag } from '../board/items.ts'
import { openDocument } from '../state/selection.ts'
import { Grade } from '../ui/Grade.tsx'

/** A document whose menu is asked for, and where: CSS pixels in the window. */
export interface MenuPlace {
  readonly document: DocumentInfo
  readonly x: number
  readonly y: number
}

interface Props {
  readonly document: DocumentInfo
  readonly open: boolean
  onMenu(place: MenuPlace): void
}

/** A document in the list. Remembered: of thousands, one has changed when a passage was made. */
export const DocumentRow = memo(function DocumentRow({ document, open, onMenu }: Props) {
  return (
    <button
      type="button"
      className="row two-lines"
      draggable
      onDragStart={(event) => startDrag(event, { kind: 'document', uid: document.uid })}
      aria-current={open}
      title={document.title}
      onClick={() => openDocument(document.uid)}
      onContextMenu={(event) => {
        event.preventDefault()
        const { right, bottom } = event.currentTarget.getBoundingClientRect()
        // The menu key has no place of its own.
        const byKey = event.clientX === 0 && event.clientY === 0
        onMenu({ document, x: byKey ? right - 40 : event.clientX, y: byKey ? bottom : event.clientY })
      }}
    >
      <span className="row-title" dir="auto">
        {document.title}
      </span>
      <span className="count">{document.passages > 0 ? document.passages : ''}</span>
      <small>
        {[document.publisher?.name, readableDate(document.published)].filter(Boolean).join(' · ')}
      </small>
      <Grade reliability={document.reliability} />
    </button>
  )
})
