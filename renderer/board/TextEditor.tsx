import { useEffect, useRef } from 'react'

interface Props {
  readonly label: string
  readonly text: string
  /** One line: Enter ends it. */
  readonly line?: boolean
  /** @param byKey whether a key ended it: then the focus has to go somewhere, otherwise it is where the person put it */
  onDone(text: string, byKey: boolean): void
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
  const finish = (value: string, byKey: boolean) => {
    if (done.current) return
    done.current = true
    onDone(value, byKey)
  }
  const common = {
    ref,
    'aria-label': label,
    defaultValue: text,
    className: 'nodrag nopan nowheel text-editor',
    onBlur: (event: React.FocusEvent<HTMLTextAreaElement | HTMLInputElement>) =>
      finish(event.currentTarget.value, false),
    onKeyDown: (event: React.KeyboardEvent<HTMLTextAreaElement | HTMLInputElement>) => {
      // Keys belong to the text, not to the board around it.
      event.stopPropagation()
      const ends =
        event.key === 'Escape' || (event.key === 'Enter' && (line || event.ctrlKey || event.metaKey))
      if (ends) finish(event.currentTarget.value, true)
    },
  }
  return line ? <input {...common} size={Math.max(8, text.length)} /> : <textarea {...common} dir="auto" />
}
