import { BackupsDialog } from './backups/BackupsDialog.tsx'
import { ImportReportDialog } from './documents/ImportReportDialog.tsx'
import { NewProjectDialog } from './first-screen/NewProjectDialog.tsx'
import { ShortcutsDialog } from './help/ShortcutsDialog.tsx'
import { Palette } from './palette/Palette.tsx'
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
    case 'import-report':
      return <ImportReportDialog />
    case 'backups':
      return <BackupsDialog />
    case 'palette':
      return <Palette />
    case null:
      return null
  }
}
