import { useEffect, useRef, useState } from 'react'
import { commandNamed, runCommand } from '../commands.ts'
import { keysOf } from '../help/keys.ts'
import { useSituation } from '../situation.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'

/** What the project is called, and what is done with it as a whole. */
export function Header() {
  const { data: project } = useAnswer('project.get', {})
  const { data: history } = useAnswer('history.state', {})
  const now = useSituation()
  const { lists, inspector } = now
  const can = (id: string) => commandNamed(id)?.enabled?.(now) ?? true
  const readOnly = project?.readOnly ?? false
  return (
    <header className="header">
      <PanelButton label="Lists" side="left" on={lists} command="view.sidebar" />
      <h1 className="wordmark">Claimboard</h1>
      {project && <Title title={project.title} readOnly={readOnly} />}
      {readOnly && <span className="badge">Read-only</span>}
      <span className="spring" />
      <Button
        look="quiet"
        aria-label="Undo"
        title={
          history?.undo ? `Undo: ${history.undo} (${keysOf(commandNamed('edit.undo'))})` : 'Nothing to undo'
        }
        disabled={readOnly || !history?.undo}
        onClick={() => attempt(() => save('history.undo', {}))}
      >
        <Arrow />
      </Button>
      <Button
        look="quiet"
        aria-label="Redo"
        title={
          history?.redo ? `Redo: ${history.redo} (${keysOf(commandNamed('edit.redo'))})` : 'Nothing to redo'
        }
        disabled={readOnly || !history?.redo}
        onClick={() => attempt(() => save('history.redo', {}))}
      >
        <Arrow mirrored />
      </Button>
      <Button
        look="primary"
        disabled={!can('file.importDocuments')}
        onClick={() => runCommand('file.importDocuments')}
      >
        Import documents
      </Button>
      <Button disabled={!can('file.export')} onClick={() => runCommand('file.export')}>
        Export CSV
      </Button>
      <Button disabled={!can('file.share')} onClick={() => runCommand('file.share')}>
        Share a copy
      </Button>
      <PanelButton label="Inspector" side="right" on={inspector} command="view.inspector" />
    </header>
  )
}

function Title({ title, readOnly }: { readonly title: string; readonly readOnly: boolean }) {
  const [draft, setDraft] = useState<string | null>(null)
  const saved = useRef<string | null>(null)
  // What was saved is shown until it comes back, in the same field: somebody may be in it again by then.
  useEffect(() => {
    const sent = saved.current
    saved.current = null
    setDraft((now) => (now === title || now === sent ? null : now))
  }, [title])
  const shown = draft ?? title
  const store = async () => {
    if (draft === null || draft === saved.current) return
    if (draft.trim() === '' || draft === title) return setDraft(null)
    saved.current = draft
    try {
      await save('project.update', { title: draft })
    } catch (error) {
      saved.current = null
      throw error
    }
  }
  return (
    <input
      className="project-title"
      aria-label="Project title"
      value={shown}
      readOnly={readOnly}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') setDraft(null)
      }}
      onBlur={() => attempt(store)}
    />
  )
}

/** Shows or hides a panel; the bar in its picture stands where the panel does. */
function PanelButton({
  label,
  side,
  on,
  command,
}: {
  readonly label: string
  readonly side: 'left' | 'right'
  readonly on: boolean
  readonly command: 'view.sidebar' | 'view.inspector'
}) {
  const keys = keysOf(commandNamed(command))
  return (
    <Button
      look="quiet"
      className="panel-button"
      aria-label={label}
      aria-pressed={on}
      title={`${on ? 'Hide' : 'Show'} the ${label.toLowerCase()} (${keys})`}
      onClick={() => runCommand(command)}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <rect x="1.75" y="2.75" width="12.5" height="10.5" rx="2" fill="none" stroke="currentColor" />
        <rect
          x={side === 'left' ? 3 : 9.5}
          y="4"
          width="3.5"
          height="8"
          rx="1"
          fill="currentColor"
          opacity={on ? 1 : 0.35}
        />
      </svg>
    </Button>
  )
}

function Arrow({ mirrored = false }: { readonly mirrored?: boolean }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
      style={mirrored ? { scale: '-1 1' } : undefined}
    >
      <path
        d="M6 3 2.5 6.5 6 10M3 6.5h6.2a3.8 3.8 0 0 1 0 7.5H7"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
