import { AppError } from './contract/errors.ts'
import type { Progress } from './contract/protocol.ts'
import type { ExtractInput, ExtractResult } from './import/extracted.ts'
import type { MergeRequest, Prepared } from './merge/prepare-messages.ts'
import type { Listing } from './team/folder.ts'

/** What a task asks of whoever runs it between two steps of its own work. */
export type Step =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'extract'; readonly input: ExtractInput }
  | { readonly kind: 'prepare'; readonly input: MergeRequest }
  | { readonly kind: 'list'; readonly input: string }

/**
 * A long operation, written as a generator so that the same code runs with turns for others in the store
 * process and without any in the command line. It may be ended at each `yield`, by an error thrown there.
 */
export type Task<T> = Generator<Step, T, unknown>

export function progressStep(done: number, total: number | null, note: string): Step {
  return { kind: 'progress', progress: { done, total, note } }
}

/** Extraction runs elsewhere (hostile files live there); the runner hands the result back. */
export function* extractStep(input: ExtractInput): Generator<Step, ExtractResult, unknown> {
  return (yield { kind: 'extract', input }) as ExtractResult
}

/** A merge is prepared elsewhere where somebody waits meanwhile; a runner that hands nothing back leaves it to the task. */
export function* prepareStep(input: MergeRequest): Generator<Step, Prepared | undefined, unknown> {
  return (yield { kind: 'prepare', input }) as Prepared | undefined
}

/** A folder on a share may not answer for long; a runner that hands nothing back leaves listing it to the task. */
export function* listStep(input: string): Generator<Step, Listing | undefined, unknown> {
  return (yield { kind: 'list', input }) as Listing | undefined
}

export interface TaskOptions {
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

/** Runs a task to its end in one go. `cancelled` is asked at each step. */
export function runTaskSync<T>(
  task: Task<T>,
  options: {
    readonly extract: (input: ExtractInput) => ExtractResult
    readonly onProgress?: (progress: Progress) => void
    readonly cancelled?: () => boolean
  },
): T {
  let next = task.next()
  while (!next.done) {
    const step = next.value
    if (options.cancelled?.()) next = task.throw(cancelled())
    else if (step.kind === 'progress') {
      options.onProgress?.(step.progress)
      next = task.next()
    } else if (step.kind === 'prepare' || step.kind === 'list') {
      next = task.next(undefined)
    } else {
      next = answer(task, () => options.extract(step.input))
    }
  }
  return next.value
}

/** Runs a task in turns, so that queries and commands are answered between its steps. */
export async function runTask<T>(
  task: Task<T>,
  options: TaskOptions & {
    readonly extract: (input: ExtractInput, signal?: AbortSignal) => Promise<ExtractResult>
    readonly prepare?: (input: MergeRequest, signal?: AbortSignal) => Promise<Prepared>
    readonly list?: (folder: string) => Promise<Listing>
  },
): Promise<T> {
  let next = task.next()
  while (!next.done) {
    const step = next.value
    if (step.kind === 'progress') {
      options.onProgress?.(step.progress)
      await new Promise((resolve) => setImmediate(resolve))
      next = options.signal?.aborted ? task.throw(cancelled()) : task.next()
    } else {
      const result = await settle(() => elsewhere(step, options))
      next = options.signal?.aborted ? task.throw(cancelled()) : answer(task, result)
    }
  }
  return next.value
}

async function elsewhere(
  step: Exclude<Step, { kind: 'progress' }>,
  { extract, prepare, list, signal }: Parameters<typeof runTask>[1],
): Promise<ExtractResult | Prepared | Listing | undefined> {
  switch (step.kind) {
    case 'extract':
      return extract(step.input, signal)
    case 'prepare':
      return prepare?.(step.input, signal)
    case 'list':
      return list?.(step.input)
  }
}

function answer<T>(task: Task<T>, result: () => unknown): IteratorResult<Step, T> {
  let value: unknown
  try {
    value = result()
  } catch (error) {
    return task.throw(error)
  }
  return task.next(value)
}

async function settle<V>(work: () => Promise<V>): Promise<() => V> {
  try {
    const value = await work()
    return () => value
  } catch (error) {
    return () => {
      throw error
    }
  }
}

export function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled.')
}
