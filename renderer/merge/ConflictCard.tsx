import { useId, useRef, useState } from 'react'
import type { Conflict, ConflictValue } from '../../db/contract/merge.ts'
import { whenOf } from '../backups/words.ts'
import { attempt } from '../state/notices.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { differing } from './difference.ts'
import { OwnText } from './OwnText.tsx'
import { canShow, showConflict } from './settling.ts'
import { ValueText } from './ValueText.tsx'
import { deedWords, takeWords, writerWords } from './words.ts'

interface Props {
  readonly conflict: Conflict
  /** The id of the analyst who works here. */
  readonly me: string | undefined
  readonly current: boolean
  readonly readOnly: boolean
  readonly onFocus: () => void
  readonly onSettle: (work: () => Promise<unknown>) => Promise<void>
}

// What these are called in the list is what a source wrote.
const quoted: readonly string[] = ['passage', 'evidence', 'source']

/** One conflict: what it is about, what each side wrote, and the buttons that settle it. */
export function ConflictCard({ conflict, me, current, readOnly, onFocus, onSettle }: Props) {
  const { table, uid, cell, kind, title, field, document, values, writable } = conflict
  const [writing, setWriting] = useState(false)
  const heading = useId()
  const card = useRef<HTMLElement>(null)
  const deed = deedWords(conflict, me)
  const settle = (by: { take: string } | { write: string }, said: string) =>
    onSettle(async () => {
      await save('conflicts.resolve', { table, uid, cell, by })
      showUndoable({ tone: 'good', text: said })
    })
  const differences = differing(values.map(({ text }) => text))
  return (
    <article
      ref={card}
      className="conflict"
      tabIndex={current ? 0 : -1}
      aria-labelledby={heading}
      onFocus={onFocus}
    >
      <header>
        <h2 id={heading}>
          <span className="conflict-kind">{kind}</span>{' '}
          <span className={quoted.includes(table) ? 'conflict-title quote' : 'conflict-title'}>{title}</span>
          <span className="conflict-field"> · {field}</span>
        </h2>
        {canShow(conflict) && (
          <Button
            look="quiet"
            data-show
            aria-label={`Show ${title}`}
            title="Show where it is (O)"
            onClick={() => showConflict(conflict)}
          >
            Show
          </Button>
        )}
      </header>
      {document && document.title !== title && <p className="conflict-where quiet">in {document.title}</p>}
      {deed !== null && <p className="conflict-deed">{deed}</p>}
      <div className="conflict-values">
        {values.map((value, index) => (
          <div key={value.id} className={value.shown ? 'conflict-value shown' : 'conflict-value'}>
            <p className="conflict-who">
              <kbd>{index + 1}</kbd>
              <strong>{writerWords(value, me)}</strong>
              <span>{whenOf(value.at)}</span>
              {sideOf(value) !== '' && <span>{sideOf(value)}</span>}
              {value.shown && (
                <span className="badge" title="The project shows this one until it is settled">
                  Shown now
                </span>
              )}
            </p>
            {deed === null && (
              <ValueText
                cell={cell}
                value={value}
                others={values.filter((other) => other !== value)}
                difference={differences[index] ?? null}
              />
            )}
            {!readOnly && (
              <Button
                data-take
                aria-label={`${takeWords(conflict, value)}: ${nameOfValue(value, me)}`}
                onClick={() =>
                  attempt(() =>
                    settle({ take: value.id }, `Settled: ${kind.toLowerCase()}, ${field.toLowerCase()}.`),
                  )
                }
              >
                {takeWords(conflict, value)}
              </Button>
            )}
          </div>
        ))}
      </div>
      {writable && !readOnly && !writing && (
        <Button
          look="quiet"
          data-write
          title="Write a text instead of all of these (W)"
          onClick={() => setWriting(true)}
        >
          Write another text…
        </Button>
      )}
      {writing && (
        <OwnText
          label={field}
          initial={values[0]?.text ?? ''}
          onCancel={() => {
            setWriting(false)
            card.current?.focus()
          }}
          save={(text) => settle({ write: text }, `Settled by a text of your own: ${field.toLowerCase()}.`)}
        />
      )}
    </article>
  )
}

function sideOf({ side }: ConflictValue): string {
  if (side === null) return ''
  return side === 'ours' ? 'in this copy' : 'in the other copy'
}

// Enough of a value to tell buttons apart when they are read out.
const longestName = 60

function nameOfValue(value: ConflictValue, me: string | undefined): string {
  const text = value.text === '' ? 'nothing' : value.text
  const short = text.length > longestName ? `${text.slice(0, longestName).toWellFormed()}…` : text
  return `${short}, ${writerWords(value, me)}`
}
