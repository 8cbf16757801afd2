import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { sizeOf } from '../inspect.ts'
import { applicationId, migrations, schemaVersion } from '../migrate.ts'
import { privateFile } from '../private-copy.ts'

/** A private copy of a damaged file, to be worked on. */
export interface DamagedCopy {
  readonly file: string
  /** Bytes that the disk did not give. */
  readonly unreadable: number
  remove(): void
}

// Large reads are fast; where one fails, the pieces that disks fail by (4 KiB) are tried one by one.
const largeRead = 2 ** 16
const smallRead = 2 ** 12

/** Copies a file, and the journals beside it, as far as they can be read; zeros stand for the rest. */
export function copyDamaged(source: string): DamagedCopy {
  const { file, remove } = privateFile()
  try {
    let unreadable = copyTolerantly(source, file)
    for (const suffix of ['-wal', '-journal']) {
      if (sizeOf(source + suffix) > 0) unreadable += copyTolerantly(source + suffix, file + suffix)
    }
    return { file, unreadable, remove }
  } catch (error) {
    remove()
    throw error
  }
}

function copyTolerantly(source: string, target: string): number {
  const from = openSync(source, 'r')
  const to = openSync(target, 'wx', 0o600)
  let unreadable = 0
  try {
    const { size } = statSync(source)
    const buffer = Buffer.alloc(largeRead)
    for (let at = 0; at < size; at += largeRead) {
      const wanted = Math.min(largeRead, size - at)
      if (readsWhole(from, buffer, at, wanted)) {
        writeWhole(to, buffer, wanted, at)
        continue
      }
      for (let piece = at; piece < at + wanted; piece += smallRead) {
        const length = Math.min(smallRead, size - piece)
        if (!readsWhole(from, buffer, piece, length)) {
          buffer.fill(0, 0, length)
          unreadable += length
        }
        writeWhole(to, buffer, length, piece)
      }
    }
    return unreadable
  } finally {
    closeSync(from)
    closeSync(to)
  }
}

/** A disk that is nearly full takes a part, and fails only at the next call. */
function writeWhole(file: number, buffer: Buffer, length: number, at: number): void {
  for (let done = 0; done < length; ) done += writeSync(file, buffer, done, length - done, at + done)
}

function readsWhole(file: number, buffer: Buffer, at: number, length: number): boolean {
  try {
    return readSync(file, buffer, 0, length, at) === length
  } catch {
    // What the disk does not give is what a repair is for; it is counted by the caller.
    return false
  }
}

const defaultPageSize = 4096
const magic = Buffer.from('SQLite format 3\0')

/** Whether the first bytes are those of a project that this program can read. */
function headerHolds(header: Buffer): boolean {
  const pageSize = pageSizeIn(header)
  const version = header.readUInt32BE(60)
  return (
    header.subarray(0, 16).equals(magic) &&
    pageSize >= 512 &&
    (pageSize & (pageSize - 1)) === 0 &&
    header.readUInt32BE(68) === applicationId &&
    version >= 1 &&
    version <= schemaVersion
  )
}

function pageSizeIn(header: Buffer): number {
  const stored = header.readUInt16BE(16)
  return stored === 1 ? 65_536 : stored
}

/**
 * Puts right in a copy what keeps SQLite from opening it at all: a length that does not fit the pages, and numbers
 * in the first 100 bytes (SQLite's file format, section 1.3) that only writing needs.
 *
 * @returns what was wrong, in sentences; null where the first bytes make no sense
 */
export function straighten(file: string): string[] | null {
  const handle = openSync(file, 'r+')
  try {
    const header = Buffer.alloc(100)
    readSync(handle, header, 0, 100, 0)
    if (!headerHolds(header)) return null
    const found: string[] = []
    const pageSize = pageSizeIn(header)
    const { size } = statSync(file)
    const pages = Math.ceil(size / pageSize)
    if (size % pageSize !== 0) writeSync(handle, Buffer.alloc(pages * pageSize - size), 0, undefined, size)
    const promised = header.readUInt32BE(28)
    const cut = header.readUInt32BE(24) === header.readUInt32BE(92) && promised > pages
    if (cut || size % pageSize !== 0) found.push('The file is cut off: its end is missing.')
    header[20] = 0
    header[21] = 64
    header[22] = 32
    header[23] = 32
    // A write-ahead log knows better how many pages there are.
    if (sizeOf(`${file}-wal`) === 0) header.writeUInt32BE(pages, 28)
    // Nothing is written into the copy, so nothing needs the list of free pages.
    header.writeUInt32BE(0, 32)
    header.writeUInt32BE(0, 36)
    header.writeUInt32BE(4, 44)
    header.writeUInt32BE(1, 56)
    header.writeUInt32BE(header.readUInt32BE(24), 92)
    writeSync(handle, header, 0, 100, 0)
    return found
  } finally {
    closeSync(handle)
  }
}

/** How the pages of a file lie: as a project grows, or as a copy is written (by `vacuum`). */
export type Layout = 'grown' | 'copied'

/**
 * Writes the description of the tables into a copy whose own cannot be read. The program makes every project by
 * the same statements, so its tables begin at the same pages.
 */
export function layOver(file: string, layout: Layout): void {
  const template = templateOf(layout)
  const handle = openSync(file, 'r+')
  try {
    const { size } = statSync(file)
    const pages = Math.max(Math.ceil(size / defaultPageSize), template.pages)
    writeSync(handle, Buffer.alloc(pages * defaultPageSize - size), 0, undefined, size)
    for (const [page, bytes] of template.schemaPages) {
      if (page === 1) {
        bytes.writeUInt32BE(pages, 28)
        bytes.writeUInt32BE(bytes.readUInt32BE(24), 92)
        bytes.writeUInt32BE(0, 32)
        bytes.writeUInt32BE(0, 36)
      }
      writeSync(handle, bytes, 0, bytes.length, (page - 1) * defaultPageSize)
    }
  } finally {
    closeSync(handle)
  }
}

interface Template {
  readonly pages: number
  readonly schemaPages: readonly (readonly [page: number, bytes: Buffer])[]
}

function templateOf(layout: Layout): Template {
  const connection = new Database(':memory:')
  try {
    connection.pragma(`page_size = ${defaultPageSize}`)
    connection.exec('begin')
    for (const { sql } of migrations) connection.exec(sql)
    connection.pragma(`application_id = ${applicationId}`)
    connection.pragma(`user_version = ${schemaVersion}`)
    connection.exec('commit')
    if (layout === 'copied') connection.exec('vacuum')
    const bytes = connection.serialize()
    const pages = connection
      .prepare(`select pageno from dbstat where name = 'sqlite_schema' order by pageno`)
      .pluck()
      .all() as number[]
    return {
      pages: bytes.length / defaultPageSize,
      schemaPages: pages.map((page) => {
        return [page, Buffer.from(bytes.subarray((page - 1) * defaultPageSize, page * defaultPageSize))]
      }),
    }
  } finally {
    connection.close()
  }
}
