import type { ChosenFile } from '../../db/contract/host.ts'
import { call } from '../api.ts'
import { showToast } from '../state/notices.ts'
import { openDocument, selection } from '../state/selection.ts'
import { runTask, save } from '../state/tasks.ts'
import { windowState } from '../state/window.ts'

/** Asks for documents, or a folder of them, and imports them. */
export async function chooseAndImport(folder: boolean): Promise<void> {
  const { files } = await call('host.chooseDocuments', { folder })
  if (files.length > 0) await importFiles(files)
}

/** Imports files and says what came of it: what is new, what was known, what could not be read and why. */
export async function importFiles(files: readonly ChosenFile[]): Promise<void> {
  const result = await runTask('documents.import', 'Importing documents', {
    files: files.map(({ token }) => token),
  })
  const { imported, known, failed } = result
  const first = imported[0] ?? known[0]
  if (first && selection.get().document === null) openDocument(first.uid)
  if (failed.length > 0) windowState.set({ dialog: 'import-failures', failures: failed })
  const parts = [
    imported.length > 0 ? `${count(imported.length, 'document')} imported` : '',
    known.length > 0 ? `${count(known.length, 'document')} in the project already` : '',
    failed.length > 0 ? `${count(failed.length, 'file')} not imported` : '',
  ].filter(Boolean)
  showToast({
    tone: failed.length > 0 && imported.length === 0 ? 'plain' : 'good',
    text: `${parts.join(', ')}.`,
    ...(imported.length > 0 ? { action: { label: 'Undo', run: () => void save('history.undo', {}) } } : {}),
  })
}

/** "1 document", "5 documents". */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}
