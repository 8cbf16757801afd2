import { useEffect, useState } from 'react'
import type { Call } from '../../db/contract/contract.ts'
import { type themes, type WindowState, zoomSteps } from '../../db/contract/host.ts'
import { themeColours } from '../../db/contract/tag-colours.ts'
import { call } from '../api.ts'
import { attempt } from '../state/notices.ts'
import { queryClient, useAnswer } from '../state/queries.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useChosen } from '../ui/useChosen.ts'
import './preferences.css'

type Theme = (typeof themes)[number]

const themeNames: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['host.state'] })

async function keepPreferences(preferences: Call<'host.updatePreferences'>): Promise<void> {
  await call('host.updatePreferences', preferences)
  await refresh()
}

/** Who works here and how it looks. Everything holds at once. */
export function PreferencesDialog() {
  const { data: state } = useAnswer('host.state', {})
  // Another window, or the menu, may have changed something since this window asked.
  useEffect(() => {
    void refresh()
  }, [])
  return state ? <Preferences state={state} /> : null
}

function Preferences({ state }: { readonly state: WindowState }) {
  const [theme, chooseTheme] = useChosen(state.preferences.theme, (theme) => keepPreferences({ theme }))
  const [zoom, chooseZoom] = useChosen(state.preferences.zoom, (zoom) => keepPreferences({ zoom }))
  return (
    <Dialog title="Preferences" fields onClose={closeDialog}>
      <You key={state.analyst.uid} analyst={state.analyst} />
      <fieldset className="choices across">
        <legend>Appearance</legend>
        {(Object.keys(themeNames) as Theme[]).map((name) => (
          <label key={name} className="choice">
            <input type="radio" name="theme" checked={theme === name} onChange={() => chooseTheme(name)} />
            <span>{themeNames[name]}</span>
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span>Size of text and controls</span>
        <select value={zoom} onChange={(event) => chooseZoom(Number(event.target.value))}>
          {/* A size between the steps came from elsewhere and is shown as it is. */}
          {[...new Set([...zoomSteps, zoom])]
            .sort((a, b) => a - b)
            .map((step) => (
              <option key={step} value={step}>
                {Math.round(step * 100)} %
              </option>
            ))}
        </select>
      </label>
    </Dialog>
  )
}

/** Who works here: name and initials stand beside everything that this person writes. */
function You({ analyst }: { readonly analyst: WindowState['analyst'] }) {
  const [draft, setDraft] = useState(analyst)
  const keep = (next: WindowState['analyst']) => {
    setDraft(next)
    const { name, initials, colour } = next
    if (name.trim() === '' || initials.trim() === '') return
    attempt(async () => {
      await call('host.updateAnalyst', { name, initials, colour })
      await refresh()
    })
  }
  const missing = draft.name.trim() === '' || draft.initials.trim() === ''
  return (
    <>
      <div className="you">
        <label className="field">
          <span>Your name</span>
          <input
            value={draft.name}
            maxLength={100}
            aria-describedby={missing ? 'you-missing' : undefined}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            onBlur={() => keep(draft)}
          />
        </label>
        <label className="field">
          <span>Initials</span>
          <input
            value={draft.initials}
            maxLength={4}
            aria-describedby={missing ? 'you-missing' : undefined}
            onChange={(event) => setDraft({ ...draft, initials: event.target.value.toUpperCase() })}
            onBlur={() => keep(draft)}
          />
        </label>
      </div>
      {missing && (
        <p id="you-missing" className="problem" role="alert">
          Both are needed: until then the ones before are used.
        </p>
      )}
      <fieldset className="choices">
        <legend>Your colour</legend>
        <div className="colours">
          {themeColours.map(({ name, colour }, i) => (
            <label key={name} title={name}>
              <input
                type="radio"
                name="colour"
                aria-label={name}
                checked={draft.colour === colour}
                onChange={() => keep({ ...draft, colour })}
              />
              <span className="swatch" style={{ background: `var(--t${i + 1})` }} />
            </label>
          ))}
        </div>
      </fieldset>
      <p className="quiet">Name, initials and colour stand beside what you write in a project.</p>
    </>
  )
}
