import { useEffect, useRef, useState } from 'react'
import { problemOf } from '../state/notices.ts'

/** Names a tag, or something else, in place: Enter saves, Escape or leaving it empty takes it back. */
export function TagNameField({
  label = 'Name of the tag',
  name,
  save,
  onCancel,
}: {
  readonly label?: string
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
  const store = () => {
    if (draft.trim() === '' || draft === name) onCancel()
    else save(draft).catch((error: unknown) => setProblem(problemOf(error)))
  }
  return (
    <div className="tag-name-field">
      <input
        ref={ref}
        aria-label={label}
        aria-invalid={problem !== null}
        placeholder={label}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
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
