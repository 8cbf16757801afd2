import { useEffect, useRef } from 'react'
import { BoardDetails } from '../board/BoardDetails.tsx'
import { ClaimDetails } from '../claims/ClaimDetails.tsx'
import { ClaimForm } from '../claims/ClaimForm.tsx'
import { claimForm, loadDrafts } from '../claims/drafts.ts'
import { KeptDrafts } from '../claims/KeptDrafts.tsx'
import { PassageClaims } from '../claims/PassageClaims.tsx'
import { DocumentDetails } from '../documents/DocumentDetails.tsx'
import { PassageDetails } from '../passages/PassageDetails.tsx'
import { useAnswer } from '../state/queries.ts'
import { selection } from '../state/selection.ts'
import { useStore } from '../state/store.ts'
import { TagDetails } from '../tags/TagDetails.tsx'

/** Whatever is being entered or selected, in full: a claim, a tag, a card or link of a board, a passage, else the document. */
export function Inspector({ hidden }: { readonly hidden: boolean }) {
  const { document, passage, subject, noting } = useStore(selection)
  const { data: passages } = useAnswer('passages.list', { document: document ?? '' }, document !== null)
  const { data: project } = useAnswer('project.get', {})
  const { draft } = useStore(claimForm)
  const selected = passage === null ? undefined : passages?.find(({ uid }) => uid === passage)
  const uid = project?.uid
  useEffect(() => {
    if (uid !== undefined) loadDrafts(uid)
  }, [uid])
  const claim = subject?.kind === 'claim' ? subject.uid : null
  const shown = draft?.id ?? claim ?? subject?.uid ?? passage ?? document
  // The note of a passage does not come up beside a claim that is being entered.
  useEffect(() => {
    if (draft && noting !== null) selection.set({ noting: null })
  }, [draft, noting])
  const panel = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown anew is read from its beginning.
  useEffect(() => panel.current?.scrollTo(0, 0), [shown])
  return (
    <aside ref={panel} className="inspector" aria-label="Inspector" hidden={hidden}>
      {draft ? <ClaimForm key={draft.id} draft={draft} /> : <KeptDrafts />}
      {!draft && claim !== null && <ClaimDetails key={claim} claim={claim} />}
      {!draft && claim === null && (
        <>
          {subject?.kind === 'card' && <BoardDetails />}
          {subject?.kind === 'tag' && <TagDetails key={subject.uid} tag={subject.uid} />}
          {selected && <PassageDetails key={selected.uid} passage={selected} />}
          {selected && <PassageClaims key={`claims ${selected.uid}`} passage={selected.uid} />}
          {document ? (
            <DocumentDetails key={document} document={document} />
          ) : (
            subject === null && (
              <p className="empty">
                Select a document, a passage in it or a card to see and edit what is known about it.
              </p>
            )
          )}
        </>
      )}
    </aside>
  )
}
