import { useEffect } from 'react'
import type { DocumentInfo } from '../../../db/contract/document.ts'
import { readableDate } from '../../../db/contract/readable-date.ts'
import { tagSelection } from '../../passages/marking.ts'
import { attempt } from '../../state/notices.ts'
import { useAnswer } from '../../state/queries.ts'
import { useReadOnly } from '../../state/read-only.ts'
import { shownReader } from '../../state/reader.ts'
import { selection } from '../../state/selection.ts'
import { useStore } from '../../state/store.ts'
import { draggedTag } from '../../tags/managing.ts'
import { Grade } from '../../ui/Grade.tsx'
import { count } from '../importing.ts'
import { TextView } from './TextView.tsx'
import './edges.css'
import './margin.css'
import './reader.css'

/** A tag that is let go over the text goes to what is selected in it, as `T` does it by keys. */
const tagDropOn = (document: string) => ({
  onDragOverCapture: (event: React.DragEvent) => {
    const { document: front, text, passage } = selection.get()
    if (draggedTag.get().tag === null || front !== document || (!text && !passage)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
  },
  onDropCapture: (event: React.DragEvent) => {
    const { tag } = draggedTag.get()
    if (tag === null) return
    event.preventDefault()
    event.stopPropagation()
    attempt(() => tagSelection([tag]))
  },
})

/** A document: who published it and when, and its text with what is marked in it. */
export function Reader({ document, active }: { readonly document: string; readonly active: boolean }) {
  const { data: documents } = useAnswer('documents.list', {})
  const { last } = useStore(shownReader)
  const info = documents?.find(({ uid }) => uid === document)
  useEffect(() => {
    if (last === null) shownReader.set({ last: document })
  }, [last, document])
  useEffect(
    () => () => {
      if (shownReader.get().last === document) shownReader.set({ last: null })
    },
    [document],
  )
  // Of several side by side one has the plain name: landmarks are told apart by their names.
  const name = last === document || !info ? 'Reader' : `Reader: ${info.title}`
  const readOnly = useReadOnly()
  const hint = readOnly ? null : nextStep(documents ?? [])
  return (
    <section className="reader" aria-label={name} {...tagDropOn(document)}>
      {info && (
        <>
          <div className="strip">
            {info.publisher && <strong>{info.publisher.name}</strong>}
            {info.author && <span className="spare">{info.author.name}</span>}
            {info.published && <span className="date">{readableDate(info.published)}</span>}
            <Grade reliability={info.reliability} />
            {info.language && <span className="spare">{languageName(info.language)}</span>}
            <span className="spring" />
            {hint ? (
              <span className="quiet">{hint}</span>
            ) : (
              <span className="quiet">
                {count(info.passages, 'passage')} · {count(info.claims, 'claim')}
              </span>
            )}
          </div>
          <TextView key={info.uid} document={info.uid} title={info.title} active={active} />
        </>
      )}
    </section>
  )
}

/** What to do next, for who has not done it in this project yet; null once they know. */
function nextStep(documents: readonly DocumentInfo[]): React.ReactNode {
  if (documents.every(({ passages }) => passages === 0)) {
    return (
      <>
        Select words, press <kbd>T</kbd> to tag them
      </>
    )
  }
  if (documents.some(({ claims }) => claims > 0)) return null
  return (
    <>
      Select what somebody says, then press <kbd>C</kbd> to record it as a claim
    </>
  )
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
  } catch {
    // Not a language tag: what somebody has written stays as it is.
    return code
  }
}
