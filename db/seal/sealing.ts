import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { AppError } from '../contract/errors.ts'
import { siblingFile } from '../sibling.ts'
import { progressStep, type Task } from '../task.ts'
import { blockBytes, type SealAnswer, type SealJob, type SealOwner } from './seal-messages.ts'

// A task asks at least so often whether it was cancelled.
const turnMs = 100

/**
 * Seals or unseals a file, or only tries a passphrase, while this thread waits in short turns: for tasks, which
 * have no asynchronous turn in the command line. Cancelling leaves an incomplete target to its owner.
 *
 * @throws AppError as the worker does: `invalid` for the wrong passphrase, `not-a-project`, `damaged`, `disk-full`
 */
export function* sealingTask(job: SealJob, note: string): Task<void> {
  const { worker, port, words } = start(job)
  const total = Math.ceil(statSync(job.source).size / blockBytes)
  try {
    while (Atomics.wait(words, 0, 0, turnMs) === 'timed-out') {
      yield progressStep(Atomics.load(words, 1), total, note)
    }
    requireDone(replyOn(port) ?? lost())
  } finally {
    worker.terminate()
    port.close()
  }
}

/** The same for a process that must not wait. @throws AppError likewise */
export async function sealingDone(job: SealJob): Promise<void> {
  const { worker, port } = start(job)
  try {
    const answer = await new Promise<SealAnswer>((resolve, reject) => {
      port.once('message', resolve)
      worker.once('error', reject)
      // It may have answered and ended before this thread had a turn.
      worker.once('exit', () => resolve(replyOn(port) ?? lost()))
    })
    requireDone(answer)
  } finally {
    await worker.terminate()
    port.close()
  }
}

/** Whether a file begins as the format age does. A file that cannot be read is none, and so is what is no file. */
export function isSealed(path: string): boolean {
  const start = Buffer.alloc(magic.length)
  try {
    // Opening a pipe would wait for whoever writes into it.
    if (!statSync(path).isFile()) return false
    const file = openSync(path, 'r')
    try {
      readSync(file, start, 0, start.length, 0)
    } finally {
      closeSync(file)
    }
  } catch {
    // Why it cannot be read is told by whoever opens it.
    return false
  }
  return start.toString('latin1') === magic
}

const magic = 'age-encryption.org/v1\n'

function start(job: SealJob) {
  const { port1, port2 } = new MessageChannel()
  const state = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)
  const worker = new Worker(siblingFile('seal/seal-worker'), {
    workerData: { job, port: port2, state } satisfies SealOwner,
    transferList: [port2],
  })
  return { worker, port: port1, words: new Int32Array(state) }
}

function replyOn(port: MessagePort): SealAnswer | undefined {
  return receiveMessageOnPort(port)?.message
}

function requireDone({ error }: SealAnswer): void {
  if (error !== null) throw AppError.fromReply(error)
}

function lost(): SealAnswer {
  const message = 'Sealing ended without an answer because of a fault in Claimboard.'
  return { error: { code: 'internal', message } }
}
