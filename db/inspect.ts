import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { AppError } from './contract/errors.ts'
import { applicationId, schemaVersion, tooNew } from './migrate.ts'
import { plainFileName } from './plain-name.ts'

// 16 GiB: a project of that size would hold every article of a large newspaper; checking it means copying it.
const largestProject = 2 ** 34

const headerBytes = 100

/** What SQLite reads beside a file: what a journal holds is still to be applied. */
const journals = ['-wal', '-journal', '-shm'] as const

/** SQLite database file format, §1.3.2. */
const smallestPage = 512

/** What the first bytes of a project file say; offsets as in SQLite's file format, section 1.3. */
export interface FileHeader {
  readonly version: number
  /** The file was left in the mode of a write-ahead log: it was not closed, or is open now. */
  readonly wal: boolean
  readonly size: number
  /** The size that the header says the database has, in bytes; null where a journal is still to be applied, or where it does not say. */
  readonly declared: number | null
}

/** The one true path of a file that exists. @throws AppError in plain words where there is none */
export function realFile(path: string): string {
  try {
    return realpathSync.native(path)
  } catch (error) {
    throw unreachable(path, error)
  }
}

/**
 * The same for what is to be read as a file: a pipe would wait for whoever writes into it, a device may never end.
 *
 * @throws AppError also `not-a-project`
 */
export function ordinaryFile(path: string): string {
  const file = realFile(path)
  requireRegular(file, plainFileName(path))
  return file
}

/**
 * Looks at a file as bytes, before SQLite opens it.
 *
 * Never call it for a file that this process holds open: closing any descriptor of it would give up SQLite's
 * locks (POSIX advisory locks belong to the process, not to the descriptor).
 *
 * @throws AppError `not-found`, `not-a-project`, `file-too-new` or `damaged`, each with a sentence
 */
export function inspectBytes(path: string): FileHeader {
  const name = plainFileName(path)
  requireRegular(path, name)
  requireJournalsRegular(path)
  const { header, size } = readHeader(path)
  if (size === 0)
    throw new AppError('not-a-project', `${name} is empty. It may have been cut off while it was copied.`)
  if (!header.subarray(0, 16).equals(Buffer.from('SQLite format 3\0'))) {
    const kind = kindOf(header)
    // It may be a project whose first bytes are overwritten: nothing but its name tells. Less than a page is none.
    const detail = kind === unknownKind && size >= smallestPage ? { unrecognised: true } : undefined
    throw new AppError('not-a-project', `${name} is ${kind}, not a project of Claimboard.`, detail)
  }
  if (header.length < headerBytes) throw truncated(name)
  if (header.readUInt32BE(68) !== applicationId) {
    throw new AppError(
      'not-a-project',
      `${name} is a database of another application, not a project of Claimboard.`,
    )
  }
  const version = header.readUInt32BE(60)
  if (version > schemaVersion) throw tooNew(version)
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const formats = [header[18], header[19]]
  const utf8 = header.readUInt32BE(56) === 1
  if (
    version < 1 ||
    pageSize < smallestPage ||
    (pageSize & (pageSize - 1)) !== 0 ||
    formats.some((n) => n !== 1 && n !== 2) ||
    !utf8
  ) {
    throw new AppError(
      'damaged',
      `${name} is damaged: its first page does not make sense. Use a copy or a backup.`,
    )
  }
  const wal = formats[0] === 2
  // With a journal still to be applied, the size says nothing yet.
  const journal = journals.slice(0, 2).some((suffix) => sizeOf(path + suffix) > 0)
  const pages = header.readUInt32BE(28)
  const pagesValid = header.readUInt32BE(24) === header.readUInt32BE(92)
  const declared = !journal && pagesValid ? pages * pageSize : null
  if ((!journal && size % pageSize !== 0) || (declared !== null && size < declared)) throw truncated(name)
  if (size > largestProject) throw tooLarge(name)
  return { version, wal, size, declared }
}

/** The size of a file in bytes; 0 where there is none. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function requireRegular(path: string, name: string): void {
  let stats: Stats
  try {
    stats = statSync(path)
  } catch (error) {
    throw unreachable(path, error)
  }
  if (stats.isDirectory())
    throw new AppError('not-a-project', `${name} is a folder, not a project of Claimboard.`)
  // Opening a pipe would wait for whoever writes into it.
  if (!stats.isFile()) throw new AppError('not-a-project', `${name} is no ordinary file.`)
}

/**
 * SQLite finds its journals by their names. What lies there and is no file, or a link to one elsewhere, nobody has
 * made who had the project open.
 */
function requireJournalsRegular(path: string): void {
  for (const suffix of journals) {
    const stats = lstatSync(path + suffix, { throwIfNoEntry: false })
    if (!stats) continue
    const name = plainFileName(path + suffix)
    if (!stats.isFile()) {
      throw new AppError(
        'not-a-project',
        `${name}, beside the project, is no ordinary file, and Claimboard did not make it. Take it away, then open the project again.`,
      )
    }
    if (stats.size > largestProject) throw tooLarge(name)
  }
}

function tooLarge(name: string): AppError {
  return new AppError(
    'not-a-project',
    `${name} is larger than a project can be (${largestProject / 2 ** 30} GB).`,
  )
}

function readHeader(path: string): { header: Buffer; size: number } {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    throw unreachable(path, error)
  }
  try {
    const buffer = Buffer.alloc(headerBytes)
    const length = readSync(file, buffer, 0, headerBytes, 0)
    return { header: buffer.subarray(0, length), size: fstatSync(file).size }
  } finally {
    closeSync(file)
  }
}

function unreachable(path: string, error: unknown): unknown {
  const name = plainFileName(path)
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError(
        'not-found',
        `There is no file ${path}. It may have been moved, renamed or deleted.`,
      )
    case 'EACCES':
    case 'EPERM':
      return new AppError('not-found', `${name} cannot be read: you have no permission for it.`)
    case 'ELOOP':
      return new AppError('not-found', `${name} is a link that leads nowhere.`)
    default:
      return error
  }
}

function truncated(name: string): AppError {
  return new AppError(
    'damaged',
    `${name} is incomplete: a part at its end is missing. It may have been cut off while it was copied or downloaded; copy it again.`,
  )
}

/** First bytes of what is often taken for something else. */
const kinds: readonly (readonly [bytes: string, kind: string])[] = [
  ['\xFF\xD8\xFF', 'a JPEG picture'],
  ['\x89PNG', 'a PNG picture'],
  ['GIF8', 'a GIF picture'],
  ['%PDF', 'a PDF document'],
  ['PK\x03\x04', 'a ZIP archive or an Office document'],
  ['\xD0\xCF\x11\xE0', 'an Office document'],
  ['\x1F\x8B', 'a compressed file'],
  ['SQLite format 3', 'a part of a database'],
  ['age-encryption.org/', 'a sealed copy, which must be unsealed first'],
]

const unknownKind = 'a file of another kind'

function kindOf(header: Buffer): string {
  const start = header.toString('latin1')
  return kinds.find(([bytes]) => start.startsWith(bytes))?.[1] ?? unknownKind
}
