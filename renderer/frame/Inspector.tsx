import { DocumentDetails } from '../documents/DocumentDetails.tsx'
import { PassageDetails } from '../passages/PassageDetails.tsx'
import { useAnswer } from '../state/queries.ts'
import { selection } from '../state/selection.ts'
import { useStore } from '../state/store.ts'

/** Whatever is selected, in full: a passage, else the open document. */
export function Inspector() {
  const { document, passage } = useStore(selection)
  const { data: passages } = useAnswer('passages.list', { document: document ?? '' }, document !== null)
  const selected = passage === null ? undefined : passages?.find(({ uid }) => uid === passage)
  return (
    <aside className="inspector" aria-label="Inspector">
      {selected && <PassageDetails key={selected.uid} passage={selected} />}
      {document ? (
        <DocumentDetails key={document} document={document} />
      ) : (
        <p className="empty">
          Select a document, or a passage in it, to see and edit what is known about it.
        </p>
      )}
    </aside>
  )
}
