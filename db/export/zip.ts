import { Zip, ZipDeflate } from 'fflate'
import { AppError } from '../contract/errors.ts'
import type { Sink } from './sink.ts'

/** The first day that a ZIP can name: the same content gives the same bytes, whenever it is exported. */
const mtime = new Date(1980, 0, 1)

/** Sizes and places in a ZIP without the 64-bit extension are 32-bit numbers (APPNOTE 4.4.1.4). */
const largest = 0xffff_ffff

/** One file of an archive that is being written. */
export interface ZipEntry extends Sink {
  close(): void
}

/** Writes a ZIP archive to a sink, file after file, without ever holding one of them. */
export class ZipWriter {
  readonly #zip: Zip

  constructor(sink: Sink) {
    let written = 0
    this.#zip = new Zip((error, data) => {
      if (error) throw error
      written += data.length
      if (written > largest) throw tooLarge()
      sink.write(data)
    })
  }

  /** Starts a file. The one before must be closed. */
  entry(name: string): ZipEntry {
    const file = new ZipDeflate(name, { level: 6 })
    file.mtime = mtime
    this.#zip.add(file)
    return {
      write: (data) => {
        file.push(typeof data === 'string' ? Buffer.from(data) : data)
        if (file.size > largest) throw tooLarge()
      },
      close: () => file.push(new Uint8Array(), true),
    }
  }

  end(): void {
    this.#zip.end()
  }
}

function tooLarge(): AppError {
  return new AppError(
    'invalid',
    'This is more than a ZIP archive holds (4 GB). Export the tables one by one, as CSV.',
  )
}
