import { useId, useState } from 'react'
import { AppError } from '../../db/contract/errors.ts'
import { showError } from '../state/notices.ts'
import { useReadOnly } from '../state/read-only.ts'

interface Props {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  /** Several lines: Ctrl+Enter saves. */
  readonly lines?: number
  readonly list?: string
  readonly save: (value: string) => Promise<unknown>
}

/** A field that saves when it is left, and says beside itself what was wrong with a value. Escape takes it back. */
export function EditField({ label, value, placeholder, lines, list, save }: Props) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const store = async () => {
    if (draft === null || draft === value) return setDraft(null)
    try {
      await save(draft)
      setDraft(null)
      setProblem(null)
    } catch (error) {
      if (error instanceof AppError && (error.code === 'invalid' || error.code === 'conflict'))
        setProblem(error.message)
      else showError(error)
    }
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
      {lines ? (
        <textarea
          {...common}
          rows={lines}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setDraft(null)
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.blur()
          }}
        />
      ) : (
        <input
          {...common}
          list={list}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setDraft(null)
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
  return (
    <div className="pair">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        disabled={readOnly}
        value={value ?? ''}
        onChange={(event) => {
          const chosen = event.target.value === '' ? null : (event.target.value as Token)
          save(chosen).catch(showError)
        }}
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
