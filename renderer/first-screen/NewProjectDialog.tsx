import { useState } from 'react'
import { call } from '../api.ts'
import { attempt } from '../state/notices.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'

/** Asks what a new project is called; where it lies is asked by the system's own dialog. */
export function NewProjectDialog() {
  const [title, setTitle] = useState('')
  return (
    <Dialog
      title="New project"
      onClose={closeDialog}
      action={{
        label: 'Choose where to save it…',
        disabled: title.trim() === '',
        run: () =>
          attempt(async () => {
            const { opened } = await call('host.newProject', { title })
            if (opened) closeDialog()
          }),
      }}
    >
      <label className="field">
        <span>Title</span>
        <input
          value={title}
          placeholder="Corridor security 2024–2026"
          onChange={(event) => setTitle(event.target.value)}
        />
      </label>
      <p className="quiet">
        One file will hold everything: texts, tags, claims and the whole history. It can be mailed, copied and
        archived.
      </p>
    </Dialog>
  )
}
