import type { ChosenFile } from '../../db/contract/host.ts'
import type { MergeResult } from '../../db/contract/merge.ts'
import { call } from '../api.ts'
import { showToast } from '../state/notices.ts'
import { createStore } from '../state/store.ts'
import { runTask, type TaskOptions } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { openDialog } from '../state/window.ts'
import { openSettling } from './settling.ts'
import { mergedWords, nothingNew } from './words.ts'

/** The copy of the project that is looked into, or asked about. */
export const chosenCopy = createStore<{ readonly copy: ChosenFile | null }>({ copy: null })

/** Asks for a copy of the project and shows what it would bring. */
export async function chooseAndMerge(): Promise<void> {
  const { file } = await call('host.chooseCopy', {})
  if (file) previewMerge(file)
}

export function previewMerge(copy: ChosenFile): void {
  chosenCopy.set({ copy })
  openDialog('merge')
}

/** Asks what a project that was dropped on an open one is for. */
export function askAboutDropped(copy: ChosenFile): void {
  chosenCopy.set({ copy })
  openDialog('dropped-project')
}

/** Takes a copy in. What was cancelled too late is done all the same, and told by the answer. */
export function mergeCopy(copy: ChosenFile, options: TaskOptions): Promise<MergeResult> {
  return runTask('merge.run', `Merging ${copy.name}`, { file: copy.token }, options)
}

/** Says what came, and shows what has to be settled. */
export function tellOfMerge(result: MergeResult): void {
  if (!result.news) {
    showToast({ tone: 'plain', text: nothingNew(result) })
    return
  }
  if (result.conflicts.total > 0) openSettling('conflicts')
  else if (result.duplicates.total > 0) openSettling('duplicates')
  showUndoable({ tone: 'good', text: mergedWords(result) })
}
