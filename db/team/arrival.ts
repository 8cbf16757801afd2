import { constants, copyFileSync, existsSync, lstatSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { sidecars } from '../durable-file.ts'
import { type FileHeader, inspectBytes } from '../inspect.ts'
import { plainFileName } from '../plain-name.ts'
import { privateFile, sha256OfFile } from '../private-copy.ts'

/** Why a file of a team folder is not taken in now and may be later. */
export const notWhole = { reason: 'not-whole' } as const
export const notReadable = { reason: 'not-readable' } as const

/**
 * Copies a file out of a team folder, where it can change at any moment, to a private folder. Nothing that lies beside
 * it is taken along.
 *
 * @param content the beginning of the SHA-256 that the file has when it is whole; null where its name does not tell
 * @throws AppError with {@link notWhole} for one that is still being written, with {@link notReadable} where its medium
 * fails, `conflict` for a project that is in use
 */
export function copyArrival(file: string, content: string | null): Arrival {
  const name = plainFileName(file)
  try {
    return copyOut(file, name, content)
  } catch (error) {
    throw isOfMedium(error) ? unreadable(name, error) : error
  }
}

interface Arrival {
  readonly file: string
  remove(): void
}

function copyOut(file: string, name: string, content: string | null): Arrival {
  const before = lstatSync(file, { bigint: true })
  if (before.isSymbolicLink())
    throw new AppError('not-a-project', `${name} is a link. Links are not followed.`)
  if (before.isDirectory()) throw new AppError('not-a-project', `${name} is a folder.`)
  const { wal, size, declared } = looksWhole(file, content, name)
  if (content === null && (wal || sidecars.some((ending) => existsSync(file + ending)))) {
    throw new AppError(
      'conflict',
      `${name} is a project that somebody works on, or that was not closed. Such a file must not lie in a team folder: move it to a folder of that computer.`,
    )
  }
  // What comes after the end of the database is no part of it, and could be anything and of any size.
  if (declared !== null && declared !== size) {
    if (content !== null) throw incomplete(name)
    throw new AppError(
      'damaged',
      `${name} goes on after the end of the project. Copy it into the folder again.`,
    )
  }
  const copy = privateFile()
  try {
    requireSpace(size, copy.file, name)
    copyFileSync(file, copy.file, constants.COPYFILE_FICLONE)
    const after = lstatSync(file, { bigint: true, throwIfNoEntry: false })
    const same = after?.size === before.size && after.mtimeNs === before.mtimeNs
    const whole = content === null ? same : sha256OfFile(copy.file).startsWith(content)
    if (!whole) throw incomplete(name)
    return copy
  } catch (error) {
    copy.remove()
    throw error
  }
}

/** @throws AppError `conflict`: it is this one file that is too large, and others may come in */
function requireSpace(size: number, copy: string, name: string): void {
  const { bavail, bsize } = statfsSync(dirname(copy))
  if (bavail * bsize > size) return
  const gigabytes = (bytes: number) => (bytes / 1e9).toLocaleString('en', { maximumFractionDigits: 1 })
  throw new AppError(
    'conflict',
    `${name} takes ${gigabytes(size)} GB, and there are ${gigabytes(bavail * bsize)} GB free for a copy of it in ${dirname(dirname(copy))}. Make some space there, then exchange again.`,
  )
}

/** The cheap look at its first bytes; a file that has its hash in its name and does not look right is not whole yet. */
function looksWhole(file: string, content: string | null, name: string): FileHeader {
  try {
    return inspectBytes(file)
  } catch (error) {
    const unfinished = ['damaged', 'not-a-project']
    if (content !== null && error instanceof AppError && unfinished.includes(error.code))
      throw incomplete(name)
    throw error
  }
}

function incomplete(name: string): AppError {
  return new AppError(
    'locked',
    `${name} is not whole yet. It is still being copied, or was cut off; it is looked at again later.`,
    notWhole,
  )
}

// What is said of the private copy: that disk is full, or too small. A file that is gone is in no listing any more.
const notOfMedium: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EMFILE', 'ENFILE', 'ENOENT']

/** Whether the system could not read a file: a bad sector, a share that went away, a copy that is only in the cloud. */
function isOfMedium(error: unknown): boolean {
  const of = error instanceof AppError ? error.cause : error
  const code = (of as NodeJS.ErrnoException | undefined)?.code
  return code !== undefined && /^E[A-Z]+$/.test(code) && !notOfMedium.includes(code)
}

function unreadable(name: string, cause: unknown): AppError {
  return new AppError(
    'locked',
    `${name} cannot be read. Look whether its medium is sound, and whether it is really there and not only in a cloud; it is looked at again later.`,
    notReadable,
    { cause },
  )
}
