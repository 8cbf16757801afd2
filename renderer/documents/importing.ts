import type { ImportResult } from '../../db/contract/document.ts'
import { AppError } from '../../db/contract/errors.ts'
import type { ChosenFile } from '../../db/contract/host.ts'
import { call } from '../api.ts'
import { showToast } from '../state/notices.ts'
import { openDocument, selection } from '../state/selection.ts'
import { runTask } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
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
  }).catch((error: unknown) => {
    const cancelled = error instanceof AppError && error.code === 'cancelled'
    if (cancelled) {
      const text = 'The import was cancelled. What had been read until then stays in the project.'
      showToast({ tone: 'plain', text })
    }
    throw error
  })
  const first = result.imported[0] ?? result.known[0]
  if (first && selection.get().document === null) openDocument(first.uid)
  tellOf(result, summaryOf(result))
}

/** Says in a message what came of an import; what went wrong or deserves a look is one click away. */
export function tellOf(result: ImportResult, text: string): void {
  const { imported, failed } = result
  if (failed.length > 0) windowState.set({ dialog: 'import-report', report: result })
  const remarks = imported.some(({ warnings }) => warnings.length > 0)
  const toast = {
    tone: imported.length > 0 ? ('good' as const) : ('plain' as const),
    text,
    ...(remarks && { details: () => windowState.set({ dialog: 'import-report', report: result }) }),
  }
  if (imported.length > 0) showUndoable(toast)
  // The dialog that has opened says all of it.
  else if (failed.length === 0 || result.known.length > 0 || result.skipped > 0) showToast(toast)
}

/** What came of an import, in a sentence. */
export function summaryOf({ imported, known, failed, skipped }: ImportResult): string {
  const parts = [
    imported.length > 0 ? `${count(imported.length, 'document')} imported` : '',
    known.length > 0 ? `${count(known.length, 'document')} in the project already` : '',
    failed.length > 0 ? `${count(failed.length, 'file')} not imported` : '',
    skipped > 0 ? `${count(skipped, 'file')} of other kinds left out` : '',
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join(', ')}.` : 'There is no document in it.'
}

/** "1 document", "5 documents". */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}
