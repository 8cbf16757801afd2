import type { Call, NamesOfKind, Output } from '../../db/contract/contract.ts'
import { AppError } from '../../db/contract/errors.ts'
import type { Progress } from '../../db/contract/protocol.ts'
import { call } from '../api.ts'
import { withdrawUndo } from './notices.ts'
import { createStore } from './store.ts'

export interface RunningTask {
  readonly id: number
  readonly label: string
  readonly progress: Progress | null
  cancel(): void
}

export const tasks = createStore<{ running: readonly RunningTask[]; saving: number }>({
  running: [],
  saving: 0,
})

let nextId = 1

/** For a dialog that shows by itself how far its task is, and ends it when it is closed. */
export interface TaskOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** Runs a long operation under the status bar's eyes: with progress and a way to end it. */
export async function runTask<Name extends NamesOfKind<'task'>>(
  name: Name,
  label: string,
  input: Call<Name>,
  { signal, onProgress }: TaskOptions = {},
): Promise<Output<Name>> {
  return showRunning(label, async (running) => {
    signal?.addEventListener('abort', running.cancel, { once: true })
    // The first screen comes up without the store's contract, which takes a while to be read.
    const { contract } = await import('../../db/contract/contract.ts')
    if (running.signal.aborted) throw new AppError('cancelled', 'This was cancelled.')
    if (contract[name].runs === 'writer') withdrawUndo()
    return await call(name, input, {
      signal: running.signal,
      onProgress: (progress) => {
        running.update(progress)
        onProgress?.(progress)
      },
    })
  })
}

/** What something long does with its line in the status bar. */
interface Running {
  /** Ended when somebody cancels it there. */
  readonly signal: AbortSignal
  cancel(): void
  /** Null where nobody knows how far it is. */
  update(progress: Progress | null): void
}

/** Shows something long in the status bar, with a way to end it, for as long as it runs. */
export async function showRunning<T>(label: string, work: (running: Running) => Promise<T>): Promise<T> {
  const id = nextId++
  const controller = new AbortController()
  const cancel = () => controller.abort()
  const update = (progress: Progress | null) => {
    const others = tasks.get().running.filter((task) => task.id !== id)
    tasks.set({ running: [...others, { id, label, progress, cancel }] })
  }
  update(null)
  try {
    return await work({ signal: controller.signal, cancel, update })
  } finally {
    tasks.set({ running: tasks.get().running.filter((task) => task.id !== id) })
  }
}

/** Writes, so that the status bar can say when everything is saved. */
export async function save<Name extends NamesOfKind<'command'>>(
  name: Name,
  input: Call<Name>,
): Promise<Output<Name>> {
  withdrawUndo()
  tasks.set({ saving: tasks.get().saving + 1 })
  try {
    return await call(name, input)
  } finally {
    tasks.set({ saving: tasks.get().saving - 1 })
  }
}

// A store that dies this often is given up, and the project closed.
const mostTries = 3

/**
 * Sets a value, and sets it again where the store died before it answered: it is the same value either way. What
 * adds something is not repeated like this, since it may have been added already.
 */
export async function saveValue(save: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await save()
      return
    } catch (error) {
      const died = error instanceof AppError && error.code === 'store-restarted'
      if (!died || tries === mostTries) throw error
    }
  }
}
