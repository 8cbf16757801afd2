import { useEffect, useId, useRef, useState } from 'react'
import { AppError } from '../../db/contract/errors.ts'
import { call } from '../api.ts'
import { attempt, problemOf, showError, showToast } from '../state/notices.ts'
import { useReadOnly } from '../state/read-only.ts'
import { saveValue } from '../state/tasks.ts'
import { useChosen } from './useChosen.ts'

interface Props {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  /** Several lines: Ctrl+Enter saves. */
  readonly lines?: number
  /** One line that is shown in as many as it needs: Enter saves. */
  readonly wraps?: boolean
  readonly list?: string
  readonly save: (value: string) => Promise<unknown>
}

/** A field that saves when it is left, and says beside itself what was wrong with a value. Escape takes it back. */
export function EditField({ label, value, placeholder, lines, wraps = false, list, save }: Props) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const shown = useShown()
  const saved = useRef<string | null>(null)
  // What was saved is shown until it comes back: the value before it would only flash, under what is typed next.
  // It may come back in another form, as without the spaces at its ends. From then on the same words can be saved
  // again, as after they were taken back.
  useEffect(() => {
    const sent = saved.current
    saved.current = null
    setDraft((now) => (now === value || now === sent ? null : now))
  }, [value])
  const store = async () => {
    if (draft === null || draft === saved.current) return
    if (draft === value) return setDraft(null)
    saved.current = draft
    try {
      await saveValue(() => save(draft))
      setProblem(null)
    } catch (error) {
      saved.current = null
      if (!shown.current) tellOfLost(label, draft, error)
      else if (error instanceof AppError && (error.code === 'invalid' || error.code === 'conflict'))
        setProblem(error.message)
      else showError(error)
    }
  }
  // What was wrong with a value is not said of the next one.
  const edit = (next: string | null) => {
    setDraft(next)
    setProblem(null)
  }
  const common = {
    id,
    readOnly: useReadOnly(),
    placeholder,
    value: draft ?? value,
    'aria-invalid': problem !== null,
    'aria-describedby': problem ? `${id}-problem` : undefined,
    onBlur: () => void store(),
  }
  return (
    <div className={lines ? 'field' : 'pair'}>
      <label htmlFor={id}>{label}</label>
      {lines || wraps ? (
        <textarea
          {...common}
          rows={lines ?? 1}
          onChange={(event) => edit(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') edit(null)
            if (event.key === 'Enter' && (wraps || event.ctrlKey || event.metaKey)) {
              event.preventDefault()
              event.currentTarget.blur()
            }
          }}
        />
      ) : (
        <input
          {...common}
          list={list}
          onChange={(event) => edit(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') edit(null)
            if (event.key === 'Enter') event.currentTarget.blur()
          }}
        />
      )}
      {problem && (
        <p id={`${id}-problem`} className="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

/** Whether the field is still on the screen, for what comes back later. */
function useShown() {
  const shown = useRef(true)
  useEffect(() => {
    shown.current = true
    return () => {
      shown.current = false
    }
  }, [])
  return shown
}

/** The field is gone, and what was typed could not be saved: it is given back. */
function tellOfLost(label: string, typed: string, error: unknown): void {
  const problem = problemOf(error)
  if (problem === null) return
  showToast({
    tone: 'bad',
    text: `What you wrote under “${label}” was not saved. ${problem}`,
    action: {
      label: 'Copy what you wrote',
      run: () => attempt(() => call('host.copyText', { text: typed })),
    },
  })
}

/** A choice out of a vocabulary, saved at once. */
export function ChoiceField<Token extends string>({
  label,
  value,
  options,
  none,
  save,
}: {
  readonly label: string
  readonly value: Token | null
  readonly options: Readonly<Record<Token, string>>
  /** What the empty choice is called; without it there is none. */
  readonly none?: string
  readonly save: (value: Token | null) => Promise<unknown>
}) {
  const id = useId()
  const readOnly = useReadOnly()
  const [chosen, choose] = useChosen(value, save)
  return (
    <div className="pair">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        disabled={readOnly}
        value={chosen ?? ''}
        onChange={(event) => choose(event.target.value === '' ? null : (event.target.value as Token))}
      >
        {none !== undefined && <option value="">{none}</option>}
        {Object.entries<string>(options).map(([token, words]) => (
          <option key={token} value={token}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
