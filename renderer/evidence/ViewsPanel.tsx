import { useState } from 'react'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { applyView, currentView } from './view.ts'
import { shapeWords } from './words.ts'

/** The views that are kept in the project: shown, made, replaced, deleted. */
export function ViewsPanel({ readOnly, onClose }: { readonly readOnly: boolean; onClose(): void }) {
  const { data: views = [] } = useAnswer('views.list', {})
  const [name, setName] = useState('')
  return (
    <div className="views-panel">
      {!readOnly && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() === '') return
            attempt(() => save('views.create', { name, ...currentView() }))
            setName('')
          }}
        >
          <input
            aria-label="Name of the view"
            placeholder="Keep this view as…"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" disabled={name.trim() === ''}>
            Keep
          </Button>
        </form>
      )}
      {views.length === 0 && (
        <p className="quiet">Filter, sort and columns together can be kept in the project under a name.</p>
      )}
      <ul aria-label="Kept views">
        {views.map(({ uid, name, view }) => (
          <li key={uid}>
            <button
              type="button"
              className="row"
              disabled={view === null}
              title={view === null ? 'Made by another version of Claimboard' : undefined}
              onClick={() => {
                if (view) applyView(view)
                onClose()
              }}
            >
              <span className="ellipsis">{name}</span>
              <small className="quiet">{view ? shapeWords[view.shape].title : 'cannot be shown'}</small>
            </button>
            {!readOnly && (
              <>
                <Button
                  look="quiet"
                  aria-label={`Replace ${name} by what is shown`}
                  title="Replace by what is shown now"
                  onClick={() =>
                    attempt(async () => {
                      await save('views.update', { view: uid, content: currentView() })
                      showUndoable({ tone: 'good', text: `“${name}” is now what the table shows.` })
                    })
                  }
                >
                  Replace
                </Button>
                <Button
                  look="quiet"
                  aria-label={`Delete the view ${name}`}
                  title="Delete"
                  onClick={() =>
                    attempt(async () => {
                      await save('views.remove', { view: uid })
                      showUndoable({ tone: 'plain', text: `View “${name}” deleted.` })
                    })
                  }
                >
                  ×
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
