import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from './contract/errors.ts'
import { sizeOf } from './inspect.ts'
import { plainFileName } from './plain-name.ts'
import { isRunning } from './running.ts'

/** A copy of a project, with what was left beside it, that nobody else can read or change. */
export interface PrivateCopy {
  readonly file: string
  /** Bytes of the database without its journals. */
  readonly size: number
  /** What was copied; see {@link hashOf}. */
  readonly hash: string
  remove(): void
}

/** A journal that was not applied yet is part of what a file says. */
const copied = ['', '-wal', '-journal'] as const

// A program that saves all the time has pauses between its transactions.
const attempts = 5

/**
 * Copies a project to a private temporary folder.
 *
 * Never of a file that this process holds open, see `inspectBytes`.
 *
 * @throws AppError `locked` when another program keeps changing it meanwhile
 */
export function copyPrivately(file: string): PrivateCopy {
  const { file: copy, remove } = privateFile()
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const hash = copyWhole(file, copy)
      if (hash) return { file: copy, size: sizeOf(copy), hash, remove }
    }
    throw new AppError(
      'locked',
      `${plainFileName(file)} is being changed by another program. Try again when it has finished.`,
    )
  } catch (error) {
    remove()
    throw error
  }
}

/**
 * A name for a project in a temporary folder that nobody else can look into, and what removes it with the file.
 * Folders of programs that were killed are removed first.
 */
export function privateFile(): { readonly file: string; remove(): void } {
  sweep()
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`))
  return {
    file: join(folder, 'project.claimboard'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** @returns the hash of what was copied; undefined when the file changed in the meantime */
function copyWhole(file: string, copy: string): string | undefined {
  try {
    for (const suffix of copied) {
      rmSync(copy + suffix, { force: true })
      const size = sizeOf(file + suffix)
      if (size === 0) continue
      copyFileSync(file + suffix, copy + suffix, constants.COPYFILE_FICLONE)
      // The copy of a write-protected file would be write-protected too, and a journal is applied to it.
      chmodSync(copy + suffix, 0o600)
      // What goes on growing is not worth being read twice.
      if (sizeOf(file + suffix) !== size) return undefined
    }
    const hash = hashOf(copy)
    // Reading it again gives the same bytes only if nobody wrote in between.
    return hashOf(file) === hash ? hash : undefined
  } catch (error) {
    // A journal goes away when its program closes the project.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && existsSync(file)) return undefined
    throw error
  }
}

/** SHA-256 over a database file and its journals. */
export function hashOf(file: string): string {
  const hash = createHash('sha256')
  for (const suffix of copied) {
    const path = file + suffix
    hash.update(`\0${suffix}\0`)
    if (sizeOf(path) > 0) readInto(path, (bytes) => hash.update(bytes))
  }
  return hash.digest('hex')
}

/** SHA-256 of a file's bytes, in hexadecimal: what `sha256sum` prints. */
export function sha256OfFile(path: string): string {
  const hash = createHash('sha256')
  readInto(path, (bytes) => hash.update(bytes))
  return hash.digest('hex')
}

function readInto(path: string, take: (bytes: Uint8Array) => void): void {
  // Large enough that the calls cost nothing, small enough not to matter in memory.
  const buffer = Buffer.alloc(2 ** 20)
  const file = openSync(path, 'r')
  try {
    // No further than it went at the beginning: another program may go on writing faster than this one reads.
    for (let left = fstatSync(file).size; left > 0; ) {
      const length = readSync(file, buffer, 0, Math.min(left, buffer.length), null)
      if (length === 0) return
      take(buffer.subarray(0, length))
      left -= length
    }
  } finally {
    closeSync(file)
  }
}

const folderPrefix = 'claimboard-copy-'

/** Removes the copies of programs that were killed: they hold confidential texts. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(folderPrefix)
      ? Number.parseInt(name.slice(folderPrefix.length), 10)
      : Number.NaN
    if (!Number.isInteger(pid) || isRunning(pid)) continue
    const folder = join(tmpdir(), name)
    const owner = lstatSync(folder, { throwIfNoEntry: false })?.uid
    if (owner !== undefined && (process.getuid === undefined || owner === process.getuid())) {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
