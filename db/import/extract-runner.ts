import { existsSync } from 'node:fs'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { AppError } from '../contract/errors.ts'
import { siblingFile } from '../sibling.ts'
import { assemble, type Extractor } from './assemble.ts'
import { extractMarkdown } from './extract-markdown.ts'
import type { BlockingOwner, ExtractReply, ExtractRequest } from './extract-messages.ts'
import { extractText } from './extract-text.ts'
import type { ExtractInput, ExtractResult } from './extracted.ts'
import { formatOf, type MediaType } from './format.ts'

/** How long a document may take to read, in milliseconds. Long pages take one or two seconds. */
const EXTRACT_TIMEOUT = 30_000

/** The worker's heap, in MiB: the tree of the largest page that is read needs about half of it. */
const HEAP_MIB = 1024

/**
 * Texts up to this size are read where they are, in bytes: plain text and Markdown take a few
 * milliseconds at most, less than the way to a worker and back. Web pages always go to a worker.
 */
const READ_IN_PLACE = 1024 * 1024

/**
 * `extract` in a worker thread that is ended when the time is up or `signal` aborts.
 *
 * @throws AppError as `extract` does; `invalid` also for a document that takes too long or needs too
 * much memory; `cancelled` on abort.
 */
export async function extractAsync(
  input: ExtractInput,
  { signal, timeoutMs = EXTRACT_TIMEOUT }: { signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<ExtractResult> {
  if (signal?.aborted) throw cancelled()
  const extractor = inPlace(input)
  if (extractor) return assemble(input, () => extractor)
  const worker = idle ?? startWorker()
  idle = undefined
  let reply: ExtractReply
  try {
    worker.ref()
    reply = await replyFrom(worker, input, timeoutMs, signal)
  } catch (error) {
    await worker.terminate()
    throw error
  }
  worker.unref()
  if (idle === undefined) idle = worker
  else await worker.terminate()
  return resultOf(reply)
}

/**
 * The same, while this thread waits: for the command line of the packaged application, which has no
 * asynchronous turn. A worker that runs out of memory is noticed when the time is up.
 */
export function extractSync(
  input: ExtractInput,
  { timeoutMs = EXTRACT_TIMEOUT }: { timeoutMs?: number } = {},
): ExtractResult {
  const extractor = inPlace(input)
  if (extractor) return assemble(input, () => extractor)
  const { worker, port, ready } = blocking ?? startBlockingWorker()
  Atomics.store(ready, 0, 0)
  send(worker, input)
  if (Atomics.wait(ready, 0, 0, timeoutMs) === 'timed-out') {
    blocking = undefined
    worker.terminate()
    throw tooLong(input.name)
  }
  const received = receiveMessageOnPort(port)
  if (received === undefined) throw new AppError('internal', `Nothing came back from reading ${input.name}.`)
  return resultOf(received.message as ExtractReply)
}

/** A worker that has started and waits for the next document. It does not keep the process running. */
let idle: Worker | undefined

let blocking: { worker: Worker; port: MessagePort; ready: Int32Array<SharedArrayBuffer> } | undefined

/** The extractor of a document that is read in this thread; undefined for what needs a worker. */
function inPlace(input: ExtractInput): Extractor | undefined {
  return input.bytes.length <= READ_IN_PLACE ? IN_PLACE[formatOf(input)] : undefined
}

// The parser of web pages is no import of this file, so that only the worker loads it.
const IN_PLACE: Partial<Record<MediaType, Extractor>> = {
  'text/plain': extractText,
  'text/markdown': extractMarkdown,
}

function startWorker(workerData?: BlockingOwner): Worker {
  const file = siblingFile('import/extract-worker')
  if (!existsSync(file))
    throw new AppError('internal', 'A part of Claimboard is missing. Install it again.', file)
  const worker = new Worker(file, {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    ...(workerData === undefined ? {} : { workerData, transferList: [workerData.port] }),
  })
  // Whoever waits for a reply is told by its own listener; an idle worker that dies is only forgotten.
  worker.on('error', () => forget(worker))
  worker.on('exit', () => forget(worker))
  worker.unref()
  return worker
}

function forget(worker: Worker): void {
  if (idle === worker) idle = undefined
  if (blocking?.worker === worker) blocking = undefined
}

function startBlockingWorker() {
  const { port1, port2 } = new MessageChannel()
  const ready = new Int32Array(new SharedArrayBuffer(4))
  blocking = { worker: startWorker({ port: port2, ready }), port: port1, ready }
  port1.unref()
  return blocking
}

function send(worker: Worker, input: ExtractInput): void {
  // A copy, because the caller keeps the original to store it, and transferring empties it.
  const bytes = new Uint8Array(input.bytes)
  const request: ExtractRequest = { input: { ...input, bytes } }
  worker.postMessage(request, [bytes.buffer])
}

function replyFrom(
  worker: Worker,
  input: ExtractInput,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<ExtractReply> {
  return new Promise<ExtractReply>((resolve, reject) => {
    const settled = new AbortController()
    const done = (settle: () => void) => {
      settled.abort()
      clearTimeout(timer)
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onExit)
      settle()
    }
    const fail = (error: AppError) => done(() => reject(error))
    const onMessage = (reply: ExtractReply) => done(() => resolve(reply))
    const onError = (error: Error & { code?: string }) =>
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge(input.name) : fault(input.name, error))
    const onExit = () => fail(fault(input.name, undefined))
    const timer = setTimeout(() => fail(tooLong(input.name)), timeoutMs)
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onExit)
    signal?.addEventListener('abort', () => fail(cancelled()), { signal: settled.signal })
    send(worker, input)
  })
}

function resultOf(reply: ExtractReply): ExtractResult {
  if ('error' in reply) throw AppError.fromReply(reply.error)
  return reply.ok
}

function tooLong(name: string): AppError {
  return new AppError(
    'invalid',
    `${name} took too long to read and was left out. Save it as plain text and try again.`,
  )
}

function tooLarge(name: string): AppError {
  return new AppError(
    'invalid',
    `${name} needs too much memory to read and was left out. Save it as plain text and try again.`,
  )
}

function fault(name: string, cause: Error | undefined): AppError {
  return new AppError('internal', `${name} could not be read because of a fault in Claimboard.`, cause?.stack)
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Reading was cancelled.')
}
