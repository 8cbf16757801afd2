import { useId, useState } from 'react'
import { problemOf } from '../state/notices.ts'
import { Button } from '../ui/Button.tsx'

interface Props {
  readonly label: string
  readonly initial: string
  readonly save: (text: string) => Promise<void>
  readonly onCancel: () => void
}

/** A text that is written instead of those in conflict. Ctrl+Enter saves it, Escape leaves it. */
export function OwnText({ label, initial, save, onCancel }: Props) {
  const id = useId()
  const [text, setText] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)
  const store = () => save(text).catch((error: unknown) => setProblem(problemOf(error)))
  return (
    <div className="field conflict-own">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        // biome-ignore lint/a11y/noAutofocus: it stands there because somebody asked for it.
        autoFocus
        rows={4}
        value={text}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void store()
        }}
      />
      {problem !== null && (
        <p id={`${id}-problem`} className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="conflict-own-buttons">
        <Button onClick={onCancel}>Cancel</Button>
        <Button look="primary" title="Ctrl+Enter" onClick={() => void store()}>
          Take this text
        </Button>
      </div>
    </div>
  )
}
