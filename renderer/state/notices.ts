import { AppError } from '../../db/contract/errors.ts'
import { createStore } from './store.ts'

/** A message that goes away by itself, or stays until it was read. */
export interface Toast {
  readonly id: number
  readonly tone: 'plain' | 'good' | 'bad'
  readonly text: string
  readonly action?: { readonly label: string; run(): void }
}

interface Notices {
  readonly toasts: readonly Toast[]
  /** Stands above the frame until it is dismissed. */
  readonly banner: string | null
}

export const notices = createStore<Notices>({ toasts: [], banner: null })

// Long enough to read two lines; errors stay until they are dismissed.
const shownMs = 7000
let nextId = 1

export function showToast(toast: Omit<Toast, 'id'>): void {
  const id = nextId++
  // The same thing twice is one message; more than three are not read.
  const others = notices.get().toasts.filter(({ text }) => text !== toast.text)
  notices.set({ toasts: [...others.slice(-2), { ...toast, id }] })
  if (toast.tone !== 'bad') setTimeout(() => dismissToast(id), shownMs)
}

export function dismissToast(id: number): void {
  notices.set({ toasts: notices.get().toasts.filter((toast) => toast.id !== id) })
}

/** Says what went wrong. What the person has cancelled is no news. */
export function showError(error: unknown): void {
  const known = error instanceof AppError ? error : null
  if (known?.code === 'cancelled') return
  showToast({ tone: 'bad', text: known?.message ?? `Something went wrong in this window: ${String(error)}` })
}

/** Runs what the person asked for and says so when it fails. */
export function attempt(work: () => Promise<unknown>): void {
  work().catch(showError)
}
