import { Worker } from 'node:worker_threads'
import { AppError } from '../contract/errors.ts'
import { siblingFile } from '../sibling.ts'
import { discard } from './prepare.ts'
import type { MergeRequest, Prepared, PrepareJob, PrepareReply } from './prepare-messages.ts'

/**
 * Prepares a merge in a thread of its own. An abort takes effect at its next step: what it is doing then ends first,
 * and nothing is left of it.
 *
 * @throws AppError as `prepareMerge` does; `cancelled` on abort
 */
export async function prepareAside(request: MergeRequest, signal?: AbortSignal): Promise<Prepared> {
  const cancel = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const abort = () => Atomics.store(new Int32Array(cancel), 0, 1)
  signal?.addEventListener('abort', abort)
  try {
    const reply = await replyFrom({ request, cancel })
    if ('error' in reply) {
      const failure = AppError.fromReply(reply.error)
      failure.cause = reply.trace
      throw failure
    }
    if (!signal?.aborted) return reply.ok
    discard(reply.ok)
    throw new AppError('cancelled', 'Cancelled.')
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

function replyFrom(job: PrepareJob): Promise<PrepareReply> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(siblingFile('merge/prepare-worker'), { workerData: job })
    let reply: PrepareReply | undefined
    worker.on('message', (message: PrepareReply) => {
      reply = message
    })
    worker.on('error', reject)
    // Not before the thread has ended: its connection would keep the project from becoming a single file again.
    worker.on('exit', (code) => {
      if (reply) resolve(reply)
      else reject(new Error(`The preparation of a merge ended with ${code} and without a result.`))
    })
  })
}
