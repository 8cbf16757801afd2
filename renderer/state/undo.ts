import { attempt, showToast, type Toast, undoLabel } from './notices.ts'
import { save } from './tasks.ts'

/** Says what was done and offers to take it back, for as long as it is the last thing that was done. */
export function showUndoable(toast: Pick<Toast, 'tone' | 'text' | 'details'>): void {
  showToast({ ...toast, action: { label: undoLabel, run: () => attempt(() => save('history.undo', {})) } })
}
