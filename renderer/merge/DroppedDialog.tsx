import { call } from '../api.ts'
import { attempt } from '../state/notices.ts'
import { useStore } from '../state/store.ts'
import { closeDialog } from '../state/window.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { chosenCopy, previewMerge } from './merging.ts'
import './merge.css'

/** Asks what a project is for that was dropped on an open one. */
export function DroppedDialog() {
  const { copy } = useStore(chosenCopy)
  if (copy === null) return null
  return (
    <Dialog title={copy.name} fields onClose={closeDialog}>
      <div className="merge-choice">
        <Button look="primary" onClick={() => previewMerge(copy)}>
          Merge it in
        </Button>
        <p>For a copy of this project that somebody worked on. First you see what would come in.</p>
        <Button
          onClick={() => {
            closeDialog()
            attempt(() => call('host.openProject', { token: copy.token }))
          }}
        >
          Open it
        </Button>
        <p>It is opened in a window of its own; this project stays as it is.</p>
      </div>
    </Dialog>
  )
}
