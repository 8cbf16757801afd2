import { useStore } from '../state/store.ts'
import { closeDialog, nameOf, windowState } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'

/** Which files could not be imported and why each, and what is to be known of those that were. */
export function ImportReportDialog() {
  const { report } = useStore(windowState)
  const failed = report?.failed ?? []
  const remarks = (report?.imported ?? []).filter(({ warnings }) => warnings.length > 0)
  return (
    <Dialog title={failed.length > 0 ? 'Not imported' : 'Remarks on the import'} wide onClose={closeDialog}>
      {failed.length > 0 && (
        <>
          <p>
            {failed.length === 1 ? 'This file was' : 'These files were'} left out
            {(report?.imported.length ?? 0) > 0 ? '; everything else was imported.' : '.'}
          </p>
          <dl className="failures">
            {failed.map(({ file, message }) => (
              <div key={file}>
                <dt>{nameOf(file)}</dt>
                <dd className="quiet">{message}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {remarks.length > 0 && (
        <>
          {failed.length > 0 && <h3>Imported, with remarks</h3>}
          <dl className="failures">
            {remarks.map(({ uid, title, warnings }) => (
              <div key={uid}>
                <dt>{title}</dt>
                <dd className="quiet">{warnings.join(' ')}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Dialog>
  )
}
