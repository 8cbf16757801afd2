import { useState } from 'react'
import type { ActorPage } from '../../db/contract/actor.ts'
import { dateProblem } from '../../db/contract/entered-date.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { openActor } from '../claims/showing.ts'
import { attempt, problemOf } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { DateInput } from '../ui/DateInput.tsx'

const blank = { title: '', organisation: '', heldFrom: '', heldTo: '' }

/** What a person was, where, and from when to when. */
export function Offices({ page, readOnly }: { readonly page: ActorPage; readonly readOnly: boolean }) {
  const { data: actors = [] } = useAnswer('actors.list', {})
  const [draft, setDraft] = useState(blank)
  const [problem, setProblem] = useState<string | null>(null)
  if (page.kind !== 'person' && page.offices.length === 0) return null
  const add = async () => {
    const { title, organisation, heldFrom, heldTo } = draft
    const wrong = dateProblem(heldFrom) ?? dateProblem(heldTo)
    if (wrong !== undefined) return setProblem(wrong)
    try {
      await save('offices.add', {
        actor: page.uid,
        title,
        organisation: organisation.trim() === '' ? null : { name: organisation },
        heldFrom: heldFrom.trim() === '' ? null : heldFrom.trim(),
        heldTo: heldTo.trim() === '' ? null : heldTo.trim(),
      })
      setDraft(blank)
      setProblem(null)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  const field = (name: keyof typeof blank, label: string, list?: string) => (
    <input
      aria-label={label}
      placeholder={label}
      list={list}
      value={draft[name]}
      onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
    />
  )
  const date = (name: 'heldFrom' | 'heldTo', label: string) => (
    <DateInput
      label={label}
      placeholder={label}
      value={draft[name]}
      onChange={(value) => setDraft((one) => ({ ...one, [name]: value }))}
    />
  )
  return (
    <section aria-label="Offices">
      <h3>Offices</h3>
      <ul>
        {page.offices.map(({ uid, title, organisation, heldFrom, heldTo }) => (
          <li key={uid} className="joined">
            <span>
              {title}
              {organisation && (
                <>
                  {', '}
                  <button type="button" className="link-button" onClick={() => openActor(organisation.uid)}>
                    {organisation.name}
                  </button>
                </>
              )}
            </span>
            <small className="quiet">{period(heldFrom, heldTo)}</small>
            {!readOnly && (
              <Button
                look="quiet"
                aria-label={`Remove the office ${title}`}
                onClick={() => attempt(() => save('offices.remove', { office: uid }))}
              >
                ×
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <form
          className="one-line"
          onSubmit={(event) => {
            event.preventDefault()
            if (draft.title.trim() !== '') void add()
          }}
        >
          {field('title', 'Office')}
          {field('organisation', 'At', 'organisations')}
          {date('heldFrom', 'From')}
          {date('heldTo', 'Until')}
          <datalist id="organisations">
            {actors
              .filter(({ kind }) => kind !== 'person')
              .map(({ uid, name }) => (
                <option key={uid} value={name} />
              ))}
          </datalist>
          <Button type="submit" disabled={draft.title.trim() === ''}>
            Add office
          </Button>
        </form>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}

/** "2020 – May 2024", "since 2020", "until 2024". */
function period(from: string | null, to: string | null): string {
  if (from !== null && to !== null) return `${readableDate(from)} – ${readableDate(to)}`
  if (from !== null) return `since ${readableDate(from)}`
  return to === null ? '' : `until ${readableDate(to)}`
}
