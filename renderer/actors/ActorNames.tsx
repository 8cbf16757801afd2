import { useState } from 'react'
import type { ActorPage } from '../../db/contract/actor.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'

/** What else an actor is called: everywhere, in one document, or under the names of those merged into it. */
export function ActorNames({ page, readOnly }: { readonly page: ActorPage; readonly readOnly: boolean }) {
  const { data: documents = [] } = useAnswer('documents.list', {})
  const [form, setForm] = useState('')
  const [document, setDocument] = useState('')
  const titleOf = (uid: string) => documents.find((one) => one.uid === uid)?.title ?? 'one document'
  const add = () => {
    if (form.trim() === '') return
    // The line is free for the next name at once; one that could not be kept comes back, unless that has begun.
    setForm('')
    attempt(async () => {
      try {
        await save('aliases.add', { actor: page.uid, form, document: document === '' ? null : document })
      } catch (error) {
        setForm((next) => next || form)
        throw error
      }
    })
  }
  return (
    <section aria-label="Other names">
      <h3>Other names</h3>
      <ul className="chips">
        {page.aliases.map((alias) => (
          <li key={alias.uid} className="chip">
            <span dir="auto">{alias.form}</span>
            {alias.document !== null && <small className="quiet">in “{titleOf(alias.document)}”</small>}
            {!readOnly && (
              <button
                type="button"
                aria-label={`Remove the name ${alias.form}`}
                onClick={() => attempt(() => save('aliases.remove', { alias: alias.uid }))}
              >
                ×
              </button>
            )}
          </li>
        ))}
        {page.merged.map((actor) => (
          <li key={actor.uid} className="chip">
            <span dir="auto">{actor.name}</span>
            <small className="quiet">merged</small>
            {!readOnly && (
              <Button
                look="quiet"
                aria-label={`Separate ${actor.name}`}
                onClick={() => attempt(() => save('actors.separate', { actor: actor.uid }))}
              >
                Separate
              </Button>
            )}
          </li>
        ))}
        {page.aliases.length + page.merged.length === 0 && <li className="quiet">None so far.</li>}
      </ul>
      {!readOnly && (
        <form
          className="one-line"
          onSubmit={(event) => {
            event.preventDefault()
            add()
          }}
        >
          <input
            aria-label="Another name"
            placeholder="Another name"
            value={form}
            onChange={(event) => setForm(event.target.value)}
          />
          <select
            aria-label="Where the name is meant"
            value={document}
            onChange={(event) => setDocument(event.target.value)}
          >
            <option value="">everywhere</option>
            {documents.map((one) => (
              <option key={one.uid} value={one.uid}>
                only in “{one.title}”
              </option>
            ))}
          </select>
          <Button type="submit" disabled={form.trim() === ''}>
            Add name
          </Button>
        </form>
      )}
    </section>
  )
}
