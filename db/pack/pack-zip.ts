import { createHash, type Hash } from 'node:crypto'
import { BufferedSink, type Sink } from '../export/sink.ts'
import { ZipWriter } from '../export/zip.ts'

/** The list of checksums, in the format of `sha256sum` (GNU coreutils). */
export const checksumFile = 'SHA256SUMS'

export interface PackEntry extends Sink {
  close(): void
}

/** A ZIP archive that lists the SHA-256 of each of its files in a last one. */
export class PackZip {
  readonly #zip: ZipWriter
  readonly #sums: string[] = []

  constructor(sink: Sink) {
    this.#zip = new ZipWriter(sink)
  }

  /** Starts a file. The one before must be closed. */
  entry(name: string): PackEntry {
    const hash = createHash('sha256')
    const file = this.#zip.entry(name)
    const buffered = new BufferedSink(hashing(file, hash))
    return {
      write: (data) => buffered.write(data),
      close: () => {
        buffered.flush()
        file.close()
        this.#sums.push(`${hash.digest('hex')}  ${name}\n`)
      },
    }
  }

  file(name: string, content: string | Uint8Array): void {
    const entry = this.entry(name)
    entry.write(content)
    entry.close()
  }

  end(): void {
    const sums = this.#zip.entry(checksumFile)
    sums.write(this.#sums.join(''))
    sums.close()
    this.#zip.end()
  }
}

function hashing(sink: Sink, hash: Hash): Sink {
  return {
    write: (data) => {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data
      hash.update(bytes)
      sink.write(bytes)
    },
  }
}
