import type { ImportResult } from '../../db/contract/document.ts'
import type { ChosenFile } from '../../db/contract/host.ts'
import { createStore } from './store.ts'

export type DialogName =
  | 'new-project'
  | 'export'
  | 'print'
  | 'save-pdf'
  | 'share'
  | 'pack'
  | 'save-as'
  | 'preferences'
  | 'shortcuts'
  | 'guide'
  | 'about'
  | 'import-report'
  | 'backups'
  | 'verify'
  | 'merge'
  | 'team'
  | 'as-of'
  | 'revert'
  | 'dropped-project'
  | 'palette'

/** Which dialog stands open, and files that wait to be imported once a project is open. */
export const windowState = createStore<{
  readonly dialog: DialogName | null
  /** What came of the last import, for the dialog that tells of it. */
  readonly report: ImportResult | null
  readonly waiting: readonly ChosenFile[]
}>({ dialog: null, report: null, waiting: [] })

export function openDialog(dialog: DialogName): void {
  windowState.set({ dialog })
}

export function closeDialog(): void {
  windowState.set({ dialog: null, waiting: [] })
}

/** Dialogs about what a project holds: they close with it. “Save as” goes over to another one and closes by itself. */
const ofProject: readonly DialogName[] = [
  'export',
  'print',
  'save-pdf',
  'share',
  'pack',
  'import-report',
  'backups',
  'verify',
  'merge',
  'team',
  'as-of',
  'revert',
  'dropped-project',
  'palette',
]

export function closeProjectDialog(): void {
  const { dialog } = windowState.get()
  if (dialog !== null && ofProject.includes(dialog)) closeDialog()
}

/** A file's name as people write it, without the folder. */
export function nameOf(file: string | ChosenFile): string {
  const path = typeof file === 'string' ? file : file.name
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}
