import { readableDate } from '../../db/contract/readable-date.ts'
import { startDrag } from '../board/items.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { useStore } from '../state/store.ts'
import { showTab } from '../state/tabs.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { NameField } from '../ui/NameField.tsx'
import { nameEvent, namingEvent } from './naming.ts'

/** What happened, by its date, with the number of claims that speak of it. */
export function EventList() {
  const { data: events = [], isSuccess } = useAnswer('events.list', {})
  const { open } = useStore(namingEvent)
  const readOnly = useReadOnly()
  const close = () => namingEvent.set({ open: false })
  return (
    <nav aria-label="Events">
      <div className="list-head">
        <h2>Events</h2>
        <span className="count">{events.length}</span>
        {!readOnly && (
          <Button look="quiet" aria-label="New event" title="New event" onClick={nameEvent}>
            +
          </Button>
        )}
      </div>
      {open && (
        <NameField
          label="What happened"
          name=""
          onCancel={close}
          save={async (title) => {
            const { event } = await save('events.create', { title })
            close()
            showTab({ kind: 'event', event })
          }}
        />
      )}
      {isSuccess && events.length === 0 && !open && (
        <p className="empty">What claims speak of, and give figures for, is listed here.</p>
      )}
      <ul>
        {events.map(({ uid, title, date, place, claims }) => (
          <li key={uid}>
            <button
              type="button"
              className="row two-lines event-row"
              title={title}
              draggable
              onDragStart={(event) => startDrag(event, { kind: 'event', uid })}
              onClick={() => showTab({ kind: 'event', event: uid })}
            >
              <span className="row-title">{title}</span>
              <span className="count">{claims > 0 ? claims : ''}</span>
              <small>{[readableDate(date), place?.name].filter(Boolean).join(' · ')}</small>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
