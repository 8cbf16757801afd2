import type { MessagePort } from 'node:worker_threads'
import type { ErrorReply } from '../contract/errors.ts'
import type { ExtractInput, ExtractResult } from './extracted.ts'

/** What goes to the extraction worker and comes back. A worker is given one document at a time. */
export type ExtractRequest = { input: ExtractInput }
export type ExtractReply = { ok: ExtractResult } | { error: ErrorReply }

/**
 * Given to a worker whose owner blocks until the reply is there: the port to reply on, and an
 * Int32Array of one element over shared memory that is set to 1 and notified afterwards.
 */
export type BlockingOwner = { port: MessagePort; ready: Int32Array<SharedArrayBuffer> }
