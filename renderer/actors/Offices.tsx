import { useId, useState } from 'react'
import type { ActorPage } from '../../db/contract/actor.ts'
import type { Call } from '../../db/contract/contract.ts'
import { dateProblem } from '../../db/contract/entered-date.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { openActor } from '../claims/showing.ts'
import { attempt, problemOf } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { DateInput } from '../ui/DateInput.tsx'

type Office = ActorPage['offices'][number]
type Entered = Omit<Call<'offices.add'>, 'actor'>

/** What a person was, where, and from when to when. */
export function Offices({ page, readOnly }: { readonly page: ActorPage; readonly readOnly: boolean }) {
  const [editing, setEditing] = useState<string | null>(null)
  // A line that was added is done with: the next begins empty.
  const [added, setAdded] = useState(0)
  if (page.kind !== 'person' && page.offices.length === 0) return null
  return (
    <section aria-label="Offices">
      <h3>Offices</h3>
      <ul>
        {page.offices.map((office) => (
          <li key={office.uid} className={editing === office.uid ? undefined : 'joined'}>
            {editing === office.uid ? (
              <OfficeForm
                of={office}
                action="Save"
                store={async (entered) => {
                  await save('offices.update', { office: office.uid, ...entered })
                  setEditing(null)
                }}
                onCancel={() => setEditing(null)}
              />
            ) : (
              <OfficeLine office={office} readOnly={readOnly} onEdit={() => setEditing(office.uid)} />
            )}
          </li>
        ))}
      </ul>
      {!readOnly && editing === null && (
        <OfficeForm
          key={added}
          action="Add office"
          store={async (entered) => {
            await save('offices.add', { actor: page.uid, ...entered })
            setAdded(added + 1)
          }}
        />
      )}
    </section>
  )
}

function OfficeLine({
  office: { uid, title, organisation, heldFrom, heldTo },
  readOnly,
  onEdit,
}: {
  readonly office: Office
  readonly readOnly: boolean
  onEdit(): void
}) {
  return (
    <>
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
        <>
          <Button look="quiet" aria-label={`Edit the office ${title}`} onClick={onEdit}>
            Edit
          </Button>
          <Button
            look="quiet"
            aria-label={`Remove the office ${title}`}
            onClick={() => attempt(() => save('offices.remove', { office: uid }))}
          >
            ×
          </Button>
        </>
      )}
    </>
  )
}

/** A line in which an office is entered, or changed. */
function OfficeForm({
  of,
  action,
  store,
  onCancel,
}: {
  readonly of?: Office
  readonly action: string
  store(entered: Entered): Promise<void>
  onCancel?(): void
}) {
  const { data: actors = [] } = useAnswer('actors.list', {})
  const [draft, setDraft] = useState({
    title: of?.title ?? '',
    organisation: of?.organisation?.name ?? '',
    heldFrom: of?.heldFrom ?? '',
    heldTo: of?.heldTo ?? '',
  })
  const [problem, setProblem] = useState<string | null>(null)
  const organisations = useId()
  const change = (edit: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...edit }))
  const finish = async () => {
    const { title, organisation, heldFrom, heldTo } = draft
    const wrong = dateProblem(heldFrom) ?? dateProblem(heldTo)
    if (wrong !== undefined) return setProblem(wrong)
    try {
      await store({
        title,
        organisation: organisation.trim() === '' ? null : { name: organisation },
        heldFrom: heldFrom.trim() === '' ? null : heldFrom.trim(),
        heldTo: heldTo.trim() === '' ? null : heldTo.trim(),
      })
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  const field = (name: 'title' | 'organisation', label: string, list?: string) => (
    <input
      aria-label={label}
      placeholder={label}
      list={list}
      // biome-ignore lint/a11y/noAutofocus: the line has taken the place of the button that was pressed.
      autoFocus={of !== undefined && name === 'title'}
      value={draft[name]}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  )
  const date = (name: 'heldFrom' | 'heldTo', label: string) => (
    <DateInput
      label={label}
      placeholder={label}
      value={draft[name]}
      onChange={(value) => change({ [name]: value })}
    />
  )
  const cancelByKey = (event: React.KeyboardEvent) => {
    if (event.key !== 'Escape' || !onCancel) return
    event.stopPropagation()
    onCancel()
  }
  return (
    <>
      <form
        className="one-line"
        aria-label={of ? `The office ${of.title}` : 'A new office'}
        onKeyDown={cancelByKey}
        onSubmit={(event) => {
          event.preventDefault()
          if (draft.title.trim() !== '') void finish()
        }}
      >
        {field('title', 'Office')}
        {field('organisation', 'At', organisations)}
        {date('heldFrom', 'From')}
        {date('heldTo', 'Until')}
        <datalist id={organisations}>
          {actors
            .filter(({ kind }) => kind !== 'person')
            .map(({ uid, name }) => (
              <option key={uid} value={name} />
            ))}
        </datalist>
        <Button type="submit" disabled={draft.title.trim() === ''}>
          {action}
        </Button>
        {onCancel && (
          <Button look="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </form>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}

/** "2020 – May 2024", "since 2020", "until 2024". */
function period(from: string | null, to: string | null): string {
  if (from !== null && to !== null) return `${readableDate(from)} – ${readableDate(to)}`
  if (from !== null) return `since ${readableDate(from)}`
  return to === null ? '' : `until ${readableDate(to)}`
}
