import { useEffect, useRef } from 'react'
import { dismissToast, notices } from '../state/notices.ts'
import { useStore } from '../state/store.ts'
import { Button } from './Button.tsx'

/** What just happened, in the corner; read out by screen readers. */
export function Toasts() {
  const { toasts } = useStore(notices)
  const ref = useRef<HTMLElement>(null)
  // A dialog lies above all that is no popover, and dims it.
  useEffect(() => {
    const section = ref.current
    if (!section) return
    section.popover = null
    if (toasts.length === 0 || document.querySelector('dialog[open]') === null) return
    section.popover = 'manual'
    section.showPopover()
  }, [toasts])
  return (
    <section ref={ref} className="toasts" aria-label="Messages" aria-live="polite">
      {toasts.map(({ id, tone, text, action, details }) => (
        <div key={id} className={`toast ${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
          <span>{text}</span>
          {action && (
            <Button
              look="quiet"
              onClick={() => {
                action.run()
                dismissToast(id)
              }}
            >
              {action.label}
            </Button>
          )}
          {details && (
            <Button
              look="quiet"
              onClick={() => {
                details()
                dismissToast(id)
              }}
            >
              Details
            </Button>
          )}
          <Button look="quiet" aria-label="Dismiss" onClick={() => dismissToast(id)}>
            ×
          </Button>
        </div>
      ))}
    </section>
  )
}
