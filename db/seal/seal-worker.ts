import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { workerData } from 'node:worker_threads'
import { Decrypter, Encrypter } from 'age-encryption'
import { AppError } from '../contract/errors.ts'
import { plainError } from '../plain-error.ts'
import { plainFileName } from '../plain-name.ts'
import { blockBytes, type SealAnswer, type SealOwner } from './seal-messages.ts'

/*
 * Entry of the worker thread that seals and unseals, in the format age (age-encryption.org/v1): a key derived
 * from the passphrase by scrypt, and ChaCha20-Poly1305 over pieces of 64 KiB, so that a cut or a changed byte
 * is noticed before anything of it is used.
 */

const { job, port, state } = workerData as SealOwner
const words = new Int32Array(state)

/** What a file begins with that is sealed with a passphrase; any other first recipient is a key. */
const passphraseHeader = 'age-encryption.org/v1\n-> scrypt '

/**
 * The whole header of such a file, in which nobody else can be a recipient (C2SP age, "scrypt recipient stanza"): the
 * salt, the work factor, the sealed key and the checksum. It is looked at before the library reads it, which would
 * read on to the end of a file that has no line ends.
 */
const wholeHeader =
  /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/

/** Longer than any such header. */
const headerBytes = 256

/** The work factor, as a power of two, beyond which the library refuses: 1 GiB of memory, and seconds. */
const mostWork = 20

async function work(): Promise<void> {
  if (job.work === 'seal') return seal()
  const clear = await unsealed()
  if (job.work === 'check') return clear.cancel()
  await write(clear, damaged)
}

async function seal(): Promise<void> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(job.passphrase)
  await write(await encrypter.encrypt(source()))
}

/** @throws AppError `not-a-project` for another kind of file, `invalid` for the wrong passphrase, `damaged` */
async function unsealed(): Promise<ReadableStream<Uint8Array>> {
  await requireSealed()
  const decrypter = new Decrypter()
  // Another program takes a passphrase as it is typed, which differs between systems for accented letters.
  for (const form of new Set([job.passphrase, job.passphrase.normalize('NFC')])) decrypter.addPassphrase(form)
  try {
    return (await decrypter.decrypt(source())) as ReadableStream<Uint8Array>
  } catch (error) {
    throw (error as Error).message === noKeyFits ? wrongPassphrase(error) : damaged(error)
  }
}

// The words of the library (age-encryption 0.3) where no passphrase opens the file; its other errors are faults.
const noKeyFits = "no identity matched any of the file's recipients"

async function requireSealed(): Promise<void> {
  const file = await open(job.source)
  const bytes = Buffer.alloc(headerBytes)
  let length = 0
  try {
    length = (await file.read(bytes, 0, headerBytes, 0)).bytesRead
  } finally {
    await file.close()
  }
  const start = bytes.toString('latin1', 0, length)
  const name = plainFileName(job.source)
  if (!start.startsWith(passphraseHeader)) {
    throw new AppError('not-a-project', `${name} is no copy that was sealed with a passphrase.`)
  }
  const [, work] = wholeHeader.exec(start) ?? []
  if (work === undefined) throw damaged(new Error('The header is not as the format has it.'))
  if (Number(work) > mostWork) {
    throw new AppError(
      'not-a-project',
      `${name} is not opened: it was made so that opening it takes more memory and time than any sealed copy needs. Ask for one that was sealed by Claimboard.`,
    )
  }
}

function source(): ReadableStream<Uint8Array> & globalThis.ReadableStream<Uint8Array> {
  const counted = new Transform({
    transform(bytes: Buffer, _encoding, done) {
      read += bytes.length
      Atomics.store(words, 1, Math.floor(read / blockBytes))
      done(null, bytes)
    },
  })
  const file = createReadStream(job.source, { highWaterMark: blockBytes })
  file.on('error', (error) => counted.destroy(error))
  return Readable.toWeb(file.pipe(counted)) as never
}

let read = 0

async function write(
  bytes: globalThis.ReadableStream<Uint8Array> | ReadableStream<Uint8Array>,
  fault?: (error: unknown) => AppError,
): Promise<void> {
  if (job.target === null) return
  // What a copy holds is for whoever has the passphrase, and its clear text for the person who typed it.
  const file = createWriteStream(job.target, { flags: 'wx', mode: 0o600 })
  try {
    await pipeline(Readable.fromWeb(bytes as ReadableStream<Uint8Array>), file)
  } catch (error) {
    // Faults of the disk have codes; what is wrong with the sealed bytes has not.
    throw fault && (error as NodeJS.ErrnoException).code === undefined ? fault(error) : error
  }
}

function wrongPassphrase(cause: unknown): AppError {
  return new AppError(
    'invalid',
    'This passphrase does not open the copy. Capitals and spaces count; look whether Caps Lock is on.',
    { field: 'passphrase' },
    { cause },
  )
}

function damaged(cause: unknown): AppError {
  return new AppError(
    'damaged',
    `${plainFileName(job.source)} is damaged or was cut off while it was copied. Ask for the copy again.`,
    undefined,
    { cause },
  )
}

function answer(error: SealAnswer['error']): void {
  port.postMessage({ error } satisfies SealAnswer)
  Atomics.store(words, 0, 1)
  Atomics.notify(words, 0)
}

// What goes wrong outside of the work must be told too: whoever waits has no other way to learn of it.
process.on('uncaughtException', (error) => answer(plainError(error).toReply()))

work().then(
  () => answer(null),
  (error) => answer(plainError(error).toReply()),
)
