import { writeSync } from 'node:fs'

/** Where the bytes of an export go. Text is UTF-8. */
export interface Sink {
  write(data: string | Uint8Array): void
}

/** Text is gathered to pieces of this many UTF-16 code units: large enough that system calls cost nothing. */
const pieceLength = 1 << 17

/** A piece with the row that made it full, at three bytes of UTF-8 for a code unit at most. */
const bufferLength = 2 * 3 * pieceLength

/**
 * Gathers small writes before they go to a sink, and counts the bytes. `flush` hands on what is left. The sink
 * may keep nothing of what it is handed: the memory is used again.
 */
export class BufferedSink implements Sink {
  readonly #sink: Sink
  readonly #buffer = Buffer.allocUnsafe(bufferLength)
  #pending = ''
  #bytes = 0

  constructor(sink: Sink) {
    this.#sink = sink
  }

  write(data: string | Uint8Array): void {
    if (typeof data === 'string') {
      this.#pending += data
      if (this.#pending.length >= pieceLength) this.flush()
    } else {
      this.flush()
      this.#hand(data)
    }
  }

  /** @returns the number of bytes handed on since the beginning */
  flush(): number {
    if (this.#pending !== '') {
      const text = this.#pending
      this.#pending = ''
      if (text.length * 3 > bufferLength) this.#hand(Buffer.from(text))
      else this.#hand(this.#buffer.subarray(0, this.#buffer.write(text)))
    }
    return this.#bytes
  }

  #hand(data: Uint8Array): void {
    this.#sink.write(data)
    this.#bytes += data.length
  }
}

// How long to wait for a reader of our output that is slower than we are.
const pipeFullMs = 5

/** Writes to an open file, or to standard output (1), all of it before it returns. */
export function fdSink(fd: number): Sink {
  return {
    write: (data) => {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data
      let done = 0
      while (done < bytes.length) done += writeSome(fd, bytes, done)
    },
  }
}

function writeSome(fd: number, bytes: Uint8Array, from: number): number {
  try {
    return writeSync(fd, bytes, from)
  } catch (error) {
    // A pipe whose other end is slow, when it was opened as non-blocking.
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pipeFullMs)
    return 0
  }
}
