import { useEffect, useRef } from 'react'

interface Props {
  readonly label: string
  readonly text: string
  /** One line: Enter ends it. */
  readonly line?: boolean
  onDone(text: string): void
}

/**
 * Words are written where they stand. Escape, Ctrl+Enter or a click elsewhere ends it, and what was written is
 * kept: Undo takes it back.
 */
export function TextEditor({ label, text, line = false, onDone }: Props) {
  const ref = useRef<HTMLTextAreaElement & HTMLInputElement>(null)
  const done = useRef(false)
  useEffect(() => {
    ref.current?.focus()
    ref.current?.select()
  }, [])
  const finish = (value: string) => {
    if (done.current) return
    done.current = true
    onDone(value)
  }
  const common = {
    ref,
    'aria-label': label,
    defaultValue: text,
    className: 'nodrag nopan nowheel text-editor',
    onBlur: (event: React.FocusEvent<HTMLTextAreaElement | HTMLInputElement>) =>
      finish(event.currentTarget.value),
    onKeyDown: (event: React.KeyboardEvent<HTMLTextAreaElement | HTMLInputElement>) => {
      // Keys belong to the text, not to the board around it.
      event.stopPropagation()
      const ends =
        event.key === 'Escape' || (event.key === 'Enter' && (line || event.ctrlKey || event.metaKey))
      if (ends) finish(event.currentTarget.value)
    },
  }
  return line ? <input {...common} size={Math.max(8, text.length)} /> : <textarea {...common} dir="auto" />
}
