import { useState } from 'react'
import { orientations, type PrintChoices, papers } from '../../db/contract/print.ts'
import { call } from '../api.ts'
import { Choices } from '../share/Choices.tsx'
import { attempt } from '../state/notices.ts'
import { queryClient, useAnswer } from '../state/queries.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { type Printable, printables } from './printable.ts'
import { print, savePdf } from './printing.ts'

type Destination = 'printer' | 'pdf'

/** Asks what is brought to paper and how, before the system's own dialog. */
export function PrintDialog({ to }: { readonly to: Destination }) {
  const { data: state } = useAnswer('host.state', {})
  const [offered] = useState(printables)
  const [chosen, choose] = useState('0')
  const [changed, change] = useState<Partial<PrintChoices>>({})
  const printable = offered[Number(chosen)]
  if (!state || !printable) return null
  const choices = { ...state.preferences.print, ...changed }
  return (
    <Dialog
      title={to === 'pdf' ? 'Save as PDF' : 'Print'}
      onClose={closeDialog}
      action={{
        label: to === 'pdf' ? 'Choose where to save it…' : 'Choose a printer…',
        run: () => start(to, printable, choices),
      }}
    >
      {offered.length === 1 ? (
        <p>
          {printable.label} <small className="quiet">{printable.hint}</small>
        </p>
      ) : (
        <Choices
          legend="What"
          choices={Object.fromEntries(offered.map(({ label, hint }, i) => [String(i), { label, hint }]))}
          value={chosen}
          onChange={choose}
        />
      )}
      <label className="field">
        <span>Paper</span>
        <select
          value={choices.paper}
          onChange={(event) => change({ ...changed, paper: event.target.value as PrintChoices['paper'] })}
        >
          <Options of={papers} />
        </select>
      </label>
      <label className="field">
        <span>Orientation</span>
        <select
          value={choices.orientation}
          onChange={(event) =>
            change({ ...changed, orientation: event.target.value as PrintChoices['orientation'] })
          }
        >
          <Options of={orientations} />
        </select>
      </label>
      {printable.noted && (
        <label className="choice">
          <input
            type="checkbox"
            checked={choices.notes}
            onChange={(event) => change({ ...changed, notes: event.target.checked })}
          />
          <span>With notes</span>
          <small>What you and others wrote beside passages, claims and links.</small>
        </label>
      )}
    </Dialog>
  )
}

function Options({ of }: { readonly of: Readonly<Record<string, string>> }) {
  return Object.entries(of).map(([value, words]) => (
    <option key={value} value={value}>
      {words}
    </option>
  ))
}

async function start(to: Destination, printable: Printable, choices: PrintChoices): Promise<void> {
  await call('host.updatePreferences', { print: choices })
  await queryClient.invalidateQueries({ queryKey: ['host.state'] })
  if (to === 'printer') {
    closeDialog()
    attempt(() => print(printable, choices))
    return
  }
  const { file } = await call('host.chooseTarget', {
    purpose: 'export',
    name: printable.title,
    extension: 'pdf',
  })
  if (!file) return
  closeDialog()
  attempt(() => savePdf(printable, choices, file))
}
