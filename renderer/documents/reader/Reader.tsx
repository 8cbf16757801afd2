import { useEffect } from 'react'
import { runCommand } from '../../commands.ts'
import { useAnswer } from '../../state/queries.ts'
import { selection } from '../../state/selection.ts'
import { useStore } from '../../state/store.ts'
import { Button } from '../../ui/Button.tsx'
import { Grade } from '../../ui/Grade.tsx'
import { readableDate } from '../dates.ts'
import { count } from '../importing.ts'
import { TextView } from './TextView.tsx'
import './reader.css'

/** The open document: who published it and when, and its text with what is marked in it. */
export function Reader() {
  const { document } = useStore(selection)
  const { data: documents, isSuccess } = useAnswer('documents.list', {})
  const info = documents?.find(({ uid }) => uid === document)
  const first = documents?.[0]?.uid
  useEffect(() => {
    // A project opens on its first document; one that was deleted is closed.
    if (isSuccess && !info) selection.set({ document: first ?? null, passage: null, text: null })
  }, [isSuccess, info, first])
  return (
    <section className="reader" aria-label="Reader">
      {info ? (
        <>
          <div className="strip">
            {info.publisher && <strong>{info.publisher.name}</strong>}
            {info.author && <span>{info.author.name}</span>}
            {info.published && <span>{readableDate(info.published)}</span>}
            <Grade reliability={info.reliability} />
            {info.language && <span>{languageName(info.language)}</span>}
            <span className="spring" />
            <span className="quiet">
              {count(info.passages, 'passage')} · {count(info.claims, 'claim')}
            </span>
          </div>
          <TextView key={info.uid} document={info.uid} title={info.title} />
        </>
      ) : (
        isSuccess && documents?.length === 0 && <NoDocuments />
      )}
    </section>
  )
}

function NoDocuments() {
  return (
    <div className="no-documents">
      <h2>Bring in what you want to read</h2>
      <p>
        Drop articles, reports and statements here: plain text, Markdown or web pages, single files or whole
        folders.
      </p>
      <p>
        <Button look="primary" onClick={() => runCommand('file.importDocuments')}>
          Choose files…
        </Button>{' '}
        <Button onClick={() => runCommand('file.importFolder')}>Choose a folder…</Button>
      </p>
    </div>
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
