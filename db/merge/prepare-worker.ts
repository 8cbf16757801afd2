import { parentPort, workerData } from 'node:worker_threads'
import { plainError } from '../plain-error.ts'
import { traceOf } from '../trace.ts'
import { prepareMerge } from './prepare.ts'
import type { PrepareJob, PrepareReply } from './prepare-messages.ts'

/* Entry of the thread that prepares a merge, so that the project answers meanwhile. */

const { request, cancel } = workerData as PrepareJob
const flag = new Int32Array(cancel)

function answer(): PrepareReply {
  try {
    return { ok: prepareMerge(request, () => Atomics.load(flag, 0) !== 0) }
  } catch (error) {
    return { error: plainError(error).toReply(), trace: traceOf(error) }
  }
}

parentPort?.postMessage(answer())
