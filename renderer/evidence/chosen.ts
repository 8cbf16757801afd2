import type { TableRows } from '../../db/contract/evidence-table.ts'
import { call } from '../api.ts'
import { createStore } from '../state/store.ts'

/** The rows that are chosen for something to be done with them: by key, so that they stay so in any order. */
export const chosen = createStore<{
  readonly keys: ReadonlySet<string>
  /** The row from which Shift chooses on. */
  readonly anchor: number | null
}>({ keys: new Set(), anchor: null })

export function forgetChosen(): void {
  if (chosen.get().keys.size > 0 || chosen.get().anchor !== null)
    chosen.set({ keys: new Set(), anchor: null })
}

export function toggleRow(index: number, key: string): void {
  const keys = new Set(chosen.get().keys)
  if (!keys.delete(key)) keys.add(key)
  chosen.set({ keys, anchor: index })
}

/** Starts a new choice here, for Shift to choose on from. */
export function startAt(index: number): void {
  chosen.set({ anchor: index })
}

/** Chooses all rows from the anchor to this one, whether they have been on the screen or not. */
export async function chooseTo(rows: TableRows, index: number): Promise<void> {
  const { anchor } = chosen.get()
  const [from, to] = [Math.min(anchor ?? index, index), Math.max(anchor ?? index, index) + 1]
  const { keys } = await call('evidence.keys', { ...rows, from, to })
  chosen.set({ keys: new Set(keys), anchor: anchor ?? index })
}

/** Chooses every row that the filter leaves. */
export async function chooseAll(rows: TableRows): Promise<void> {
  const { keys } = await call('evidence.keys', rows)
  chosen.set({ keys: new Set(keys) })
}
