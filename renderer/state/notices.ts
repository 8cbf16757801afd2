import { AppError } from '../../db/contract/errors.ts'
import { createStore } from './store.ts'
import { openDialog } from './window.ts'

/** A message that goes away by itself, or stays until it was read. */
export interface Toast {
  readonly id: number
  readonly tone: 'plain' | 'good' | 'bad'
  readonly text: string
  readonly action?: { readonly label: string; run(): void }
  /** Shows more about it. */
  readonly details?: () => void
}

interface Notices {
  readonly toasts: readonly Toast[]
  /** Stands above the frame until it is dismissed. */
  readonly banner: string | null
  /** Whoever kept the project from being written has closed it. */
  readonly writerGone: boolean
}

export const notices = createStore<Notices>({ toasts: [], banner: null, writerGone: false })

// Long enough to read two lines; errors stay until they are dismissed.
const shownMs = 7000
let nextId = 1

/** The action of toasts that are withdrawn as soon as something else is done: it would undo that. */
export const undoLabel = 'Undo'

export function showToast(toast: Omit<Toast, 'id'>): void {
  const id = nextId++
  // The same thing twice is one message; more than three are not read.
  const others = notices.get().toasts.filter(({ text }) => text !== toast.text)
  notices.set({ toasts: [...others.slice(-2), { ...toast, id }] })
  if (toast.tone !== 'bad') setTimeout(() => dismissToast(id), shownMs)
}

export function withdrawUndo(): void {
  notices.set({ toasts: notices.get().toasts.filter(({ action }) => action?.label !== undoLabel) })
}

/** What was said of one project is not said of the next. */
export function forgetNotices(): void {
  notices.set({ toasts: [], banner: null, writerGone: false })
}

export function dismissToast(id: number): void {
  notices.set({ toasts: notices.get().toasts.filter((toast) => toast.id !== id) })
}

/** What went wrong, as a sentence. What the person has cancelled is no news: null. */
export function problemOf(error: unknown): string | null {
  if (!(error instanceof AppError)) return `Something went wrong in this window: ${String(error)}`
  return error.code === 'cancelled' ? null : error.message
}

export function showError(error: unknown): void {
  const text = problemOf(error)
  if (text === null) return
  const save = { label: 'Save as…', run: () => openDialog('save-as') }
  showToast({ tone: 'bad', text, ...(wasMoved(error) ? { action: save } : {}) })
}

/** The file of the project is not under its name any more. */
function wasMoved(error: unknown): boolean {
  return error instanceof AppError && (error.detail as { reason?: string } | undefined)?.reason === 'moved'
}

/** Runs what the person asked for and says so when it fails. */
export function attempt(work: () => Promise<unknown>): void {
  work().catch(showError)
}
