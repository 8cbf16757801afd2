import { count } from '../documents/importing.ts'
import { useAnswer } from '../state/queries.ts'
import { Button } from '../ui/Button.tsx'
import { openSettling } from './settling.ts'

/** How many conflicts there are. */
function useConflicts(): number {
  const { data } = useAnswer('conflicts.list', { limit: 1 })
  return data?.total ?? 0
}

/** The way to the conflicts among the lists, while there are any. */
export function ConflictList() {
  const conflicts = useConflicts()
  if (conflicts === 0) return null
  return (
    <nav aria-label="Conflicts">
      <ul>
        <li>
          <button type="button" className="row" onClick={() => openSettling('conflicts')}>
            <span className="row-title">Conflicts</span>
            <span className="count">{conflicts.toLocaleString('en')}</span>
          </button>
        </li>
      </ul>
    </nav>
  )
}

/** The same in the status bar, which is always on the screen. */
export function OpenConflicts() {
  const conflicts = useConflicts()
  if (conflicts === 0) return null
  return (
    <Button
      look="quiet"
      className="analyst-button"
      title="Two copies say different things: choose what holds"
      onClick={() => openSettling('conflicts')}
    >
      {count(conflicts, 'conflict')}
    </Button>
  )
}
