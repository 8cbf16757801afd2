import { useStore } from '../state/store.ts'
import { closeDialog, nameOf, windowState } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'

/** Which files could not be imported, and why each. */
export function ImportFailuresDialog() {
  const { failures } = useStore(windowState)
  return (
    <Dialog title="Not imported" wide onClose={closeDialog}>
      <p>These files were left out; everything else was imported.</p>
      <dl className="failures">
        {failures.map(({ file, message }) => (
          <div key={file}>
            <dt>{nameOf(file)}</dt>
            <dd className="quiet">{message}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
