import { useState } from 'react'
import type { ChangedThing } from '../../db/contract/history.ts'
import { count } from '../documents/importing.ts'
import { canShow, showConflict } from '../merge/settling.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { PutBack } from './PutBack.tsx'
import { deedOf } from './words.ts'

// A screen or two; a merge brings thousands.
const atOnce = 30
// As many as one answer holds.
const most = 1000

/** What an action did, thing by thing, each with the way to its place. */
export function Changes({ action, readOnly }: { readonly action: string; readonly readOnly: boolean }) {
  const [limit, setLimit] = useState(atOnce)
  const { data, error } = useAnswer('history.changes', { action, limit })
  if (error) return <p className="problem">{error.message}</p>
  if (!data) return null
  const { things, total } = data
  if (things.length === 0) return <p className="quiet">Nothing was changed by it.</p>
  return (
    <>
      <ul className="history-things" aria-label="What was changed">
        {things.map((thing) => (
          <li key={thing.n}>
            <Thing action={action} thing={thing} readOnly={readOnly} />
          </li>
        ))}
      </ul>
      {total > things.length && (
        <p>
          {limit < most ? (
            <Button look="quiet" onClick={() => setLimit(Math.min(most, limit * 4))}>
              Show more of the other {count(total - things.length, 'thing')}
            </Button>
          ) : (
            <span className="quiet">
              And {count(total - things.length, 'thing')} more: the CSV has all of them.
            </span>
          )}
        </p>
      )}
    </>
  )
}

// What these are called is what a source wrote.
const quoted: readonly string[] = ['passage', 'evidence', 'source', 'tagging']

interface Props {
  readonly action: string
  readonly thing: ChangedThing
  readonly readOnly: boolean
}

function Thing({ action, thing, readOnly }: Props) {
  const { table, uid, title, did, fields, page, document } = thing
  const put = (cell: string, said: string) => () =>
    attempt(async () => {
      await save('history.putBack', { action, table, uid, cell })
      showUndoable({ tone: 'good', text: said })
    })
  const away = did !== 'deleted'
  const place = { page, document }
  const look = quoted.includes(table) ? 'quote' : ''
  return (
    <>
      <p className="history-thing">
        <span className={`history-deed ${thing.did}`}>{deedOf(thing)}</span>{' '}
        {canShow(place) ? (
          <button
            type="button"
            className={`link-button ${look}`}
            dir="auto"
            title={document && document.title !== title ? `in ${document.title}` : 'Show it'}
            onClick={() => showConflict(place, { kind: 'history' })}
          >
            {title}
          </button>
        ) : (
          <span className={look} dir="auto">
            {title}
          </span>
        )}
        {!readOnly && (
          <PutBack
            possible={thing.putBack}
            label={away ? 'Take away again' : 'Bring back'}
            name={`${away ? 'Take away again' : 'Bring back'}: ${thing.kind}, ${title}`}
            run={put(
              did === 'made' ? '' : 'deleted',
              `${thing.kind}: ${away ? 'taken away again' : 'there again'}.`,
            )}
          />
        )}
      </p>
      {fields.length > 0 && (
        <dl className="history-fields">
          {fields.map((field) => (
            <div key={`${field.cell} ${field.label}`}>
              <dt>{field.label}</dt>
              <dd>
                <Field field={field} made={did === 'made'} />
                {!readOnly && (
                  <PutBack
                    possible={field.putBack}
                    label="Put back"
                    name={`Put back what was before: ${field.label} of ${title}`}
                    run={put(field.cell, `${field.label}: what was before is there again.`)}
                  />
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

function Field({ field, made }: { readonly field: ChangedThing['fields'][number]; readonly made: boolean }) {
  const { before, after } = field
  if (before === null || after === null) return <span className="quiet">changed</span>
  if (made) return <span dir="auto">{after}</span>
  return (
    <>
      <del dir="auto">{before === '' ? 'nothing' : before}</del>
      <span aria-hidden="true"> → </span>
      <span className="visually-hidden"> became </span>
      <ins dir="auto">{after === '' ? 'nothing' : after}</ins>
    </>
  )
}
