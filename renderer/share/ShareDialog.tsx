import { useState } from 'react'
import { publicationWords } from '../../db/contract/left-out-words.ts'
import type { LeftOut } from '../../db/contract/project.ts'
import { sealedExtension, shortestPassphrase } from '../../db/contract/seal.ts'
import { call } from '../api.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { runTask } from '../state/tasks.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { megabytes, saved } from './ExportDialog.tsx'
import { LeaveOut } from './LeaveOut.tsx'
import { PassphraseField } from './PassphraseField.tsx'

/** Writes a copy for somebody else and says beforehand what it will hold. */
export function ShareDialog() {
  const [without, setWithout] = useState<readonly LeftOut[]>([])
  const [sealing, setSealing] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const { data: parts } = useAnswer('project.parts', {})
  const publication = without.includes('notes') || without.includes('names')
  return (
    <Dialog
      title="Share a copy"
      onClose={closeDialog}
      action={{
        label: 'Choose where to save it…',
        disabled: sealing && (passphrase.length < shortestPassphrase || passphrase !== again),
        run: () => share(without, sealing ? passphrase : null),
      }}
    >
      <p>The copy is one file with all texts, tags and claims. Your own project stays as it is.</p>
      <LeaveOut without={without} onChange={setWithout} />
      <label className="choice">
        <input type="checkbox" checked={sealing} onChange={() => setSealing(!sealing)} />
        <span>Seal it with a passphrase</span>
        <small>
          Nobody can read the copy without it, on the way or later. If it is forgotten, the copy is lost.
        </small>
      </label>
      {sealing && (
        <>
          <PassphraseField label="Passphrase" value={passphrase} onChange={setPassphrase} fresh />
          <PassphraseField label="Once more" value={again} onChange={setAgain} fresh />
          <p className="quiet" role="status">
            {passphraseAdvice(passphrase, again)}
          </p>
        </>
      )}
      <p className="quiet" role="status">
        {publication
          ? publicationWords(parts ?? { actions: 0, deleted: 0 })
          : 'A colleague can work on this copy, and it can be merged back.'}
      </p>
    </Dialog>
  )
}

function passphraseAdvice(passphrase: string, again: string): string {
  const missing = shortestPassphrase - passphrase.length
  if (passphrase === '')
    return 'Four or five words that have nothing to do with each other are easy to say on the phone.'
  if (missing > 0) return `${missing} more ${missing === 1 ? 'character' : 'characters'} at least.`
  if (again === '') return 'Type it once more, so that no slip is sealed in.'
  return passphrase === again
    ? 'Tell it to your colleague in another way than you send the copy.'
    : 'The two are not the same yet.'
}

async function share(without: readonly LeftOut[], passphrase: string | null): Promise<void> {
  const { title } = await call('project.get', {})
  const { file } = await call('host.chooseTarget', {
    purpose: 'share',
    name: `${title} – copy`,
    extension: passphrase === null ? 'claimboard' : sealedExtension,
  })
  if (!file) return
  closeDialog()
  attempt(async () => {
    const { bytes } = await runTask('project.share', `Writing ${file.name}`, {
      target: file.token,
      without: [...without],
      ...(passphrase === null ? {} : { passphrase }),
    })
    saved(file, `${file.name} written, ${megabytes(bytes)}.`)
  })
}
