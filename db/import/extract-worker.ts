import { parentPort, workerData } from 'node:worker_threads'
import { AppError, type ErrorReply } from '../contract/errors.ts'
import { extract } from './extract.ts'
import type { BlockingOwner, ExtractReply, ExtractRequest } from './extract-messages.ts'

/*
 * Entry of the worker thread in which documents are read: what a hostile one can do to the memory or
 * the clock ends here, because its owner ends the thread.
 */

const owner = workerData as BlockingOwner | null | undefined

parentPort?.on('message', (request: ExtractRequest) => {
  const reply = answer(request)
  if (owner) {
    owner.port.postMessage(reply)
    Atomics.store(owner.ready, 0, 1)
    Atomics.notify(owner.ready, 0)
  } else parentPort?.postMessage(reply)
})

function answer({ input }: ExtractRequest): ExtractReply {
  try {
    return { ok: extract(input) }
  } catch (error) {
    return { error: errorReply(error, input.name) }
  }
}

function errorReply(error: unknown, name: string): ErrorReply {
  if (error instanceof AppError) return error.toReply()
  const stack = error instanceof Error ? error.stack : String(error)
  return {
    code: 'internal',
    message: `${name} could not be read because of a fault in Claimboard.`,
    detail: stack,
  }
}
