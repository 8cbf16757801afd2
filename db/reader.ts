import { type ResourceLimits, Worker } from 'node:worker_threads'
import { AppError, type ErrorReply } from './contract/errors.ts'
import type { Progress } from './contract/protocol.ts'
import type { Context, ReaderName } from './handlers.ts'
import { siblingFile } from './sibling.ts'

/** What a reader's thread is started with. */
export interface ReaderJob {
  /** The database file itself; `context.path` is what the analyst knows it by. */
  readonly file: string
  readonly context: Context
  readonly name: ReaderName
  /** Parsed already. */
  readonly input: unknown
  /** One 32-bit word that is not zero once the task shall end. */
  readonly cancel: SharedArrayBuffer
}

/** What a reader's thread reports. `trace` is for the log. */
export type ReaderReport =
  | { readonly progress: Progress }
  | { readonly value: unknown }
  | { readonly error: ErrorReply; readonly trace: string }

export interface RunningReader {
  /** @throws AppError as the task failed */
  readonly result: Promise<unknown>
  /** Ends the task at its next step. */
  cancel(): void
}

/**
 * Left alone, V8 lets the space for new objects grow with the rows of an export although all of them are
 * dropped again: 150 MB at 50,000 rows, 270 at 800,000. Bounded it grows far less, and is as fast.
 */
export const readerLimits: ResourceLimits = { maxYoungGenerationSizeMb: 24 }

/**
 * Runs a reading task in a thread of its own, on a second connection: an open iterator blocks its connection,
 * and the store's must stay free for commands.
 */
export function runReader(
  job: Omit<ReaderJob, 'cancel'>,
  onProgress: (progress: Progress) => void,
): RunningReader {
  const cancel = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const worker = new Worker(siblingFile('reader-worker'), {
    workerData: { ...job, cancel } satisfies ReaderJob,
    resourceLimits: readerLimits,
  })
  const result = new Promise<unknown>((resolve, reject) => {
    let report: Exclude<ReaderReport, { progress: Progress }> | undefined
    worker.on('message', (message: ReaderReport) => {
      if ('progress' in message) onProgress(message.progress)
      else report = message
    })
    let failure: unknown
    worker.on('error', (error) => {
      failure = error
    })
    // Not before the thread has ended: its connection would keep the file from becoming a single one again.
    worker.on('exit', (code) => {
      if (report && 'value' in report) resolve(report.value)
      else if (report) reject(fromReport(report))
      else reject(failure ?? new Error(`The reader of ${job.name} ended with ${code} and without a result.`))
    })
  })
  return { result, cancel: () => Atomics.store(new Int32Array(cancel), 0, 1) }
}

function fromReport({ error, trace }: { error: ErrorReply; trace: string }): AppError {
  const failure = AppError.fromReply(error)
  failure.cause = trace
  return failure
}
