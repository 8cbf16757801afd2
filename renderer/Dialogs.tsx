import { ImportFailuresDialog } from './documents/ImportFailuresDialog.tsx'
import { NewProjectDialog } from './first-screen/NewProjectDialog.tsx'
import { ShortcutsDialog } from './help/ShortcutsDialog.tsx'
import { ExportDialog } from './share/ExportDialog.tsx'
import { ShareDialog } from './share/ShareDialog.tsx'
import { useStore } from './state/store.ts'
import { windowState } from './state/window.ts'

/** The dialog that stands open, if one does. */
export function Dialogs() {
  const { dialog } = useStore(windowState)
  switch (dialog) {
    case 'new-project':
      return <NewProjectDialog />
    case 'export':
      return <ExportDialog />
    case 'share':
      return <ShareDialog />
    case 'shortcuts':
      return <ShortcutsDialog />
    case 'import-failures':
      return <ImportFailuresDialog />
    case null:
      return null
  }
}
