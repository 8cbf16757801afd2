import { useEffect, useRef, useState } from 'react'
import { problemOf, showError } from '../state/notices.ts'
import './name-field.css'

/** Names something in place: Enter or leaving it saves, Escape or leaving it empty takes it back. */
export function NameField({
  label,
  name,
  save,
  onCancel,
}: {
  readonly label: string
  readonly name: string
  readonly save: (name: string) => Promise<void>
  onCancel(): void
}) {
  const [draft, setDraft] = useState(name)
  const [problem, setProblem] = useState<string | null>(null)
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    ref.current?.focus()
    ref.current?.select()
  }, [])
  // A second Enter, or leaving the field meanwhile, does not make another one.
  const saving = useRef(false)
  const store = () => {
    if (saving.current) return
    if (draft.trim() === '' || draft === name) return onCancel()
    saving.current = true
    save(draft)
      // Where another name is in the making by now, there is no field to say it beside.
      .catch((error: unknown) => (ref.current ? setProblem(problemOf(error)) : showError(error)))
      .finally(() => {
        saving.current = false
      })
  }
  return (
    <div className="name-field">
      <input
        ref={ref}
        aria-label={label}
        aria-invalid={problem !== null}
        placeholder={label}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value)
          // What was wrong with a name is not said of the next one, which is saved when the field is left.
          setProblem(null)
        }}
        onBlur={() => (problem ? onCancel() : store())}
        onKeyDown={(event) => {
          if (event.key === 'Enter') store()
          if (event.key === 'Escape') onCancel()
        }}
      />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
