import { call } from '../api.ts'
import { showToast } from '../state/notices.ts'
import { useStore } from '../state/store.ts'
import { runTask, tasks } from '../state/tasks.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'

const label = 'Saving under another name'

/**
 * Saves the whole project to another file and goes on in that one. The dialog stays until then: what was changed
 * meanwhile would be in the old file only.
 */
export function SaveAsDialog() {
  const { running } = useStore(tasks)
  const saving = running.find((task) => task.label === label)
  return (
    <Dialog
      title="Save as"
      onClose={() => (saving ? saving.cancel() : closeDialog())}
      action={{ label: 'Choose where to save it…', run: saveAs }}
    >
      <p>
        The whole project is saved to another file, with its history. You go on working in that file; the one
        before stays as it is now.
      </p>
      {saving && (
        <p role="status">
          {saving.progress?.note ?? 'Copying'}… <progress aria-label={label} />
        </p>
      )}
    </Dialog>
  )
}

async function saveAs(): Promise<void> {
  const { title } = await call('project.get', {})
  const { file } = await call('host.chooseTarget', {
    purpose: 'save-as',
    name: title,
    extension: 'claimboard',
  })
  if (!file) return
  await runTask('project.share', label, { target: file.token })
  await call('host.continueWith', { token: file.token })
  closeDialog()
  showToast({ tone: 'good', text: `You now work in ${file.name}.` })
}
