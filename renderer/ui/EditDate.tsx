import { useEffect, useId, useState } from 'react'
import { type DateBase, readEnteredDate } from '../../db/contract/entered-date.ts'
import { AppError } from '../../db/contract/errors.ts'
import { showError } from '../state/notices.ts'
import { useReadOnly } from '../state/read-only.ts'
import { saveValue } from '../state/tasks.ts'
import { type DateEntry, DateInput } from './DateInput.tsx'

interface Props {
  readonly label: string
  /** EDTF. */
  readonly value: string | null
  /** What "last month" counts from. */
  readonly base?: DateBase | null
  readonly placeholder?: string
  /** `entry` says how the date came about, so that the words can be kept beside it. */
  readonly save: (value: string | null, entry: DateEntry) => Promise<unknown>
}

/** A date that is saved when its field is left. What is not understood stays, with what is wrong; Escape takes it back. */
export function EditDate({ label, value, base, placeholder, save }: Props) {
  const id = useId()
  const readOnly = useReadOnly()
  const [draft, setDraft] = useState<{ value: string; entry: DateEntry } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  // Taken back, the line forgets what was typed into it.
  const [taken, setTaken] = useState(0)
  // What was saved is shown until it comes back: the value before it would only flash, under what is typed next.
  useEffect(() => setDraft((now) => (now?.value === (value ?? '') ? null : now)), [value])
  const store = async () => {
    if (draft === null) return
    if (draft.value === (value ?? '')) return setDraft(null)
    const { kind } = readEnteredDate(draft.value)
    if (kind === 'several' || kind === 'unclear') return
    try {
      await saveValue(() => save(draft.value === '' ? null : draft.value, draft.entry))
      setProblem(null)
    } catch (error) {
      if (error instanceof AppError && (error.code === 'invalid' || error.code === 'conflict'))
        setProblem(error.message)
      else showError(error)
    }
  }
  return (
    <div className="pair">
      <label htmlFor={id}>{label}</label>
      <DateInput
        key={taken}
        id={id}
        value={draft?.value ?? value ?? ''}
        base={base ?? null}
        {...(placeholder === undefined ? {} : { placeholder })}
        readOnly={readOnly}
        problem={problem}
        onChange={(next, entry) => {
          setDraft({ value: next, entry })
          setProblem(null)
        }}
        onLeave={() => void store()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key !== 'Escape' || draft === null) return
          setDraft(null)
          setProblem(null)
          setTaken(taken + 1)
        }}
      />
    </div>
  )
}
