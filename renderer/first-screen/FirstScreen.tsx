import { useState } from 'react'
import type { ChosenFile, WindowState } from '../../db/contract/host.ts'
import { call } from '../api.ts'
import { runCommand } from '../commands.ts'
import { attempt } from '../state/notices.ts'
import { queryClient } from '../state/queries.ts'
import { openDialog } from '../state/window.ts'
import { Button } from '../ui/Button.tsx'
import './first-screen.css'

/** Where the work starts: a new project, one that is there, or a recent one. */
export function FirstScreen({ state }: { readonly state: WindowState }) {
  return (
    <main className="first-screen">
      <header>
        <Mark />
        <h1>Claimboard</h1>
        <p>Tag what sources say, record who claims it, and keep every claim tied to its sentence.</p>
      </header>
      <div className="first-columns">
        <section aria-labelledby="start">
          <h2 id="start">Start</h2>
          <Button look="primary" className="tall" onClick={() => openDialog('new-project')}>
            New project…
          </Button>
          <Button className="tall" onClick={() => attempt(() => call('host.openProject', {}))}>
            Open a project…
          </Button>
          <Button className="tall" onClick={() => attempt(() => call('host.openSample', {}))}>
            Open the sample project…
          </Button>
          <Button look="quiet" className="link" onClick={() => runCommand('help.guide')}>
            User guide, with a five-minute tour
          </Button>
          <p className="quiet">
            Or drop a project, or documents, anywhere in this window. Everything stays on this computer.
          </p>
        </section>
        <section aria-labelledby="recent">
          <h2 id="recent">Recent</h2>
          {state.recent.length === 0 ? (
            <p className="quiet">Projects that you open will be listed here.</p>
          ) : (
            <ul className="recent">
              {state.recent.map((file) => (
                <Recent key={file.token} file={file} />
              ))}
            </ul>
          )}
        </section>
      </div>
      <Analyst name={state.analyst.name} initials={state.analyst.initials} />
    </main>
  )
}

function Recent({ file }: { readonly file: ChosenFile }) {
  return (
    <li>
      <button
        type="button"
        className="recent-open"
        onClick={() => attempt(() => call('host.openProject', { token: file.token }))}
      >
        <strong>{file.name.replace(/\.claimboard$/i, '')}</strong>
        <span className="quiet">{file.folder}</span>
      </button>
      <Button
        look="quiet"
        aria-label={`Remove ${file.name} from the list`}
        title="Remove from the list; the file stays"
        onClick={() =>
          attempt(async () => {
            await call('host.forgetRecent', { token: file.token })
            await queryClient.invalidateQueries({ queryKey: ['host.state'] })
          })
        }
      >
        ×
      </Button>
    </li>
  )
}

/** Who works here: the name stands beside everything that this person writes. */
function Analyst({ name, initials }: { readonly name: string; readonly initials: string }) {
  const [draft, setDraft] = useState({ name, initials })
  const store = () => {
    if (draft.name.trim() === '' || draft.initials.trim() === '') setDraft({ name, initials })
    else if (draft.name !== name || draft.initials !== initials) {
      attempt(async () => {
        await call('host.updateAnalyst', draft)
        await queryClient.invalidateQueries({ queryKey: ['host.state'] })
      })
    }
  }
  return (
    <footer className="analyst">
      <label>
        You are
        <input
          value={draft.name}
          onChange={(e) => setDraft({ ...draft, name: e.target.value })}
          onBlur={store}
        />
      </label>
      <label>
        Initials
        <input
          className="short"
          maxLength={4}
          value={draft.initials}
          onChange={(e) => setDraft({ ...draft, initials: e.target.value.toUpperCase() })}
          onBlur={store}
        />
      </label>
      <span className="quiet">They stand beside what you write in a project.</span>
    </footer>
  )
}

/** A card with a marked passage, as in the program's icon. */
function Mark() {
  return (
    <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
      <rect x="5" y="4" width="34" height="36" rx="5" fill="var(--raised)" stroke="var(--line-strong)" />
      <rect x="11" y="12" width="22" height="2.4" rx="1" fill="var(--line-strong)" />
      <rect x="11" y="18" width="18" height="7" fill="var(--accent-soft)" />
      <rect x="11" y="24" width="18" height="2.4" fill="var(--accent)" />
      <rect x="11" y="30" width="22" height="2.4" rx="1" fill="var(--line-strong)" />
    </svg>
  )
}
