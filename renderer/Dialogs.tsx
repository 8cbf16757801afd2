import { BackupsDialog } from './backups/BackupsDialog.tsx'
import { ImportReportDialog } from './documents/ImportReportDialog.tsx'
import { NewProjectDialog } from './first-screen/NewProjectDialog.tsx'
import { AboutDialog } from './help/AboutDialog.tsx'
import { GuideDialog } from './help/GuideDialog.tsx'
import { ShortcutsDialog } from './help/ShortcutsDialog.tsx'
import { AsOfDialog } from './history/AsOfDialog.tsx'
import { RevertDialog } from './history/RevertDialog.tsx'
import { DroppedDialog } from './merge/DroppedDialog.tsx'
import { MergeCopyDialog } from './merge/MergeCopyDialog.tsx'
import { Palette } from './palette/Palette.tsx'
import { PreferencesDialog } from './preferences/PreferencesDialog.tsx'
import { PrintDialog } from './print/PrintDialog.tsx'
import { ExportDialog } from './share/ExportDialog.tsx'
import { PackDialog } from './share/PackDialog.tsx'
import { SaveAsDialog } from './share/SaveAsDialog.tsx'
import { ShareDialog } from './share/ShareDialog.tsx'
import { useStore } from './state/store.ts'
import { windowState } from './state/window.ts'
import { TeamDialog } from './team/TeamDialog.tsx'
import { VerifyDialog } from './verify/VerifyDialog.tsx'

/** The dialog that stands open, if one does. */
export function Dialogs() {
  const { dialog } = useStore(windowState)
  switch (dialog) {
    case 'new-project':
      return <NewProjectDialog />
    case 'export':
      return <ExportDialog />
    case 'print':
      return <PrintDialog to="printer" />
    case 'save-pdf':
      return <PrintDialog to="pdf" />
    case 'share':
      return <ShareDialog />
    case 'pack':
      return <PackDialog />
    case 'save-as':
      return <SaveAsDialog />
    case 'preferences':
      return <PreferencesDialog />
    case 'guide':
      return <GuideDialog />
    case 'about':
      return <AboutDialog />
    case 'shortcuts':
      return <ShortcutsDialog />
    case 'import-report':
      return <ImportReportDialog />
    case 'backups':
      return <BackupsDialog />
    case 'verify':
      return <VerifyDialog />
    case 'merge':
      return <MergeCopyDialog />
    case 'team':
      return <TeamDialog />
    case 'as-of':
      return <AsOfDialog />
    case 'revert':
      return <RevertDialog />
    case 'dropped-project':
      return <DroppedDialog />
    case 'palette':
      return <Palette />
    case null:
      return null
  }
}
