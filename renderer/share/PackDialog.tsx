import { useState } from 'react'
import type { LeftOut } from '../../db/contract/project.ts'
import { call } from '../api.ts'
import { attempt } from '../state/notices.ts'
import { runTask } from '../state/tasks.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { megabytes, saved } from './ExportDialog.tsx'
import { LeaveOut } from './LeaveOut.tsx'

/** Writes an evidence pack and says beforehand what is in it. */
export function PackDialog() {
  const [without, setWithout] = useState<readonly LeftOut[]>([])
  return (
    <Dialog
      title="Evidence pack"
      onClose={closeDialog}
      action={{ label: 'Choose where to save it…', run: () => pack(without) }}
    >
      <p>
        A ZIP that anybody can read and check without Claimboard: the imported files as they were, their
        texts, pages for any browser with every claim a step from its sentence, all tables as CSV, and the
        SHA-256 checksum of each file.
      </p>
      <LeaveOut without={without} onChange={setWithout} />
    </Dialog>
  )
}

async function pack(without: readonly LeftOut[]): Promise<void> {
  const { title } = await call('project.get', {})
  const { file } = await call('host.chooseTarget', {
    purpose: 'export',
    name: `${title} – evidence pack`,
    extension: 'zip',
  })
  if (!file) return
  closeDialog()
  attempt(async () => {
    const { bytes } = await runTask('project.pack', `Writing ${file.name}`, {
      target: file.token,
      without: [...without],
    })
    saved(file, `${file.name} written, ${megabytes(bytes)}.`)
  })
}
