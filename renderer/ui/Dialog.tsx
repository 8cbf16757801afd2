import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './Button.tsx'

interface Props {
  readonly title: string
  readonly onClose: () => void
  /** The button that does it, and the form's submit. Without it the dialog only shows something. */
  readonly action?: { readonly label: string; readonly disabled?: boolean; run(): void }
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A modal dialog: the browser's own, which keeps the focus inside and closes on Escape. */
export function Dialog({ title, onClose, action, wide = false, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useId()
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
          if (action && !action.disabled) action.run()
          else onClose()
        }}
      >
        <h2 id={heading}>{title}</h2>
        <div className="dialog-body">{children}</div>
        <footer>
          <Button onClick={onClose}>{action ? 'Cancel' : 'Close'}</Button>
          {action && (
            <Button type="submit" look="primary" disabled={action.disabled}>
              {action.label}
            </Button>
          )}
        </footer>
      </form>
    </dialog>
  )
}
