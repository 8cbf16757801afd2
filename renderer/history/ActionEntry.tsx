import { useId, useState } from 'react'
import type { ActionInfo } from '../../db/contract/history.ts'
import { attempt } from '../state/notices.ts'
import { Button } from '../ui/Button.tsx'
import { showAsOf } from './as-of.ts'
import { Changes } from './Changes.tsx'
import { revertAction } from './revert.ts'
import { extentOf, labelOf, marksOf, timeOf } from './words.ts'

interface Props {
  readonly action: ActionInfo
  readonly hue: string
  readonly readOnly: boolean
}

/** One action of the history; opened, it shows what it did. */
export function ActionEntry({ action, hue, readOnly }: Props) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const { uid, at, analystName, initials, operation, state, subject } = action
  const label = labelOf(action)
  const undone = state === 'undone' || state === 'abandoned'
  const came = state === 'elsewhere'
  return (
    <>
      <button
        type="button"
        className="history-action"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <time dateTime={at}>{timeOf(at)}</time>
        <span className="history-who" title={analystName}>
          <span className="dot" style={{ '--hue': hue } as React.CSSProperties} />
          <span aria-hidden="true">{initials ?? analystName.slice(0, 2)}</span>
          <span className="visually-hidden">{analystName}</span>
        </span>
        <span className="history-label">
          <span className={undone ? 'undone' : ''}>{label}</span>
          {subject !== null && (
            <span className="history-about">
              {' · '}
              <bdi>{subject}</bdi>
            </span>
          )}
        </span>
        {marksOf(action).map(({ word, hint }) => (
          <span key={word} className="badge" title={hint}>
            {word}
          </span>
        ))}
        <span className="history-extent">{extentOf(action)}</span>
      </button>
      <div id={id} className="history-open" hidden={!open}>
        {open && (
          <>
            <Changes action={uid} readOnly={readOnly} />
            <div className="actions">
              {!readOnly && (
                <Button
                  look="quiet"
                  className="link"
                  title="Takes back what it did and nobody has changed since, and nothing else"
                  onClick={() => attempt(() => revertAction(uid, label))}
                >
                  Undo this action
                </Button>
              )}
              <Button look="quiet" className="link" onClick={() => attempt(() => showAsOf(uid))}>
                {came ? 'Show the project as it was when this came in' : 'Show the project as it was then'}
              </Button>
              {operation !== 'project.create' && !came && (
                <Button look="quiet" className="link" onClick={() => attempt(() => showAsOf(uid, true))}>
                  Show it as it was before this
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </>
  )
}
