import { count } from '../documents/importing.ts'
import { OpenConflicts } from '../merge/ConflictList.tsx'
import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { type RunningTask, tasks } from '../state/tasks.ts'
import { openDialog } from '../state/window.ts'
import { hueOf } from '../tags/hues.ts'
import { TeamStatus } from '../team/TeamStatus.tsx'
import { Button } from '../ui/Button.tsx'

/** Whether everything is saved, what the project holds, what Undo would do, and what is running. */
export function StatusBar() {
  const { data: project } = useAnswer('project.get', {})
  const { data: state } = useAnswer('host.state', {})
  const { data: history } = useAnswer('history.state', {})
  const { running, saving } = useStore(tasks)
  const busy = saving > 0
  const readOnly = project?.readOnly ?? false
  return (
    <footer className="status-bar">
      <span role="status" aria-label="Saved" className={busy || readOnly ? 'saving' : 'saved'}>
        {readOnly ? 'Nothing can be changed here' : busy ? 'Saving…' : 'All changes saved'}
      </span>
      {project && (
        <span>
          {count(project.counts.documents, 'document')} · {count(project.counts.passages, 'passage')} ·{' '}
          {count(project.counts.claims, 'claim')}
        </span>
      )}
      {history?.undo && !readOnly && <span className="ellipsis next-undo">Undo: {history.undo}</span>}
      <OpenConflicts />
      <TeamStatus />
      <span className="spring" />
      {running.map((task) => (
        <Task key={task.id} task={task} />
      ))}
      {state && (
        <Button
          look="quiet"
          className="analyst-button"
          aria-label={`${state.analyst.initials}: preferences`}
          title={`${state.analyst.name}: preferences`}
          onClick={() => openDialog('preferences')}
        >
          <span className="dot" style={{ '--hue': colourOf(state.analyst.colour) } as React.CSSProperties} />
          {state.analyst.initials}
        </Button>
      )}
    </footer>
  )
}

/** In this theme's version of it. */
function colourOf(colour: string | null): string {
  return colour === null ? 'var(--plain)' : hueOf({ uid: '', parent: null, colour }, [])
}

function Task({ task: { label, progress, cancel } }: { readonly task: RunningTask }) {
  const total = progress?.total ?? null
  return (
    <span className="task">
      <span className="ellipsis">
        {label}
        {progress?.note ? `: ${progress.note}` : ''}
      </span>
      <progress
        aria-label={label}
        max={total ?? 1}
        {...(total === null ? {} : { value: progress?.done ?? 0 })}
      />
      {total !== null && total > 0 && <span>{Math.floor((100 * (progress?.done ?? 0)) / total)} %</span>}
      <Button look="quiet" onClick={cancel}>
        Cancel
      </Button>
    </span>
  )
}
