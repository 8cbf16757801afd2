import { useState } from 'react'
import { call } from '../api.ts'
import { count, importFiles } from '../documents/importing.ts'
import { attempt } from '../state/notices.ts'
import { useStore } from '../state/store.ts'
import { closeDialog, windowState } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'

/** Asks what a new project is called; where it lies is asked by the system's own dialog. */
export function NewProjectDialog() {
  const [title, setTitle] = useState('')
  const { waiting } = useStore(windowState)
  return (
    <Dialog
      title="New project"
      onClose={closeDialog}
      action={{
        label: 'Choose where to save it…',
        disabled: title.trim() === '',
        run: async () => {
          const { opened } = await call('host.newProject', { title })
          if (!opened) return
          windowState.set({ dialog: null, waiting: [] })
          if (waiting.length > 0) attempt(() => importFiles(waiting))
        },
      }}
    >
      <label className="field">
        <span>Title</span>
        <input
          value={title}
          placeholder="For example: Corridor security 2024–2026"
          onChange={(event) => setTitle(event.target.value)}
        />
      </label>
      <p className="quiet">
        One file will hold everything: texts, tags, claims and the whole history. It can be mailed, copied and
        archived.
      </p>
      {waiting.length > 0 && <p>{count(waiting.length, 'dropped file')} will be imported into it.</p>}
    </Dialog>
  )
}
