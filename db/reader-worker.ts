import { parentPort, workerData } from 'node:worker_threads'
import { handlers } from './all-handlers.ts'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { ReaderName } from './handlers.ts'
import { plainError } from './plain-error.ts'

import type { ReaderJob, ReaderReport } from './reader.ts'
import { startReader } from './run.ts'
import { openSnapshot } from './snapshot.ts'
import { runTaskSync } from './task.ts'
import { throttled } from './throttle.ts'
import { traceOf } from './trace.ts'

// Ten reports a second look continuous; more would only cost time.
const PROGRESS_MS = 100

/** Runs the one task that this thread was started for. */
function run({ file, context, name, input, cancel }: ReaderJob): unknown {
  const flag = new Int32Array(cancel)
  const snapshot = openSnapshot(file)
  try {
    const task = startReader(handlers, { context, db: snapshot.db }, name, input as Input<ReaderName>)
    return runTaskSync(task, {
      extract: () => {
        throw new AppError('internal', 'A reading task extracts nothing.')
      },
      onProgress: throttled(PROGRESS_MS, (progress) => report({ progress })),
      cancelled: () => Atomics.load(flag, 0) !== 0,
    })
  } finally {
    snapshot.close()
  }
}

function report(message: ReaderReport): void {
  parentPort?.postMessage(message)
}

try {
  report({ value: run(workerData as ReaderJob) })
} catch (error) {
  report({ error: plainError(error).toReply(), trace: traceOf(error) })
}
