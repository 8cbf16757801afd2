import { dismissToast, notices } from '../state/notices.ts'
import { useStore } from '../state/store.ts'
import { Button } from './Button.tsx'

/** What just happened, in the corner; read out by screen readers. */
export function Toasts() {
  const { toasts } = useStore(notices)
  return (
    <section className="toasts" aria-label="Messages" aria-live="polite">
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
