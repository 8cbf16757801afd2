import { useState } from 'react'
import type { LeftOut } from '../../db/contract/project.ts'
import { call } from '../api.ts'
import { attempt } from '../state/notices.ts'
import { runTask } from '../state/tasks.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { saved } from './ExportDialog.tsx'

const parts: Readonly<Record<LeftOut, { label: string; hint: string }>> = {
  history: { label: 'History', hint: 'Who changed what and when, and what could be undone.' },
  notes: { label: 'Notes', hint: 'What you wrote for yourself about documents, passages and claims.' },
  names: { label: 'Names', hint: 'Who worked on it: analysts become “Analyst 1”, “Analyst 2”.' },
}

/** Writes a copy for somebody else and says beforehand what it will hold. */
export function ShareDialog() {
  const [without, setWithout] = useState<readonly LeftOut[]>([])
  const publication = without.includes('notes') || without.includes('names')
  const toggle = (part: LeftOut) =>
    setWithout(without.includes(part) ? without.filter((other) => other !== part) : [...without, part])
  return (
    <Dialog
      title="Share a copy"
      onClose={closeDialog}
      action={{ label: 'Choose where to save it…', run: () => share(without) }}
    >
      <p>The copy is one file with all texts, tags and claims. Your own project stays as it is.</p>
      <fieldset className="choices">
        <legend>Leave out</legend>
        {(Object.keys(parts) as LeftOut[]).map((part) => (
          <label key={part} className="choice">
            <input type="checkbox" checked={without.includes(part)} onChange={() => toggle(part)} />
            <span>{parts[part].label}</span>
            <small>{parts[part].hint}</small>
          </label>
        ))}
      </fieldset>
      <p className="quiet" role="status">
        {publication
          ? 'This makes a publication copy: what was deleted is not in it, it becomes a project of its own, and it cannot be merged back.'
          : 'A colleague can work on this copy, and it can be merged back.'}
      </p>
    </Dialog>
  )
}

async function share(without: readonly LeftOut[]): Promise<void> {
  const { title } = await call('project.get', {})
  const { file } = await call('host.chooseTarget', {
    purpose: 'share',
    name: `${title} – copy`,
    extension: 'claimboard',
  })
  if (!file) return
  closeDialog()
  attempt(async () => {
    const { bytes } = await runTask('project.share', `Writing ${file.name}`, {
      target: file.token,
      without: [...without],
    })
    saved(
      file,
      `${file.name} written, ${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB.`,
    )
  })
}
