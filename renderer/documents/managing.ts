import type { Call } from '../../db/contract/contract.ts'
import { readingStatuses } from '../../db/contract/vocabulary.ts'
import { answered } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { count } from './importing.ts'

/** Deletes documents with what rests on nothing else, and offers to take it back. */
export async function removeDocuments(documents: readonly string[]): Promise<void> {
  const [first] = documents
  const title = (answered('documents.list', {}) ?? []).find(({ uid }) => uid === first)?.title
  await save('documents.remove', { documents: [...documents] })
  const what =
    documents.length === 1 && title !== undefined ? `“${title}”` : count(documents.length, 'document')
  showUndoable({ tone: 'plain', text: `${what} ${documents.length === 1 ? 'was' : 'were'} deleted.` })
}

export async function setStatus(
  documents: readonly string[],
  readingStatus: keyof typeof readingStatuses,
): Promise<void> {
  await save('documents.mark', { documents: [...documents], readingStatus })
  const words = readingStatuses[readingStatus].toLocaleLowerCase('en')
  showUndoable({ tone: 'good', text: `${count(documents.length, 'document')} marked as ${words}.` })
}

export async function setGrade(
  documents: readonly string[],
  reliability: NonNullable<Call<'documents.mark'>['reliability']> | null,
): Promise<void> {
  await save('documents.mark', { documents: [...documents], reliability })
  const what = count(documents.length, 'document')
  showUndoable({
    tone: 'good',
    text: reliability === null ? `The grade was taken off ${what}.` : `${what} graded ${reliability}.`,
  })
}
