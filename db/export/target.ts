import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  openSync,
  readSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { partialBeside, publish } from '../durable-file.ts'
import { isProjectFile } from '../own-files.ts'
import { fdSink, type Sink } from './sink.ts'

/** A file that comes into being whole or not at all. */
export interface Target extends Sink {
  /** Makes what was written the file. */
  commit(): void
  /** Removes what was written, unless it was committed. */
  discard(): void
}

/**
 * Opens a file for an export. It is written beside its place under another name and takes its name when it is
 * complete and on the disk, so a failure, a cancel or a full disk leaves what was there before. Something that
 * is not a file, such as a pipe, is written to directly.
 *
 * @param project the project being exported: never overwritten, and neither is any other database
 * @throws AppError `not-found` when the folder is missing, `conflict` for a database, `invalid` for a folder
 */
export function openTarget(path: string, project: string): Target {
  const existing = statSync(path, { throwIfNoEntry: false })
  if (existing?.isDirectory()) throw new AppError('invalid', `${path} is a folder. Name a file in it.`)
  if (existing && !existing.isFile()) return openDirectly(path)
  refuseDatabase(path, existing, project)
  return openBeside(existing ? realpathSync(path) : path, existing)
}

function openDirectly(path: string): Target {
  const fd = openSync(path, 'w')
  const close = closer(fd)
  return { ...fdSink(fd), commit: close, discard: close }
}

function openBeside(path: string, existing: Stats | undefined): Target {
  // Replacing a file needs no right to write to it; whoever protected it means it.
  if (existing) accessSync(path, constants.W_OK)
  const partial = partialBeside(path)
  const fd = withFolder(path, () => openSync(partial, 'wx'))
  const close = closer(fd)
  if (existing) fchmodSync(fd, existing.mode)
  let committed = false
  return {
    ...fdSink(fd),
    commit: () => {
      close()
      withFolder(path, () => publish(partial, path))
      committed = true
    },
    discard: () => {
      close()
      if (!committed) rmSync(partial, { force: true })
    },
  }
}

function closer(fd: number): () => void {
  let open = true
  return () => {
    if (open) closeSync(fd)
    open = false
  }
}

function withFolder<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new AppError(
      'not-found',
      `The folder ${dirname(path)} is not there. Choose another one.`,
      undefined,
      {
        cause: error,
      },
    )
  }
}

// SQLite database file format, §1.3.
const magic = 'SQLite format 3\0'

/**
 * A slip of the finger must not cost a project. The own one is recognised without being opened: POSIX locks,
 * SQLite's among them, are lost when the process closes the file by any of its handles.
 */
function refuseDatabase(path: string, existing: Stats | undefined, project: string): void {
  if (isProjectFile(path, project) || (existing && firstBytes(path, magic.length) === magic)) {
    throw new AppError('conflict', `${path} holds a project, not an export. Choose another name.`)
  }
}

function firstBytes(path: string, count: number): string {
  const fd = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(count)
    return buffer.toString('latin1', 0, readSync(fd, buffer))
  } finally {
    closeSync(fd)
  }
}
