import { useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'
import { attempt, problemOf } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { closeDialog } from '../state/window.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import './help.css'

/** Which version this is, what it is made of, and where it keeps what belongs to no project. */
export function AboutDialog() {
  const { data: state } = useAnswer('host.state', {})
  const about = useQuery({ queryKey: ['host.about', {}], queryFn: () => call('host.about', {}) })
  if (!state) return null
  const { claimboard, electron, chromium, sqlite } = state.versions
  const show = (folder: 'profile' | 'logs') => () => attempt(() => call('host.revealFolder', { folder }))
  return (
    <Dialog title="About Claimboard" wide onClose={closeDialog}>
      <p>
        An offline workbench for analysts. Nothing leaves this computer: Claimboard makes no connections to
        anywhere.
      </p>
      <dl className="about-facts">
        <Fact name="Claimboard">{claimboard}</Fact>
        <Fact name="Electron">{electron}</Fact>
        <Fact name="Chromium">{chromium}</Fact>
        <Fact name="SQLite">{sqlite ?? 'Known once a project was opened'}</Fact>
        {about.data && (
          <>
            <Fact name="Profile">
              <span className="mono">{about.data.profile}</span>
              <Button look="quiet" onClick={show('profile')}>
                Show the profile
              </Button>
            </Fact>
            <Fact name="Log file">
              <span className="mono">{about.data.log}</span>
              <Button look="quiet" onClick={show('logs')}>
                Show the log
              </Button>
            </Fact>
          </>
        )}
      </dl>
      <h3>Licences</h3>
      <p className="quiet">
        Claimboard is free software under the MIT licence. It is made with Electron and Chromium, whose
        licences lie beside the program as LICENSE.electron.txt and LICENSES.chromium.html, with SQLite, which
        is in the public domain, and with these libraries:
      </p>
      {about.error && (
        <p className="problem" role="alert">
          {problemOf(about.error)}
        </p>
      )}
      <ul className="licences" aria-label="Libraries">
        {about.data?.licences.map(({ name, version, licence, text }) => (
          <li key={`${name} ${version}`}>
            <details>
              <summary>
                <strong>{name}</strong> {version} <span className="quiet">{licence}</span>
              </summary>
              <pre>{text}</pre>
            </details>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
