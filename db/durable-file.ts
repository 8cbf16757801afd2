import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { AppError } from './contract/errors.ts'
import { isRunning } from './running.ts'

/*
 * Files that appear under their name whole or not at all: they are written under a name beside it, flushed,
 * renamed, and the folder is flushed, so that a kill or a power cut leaves the old state or the new one.
 */

/** What SQLite may keep beside a database file. */
export const sidecars = ['-wal', '-shm', '-journal'] as const

/**
 * A name beside `target`, on the same file system, for what is not complete yet. What programs that were killed
 * left in that folder under such names is removed: it may hold confidential texts.
 */
export function partialBeside(target: string): string {
  const folder = dirname(target)
  removeLeftovers(folder)
  return join(folder, `.claimboard-${machine}-${process.pid}-${randomBytes(4).toString('hex')}.partial`)
}

/** Tells machines apart that write to one network share, where a process says nothing about another's. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

const partialName = /^\.claimboard-([0-9a-f]{8})-(\d+)-[0-9a-f]{8}\.partial(?:-wal|-shm|-journal)?$/

/** Removes what programs that were killed, or lost their power, had not completed in a folder. */
export function removeLeftovers(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, host, pid] = partialName.exec(name) ?? []
    if (host === machine && !isRunning(Number(pid))) removeLeftover(join(folder, name))
  }
}

function removeLeftover(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // It is somebody else's in a folder that several people use: theirs to remove, and no reason to fail.
  }
}

/** Of a folder that is not there or cannot be read, whoever writes into it has more to say. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Removes a database file that was given up, with what SQLite kept beside it. */
export function removePartial(partial: string): void {
  for (const suffix of ['', ...sidecars]) rmSync(partial + suffix, { force: true })
}

/** Gives a complete file its name; a file that has the name already is replaced in the same instant. */
export function publish(partial: string, target: string): void {
  syncFile(partial)
  renameSync(partial, target)
  syncFolder(dirname(target))
}

/** Gives a complete file its name. @throws AppError `conflict` when the name is taken, whoever was quicker */
export function publishNew(partial: string, target: string): void {
  syncFile(partial)
  try {
    linkSync(partial, target)
    rmSync(partial)
  } catch (error) {
    if (!hasNoLinks(error)) throw isTaken(error) ? taken(target) : error
    if (nameIsTaken(target)) throw taken(target)
    renameSync(partial, target)
  }
  syncFolder(dirname(target))
}

/** Makes a folder with those above it, each of which outlasts a power cut. @param mode of those that it makes */
export function makeFolderDurably(folder: string, mode: number): void {
  const first = mkdirSync(folder, { recursive: true, mode })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) syncFolder(dirname(made))
}

/** Whether there is anything under a name, a dangling link included. */
export function nameIsTaken(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

/**
 * Refuses a name beside which a lost database left its journal: SQLite would apply it to the new file.
 *
 * @throws AppError `conflict`
 */
export function requireNoLeftovers(target: string): void {
  const leftover = ['-wal', '-journal'].map((suffix) => target + suffix).find((path) => existsSync(path))
  if (!leftover) return
  throw new AppError(
    'conflict',
    `${basename(leftover)} is left over from a project of that name that was not closed. Open that project once, or choose another name.`,
  )
}

export function taken(target: string): AppError {
  return new AppError('conflict', `${basename(target)} exists already. Choose another name.`)
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Makes what was named, renamed or removed in a folder outlast a power cut. */
function syncFolder(path: string): void {
  // Windows opens no folders; NTFS keeps its own journal of names.
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST'
}

/** FAT, exFAT and some network shares have no hard links. */
function hasNoLinks(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  )
}
