import { useState } from 'react'
import type { ChosenFile } from '../../db/contract/host.ts'
import { call } from '../api.ts'
import { attempt } from '../state/notices.ts'
import { queryClient } from '../state/queries.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { PassphraseField } from './PassphraseField.tsx'

/** Asks for the passphrase of a sealed copy; where the project in it shall be is asked by the system's own dialog. */
export function UnsealDialog({ sealed }: { readonly sealed: ChosenFile }) {
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const close = () => attempt(() => call('host.forgetSealed', {}).then(refresh))
  const unseal = async () => {
    setBusy(true)
    try {
      const { opened } = await call('host.unseal', { passphrase })
      if (opened) await refresh()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title="A sealed copy"
      onClose={close}
      action={{
        label: busy ? 'Opening…' : 'Choose where to put it…',
        disabled: busy || passphrase === '',
        run: unseal,
      }}
    >
      <p>
        <strong>{sealed.name}</strong> is sealed with a passphrase. Type the one that you were told. It
        becomes a project of your own; the sealed copy stays as it is.
      </p>
      <PassphraseField label="Passphrase" value={passphrase} onChange={setPassphrase} />
    </Dialog>
  )
}

function refresh(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['host.state'] })
}
