import { createStore } from '../state/store.ts'

/** Whether a new hypothesis is being worded. */
export const naming = createStore<{ readonly open: boolean }>({ open: false })

export function nameHypothesis(): void {
  naming.set({ open: true })
}
