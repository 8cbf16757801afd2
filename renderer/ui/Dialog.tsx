import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { problemOf } from '../state/notices.ts'
import { Button } from './Button.tsx'

interface Props {
  readonly title: string
  readonly onClose: () => void
  /**
   * The button that does it, and the form's submit; what fails is told in the dialog, which stays. Without it the
   * dialog only shows something.
   */
  readonly action?: { readonly label: string; readonly disabled?: boolean; run(): Promise<void> }
  readonly wide?: boolean
  /** Has fields that hold at once and take the focus, although there is no action. */
  readonly fields?: boolean
  /** Is mostly read: keys scroll it although there is an action. */
  readonly reading?: boolean
  readonly children: ReactNode
}

/** A modal dialog: the browser's own, which keeps the focus inside and closes on Escape. */
export function Dialog({
  title,
  onClose,
  action,
  wide = false,
  fields = false,
  reading = false,
  children,
}: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const [problem, setProblem] = useState<string | null>(null)
  // A second click does not do it twice.
  const [running, setRunning] = useState(false)
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog ref={ref} className={wide ? 'dialog wide' : 'dialog'} aria-labelledby={heading} onClose={onClose}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault()
          setProblem(null)
          if (!action) onClose()
          else if (!action.disabled && !running) {
            setRunning(true)
            action
              .run()
              .catch((error: unknown) => setProblem(problemOf(error)))
              .finally(() => setRunning(false))
          }
        }}
      >
        <h2 id={heading}>{title}</h2>
        <div
          className="dialog-body"
          // Where nothing in it takes the focus, keys scroll the body itself.
          {...((action && !reading) || fields
            ? {}
            : { role: 'region', 'aria-labelledby': heading, tabIndex: 0 })}
        >
          {children}
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
        </div>
        <footer>
          <Button onClick={onClose}>{action ? 'Cancel' : 'Close'}</Button>
          {action && (
            <Button type="submit" look="primary" disabled={action.disabled || running}>
              {action.label}
            </Button>
          )}
        </footer>
      </form>
    </dialog>
  )
}
