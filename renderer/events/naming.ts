import { createStore } from '../state/store.ts'

/** Whether a new event is being named. */
export const namingEvent = createStore<{ readonly open: boolean }>({ open: false })

export function nameEvent(): void {
  namingEvent.set({ open: true })
}
