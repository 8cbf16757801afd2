import { count } from '../documents/importing.ts'
import { useStore } from '../state/store.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { reverting, revertNow } from './revert.ts'

/** Says what of an action stays when it is undone by itself, before anything is changed. */
export function RevertDialog() {
  const { it } = useStore(reverting)
  if (!it) return null
  const { action, label, plan } = it
  const { changes, stays, staying, refused } = plan
  const run = async () => {
    await revertNow(action, label)
    closeDialog()
  }
  return (
    <Dialog
      title={`Undo this action: ${label}`}
      onClose={closeDialog}
      reading
      {...(refused === null ? { action: { label: 'Undo the rest', run } } : {})}
    >
      <p>
        {refused ??
          `${count(changes, 'change')} of it can be taken back. The following ${staying === 1 ? 'one stays' : 'ones stay'} as ${staying === 1 ? 'it is' : 'they are'}.`}
      </p>
      <ul className="history-stays" aria-label="What stays as it is" tabIndex={refused === null ? 0 : -1}>
        {stays.map(({ kind, title, field, why }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change while it is shown
          <li key={index}>
            <span className="quiet">{field === null ? kind : `${kind}, ${field}`}</span> <bdi>{title}</bdi>
            <br />
            {why}
          </li>
        ))}
      </ul>
      {staying > stays.length && <p className="quiet">And {count(staying - stays.length, 'more thing')}.</p>}
    </Dialog>
  )
}
