import { BoardDetails } from '../board/BoardDetails.tsx'
import { DocumentDetails } from '../documents/DocumentDetails.tsx'
import { PassageDetails } from '../passages/PassageDetails.tsx'
import { useAnswer } from '../state/queries.ts'
import { selection } from '../state/selection.ts'
import { useStore } from '../state/store.ts'

/** Whatever is selected, in full: a card or link of a board, a passage, else the open document. */
export function Inspector() {
  const { document, passage, subject } = useStore(selection)
  const { data: passages } = useAnswer('passages.list', { document: document ?? '' }, document !== null)
  const selected = passage === null ? undefined : passages?.find(({ uid }) => uid === passage)
  return (
    <aside className="inspector" aria-label="Inspector">
      {subject?.kind === 'card' && <BoardDetails />}
      {selected && <PassageDetails key={selected.uid} passage={selected} />}
      {document ? (
        <DocumentDetails key={document} document={document} />
      ) : (
        subject === null && (
          <p className="empty">
            Select a document, or a passage in it, to see and edit what is known about it.
          </p>
        )
      )}
    </aside>
  )
}
