import type { Output } from '../../db/contract/contract.ts'
import { call } from '../api.ts'
import { showToast } from '../state/notices.ts'
import { createStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { openDialog } from '../state/window.ts'

/** An action that shall be undone by itself, and what of it stays. */
export interface Reverting {
  readonly action: string
  readonly label: string
  readonly plan: Output<'history.revertible'>
}

/** What the dialog is about. */
export const reverting = createStore<{ readonly it: Reverting | null }>({ it: null })

/** Undoes one action, although others came after it; where something of it stays, it says so beforehand. */
export async function revertAction(action: string, label: string): Promise<void> {
  const plan = await call('history.revertible', { action })
  if (plan.refused !== null && plan.staying === 0) {
    showToast({ tone: 'plain', text: plan.refused })
    return
  }
  if (plan.staying === 0) {
    await revertNow(action, label)
    return
  }
  reverting.set({ it: { action, label, plan } })
  openDialog('revert')
}

/** Does it, without asking. */
export async function revertNow(action: string, label: string): Promise<void> {
  await save('history.revert', { action })
  showUndoable({ tone: 'good', text: `Taken back: ${label}.` })
}
