import { existsSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
import type { Analyst } from './analyst.ts'
import { copyInto } from './backup.ts'
import { type BackupRecord, recordOfFile } from './backups/shelf.ts'
import { Cleanup } from './cleanup.ts'
import { connect, harden } from './connection.ts'
import { AppError } from './contract/errors.ts'
import { readableTime } from './contract/readable-time.ts'
import {
  nameIsTaken,
  partialBeside,
  publishNew,
  removePartial,
  requireNoLeftovers,
  taken,
} from './durable-file.ts'
import type { Context } from './handlers.ts'
import { History } from './history.ts'
import { inspectBytes, realFile } from './inspect.ts'
import { installJournal } from './journal.ts'
import { knownFiles, rememberClosed } from './known-files.ts'
import { lockIsFree, takeLock } from './lock.ts'
import { migrate } from './migrate.ts'
import { type OpenOptions, openInPlace, openToRead } from './opening.ts'
import { plainError } from './plain-error.ts'
import { plainName } from './plain-name.ts'
import { privateFile } from './private-copy.ts'
import { insertRow } from './rows.ts'
import { type ReadableDb, wrapConnection } from './sql.ts'
import { installVisibility } from './visibility.ts'
import { heldReason, writeObstacle } from './write-access.ts'

/** A project file that this process holds open. */
export interface OpenProject {
  readonly context: Context
  /** Its connection's name is the file that was opened: for reading it may be a private copy of `context.path`. */
  readonly db: ReadableDb
  /** Null where the file is open for reading only. */
  readonly history: History | null
  /**
   * To be asked before a write: what is saved under a name that the file has no longer might not be found.
   *
   * @throws AppError `not-found` when the file was moved, renamed or deleted while it is open
   */
  requireInPlace(): void
  /**
   * The file for a further connection that reads, and what to call when that is closed. Where the project was moved
   * or deleted while it is open, it is a private copy of what is still there, written while nothing else is answered.
   */
  readable(): { readonly file: string; release(): void }
  /**
   * For a project that is open for reading because somebody else is writing it: whether they have closed it, so
   * that opening it again would open it for writing. Null for any other.
   */
  readonly writerGone: (() => boolean) | null
  /** Leaves a single file behind, with no `-wal` or `-shm` beside it. Readers must have ended. */
  close(): void
}

/** Files that this process has open for writing: it must not open them by other means than SQLite. */
const openHere = new Set<string>()

// Four times SQLite's own: lists of a hundred thousand rows are then read again without the file. What a small project
// does not need is not taken.
const pagesAtHandKiB = 64 * 1024

/** Why a project is opened for reading only; `live` where somebody else is writing it. */
interface ReadOnly {
  readonly reason: string
  readonly live: boolean
}

/**
 * Opens a project, for writing where that is possible, else for reading with the reason in words. What was
 * left by a program that was killed is recovered; what the profile does not know passes the gate first; an
 * older file is backed up and migrated.
 *
 * @throws AppError `not-found`, `not-a-project`, `file-too-new`, `damaged`; with `mustWrite` also `locked` and
 *   `read-only`
 */
export function openProject(path: string, options: OpenOptions): OpenProject {
  const cleanup = new Cleanup()
  try {
    const file = realFile(path)
    const { connection, readOnly, warnings } = open(file, options, cleanup)
    if (!readOnly) {
      openHere.add(file)
      cleanup.add(() => openHere.delete(file))
      installJournal(connection)
    }
    connection.pragma(`cache_size = -${pagesAtHandKiB}`)
    installVisibility(connection)
    const db = wrapConnection(connection)
    const { analyst } = options
    const readOnlyReason = readOnly?.reason ?? null
    const opened = connection.name
    const isThere = stillThere(opened)
    const readable = () => {
      if (isThere()) return { file: opened, release: () => {} }
      const copy = privateFile()
      try {
        copyInto(connection, copy.file)
      } catch (error) {
        copy.remove()
        throw plainError(error)
      }
      return { file: copy.file, release: copy.remove }
    }
    return {
      context: {
        analyst,
        path,
        readOnly: readOnly !== null,
        readOnlyReason,
        warnings,
        profile: options.gate?.profile ?? null,
        gate: options.gate?.command ?? null,
      },
      db,
      history: readOnly ? null : new History(db, analyst),
      requireInPlace: placeOf(file),
      writerGone: readOnly?.live ? () => lockIsFree(file) : null,
      readable,
      close: () => {
        try {
          cleanup.run()
        } catch (error) {
          throw plainError(error)
        }
      },
    }
  } catch (error) {
    cleanup.run()
    throw plainError(error)
  }
}

function placeOf(file: string): () => void {
  const isThere = stillThere(file)
  return () => {
    if (isThere()) return
    throw new AppError(
      'not-found',
      `${basename(file)} was moved, renamed or deleted while it was open, so nothing can be saved in it. Everything until now is there: put the medium back if it was removed, or close the project and open it where it is now, or save it under another name.`,
      { reason: 'moved' },
    )
  }
}

/** @returns whether the file is under its name what it is now */
function stillThere(file: string): () => boolean {
  const { ino, dev } = statSync(file, { bigint: true })
  return () => {
    const now = statSync(file, { bigint: true, throwIfNoEntry: false })
    return now !== undefined && now.ino === ino && now.dev === dev
  }
}

function open(file: string, options: OpenOptions, cleanup: Cleanup) {
  const warnings: string[] = []
  if (openHere.has(file)) {
    const connection = connect(file, { readonly: true })
    cleanup.add(() => connection.close())
    return { connection, readOnly: secondHere(options), warnings }
  }
  const header = inspectBytes(file)
  const readOnly = reasonToRead(file, options, cleanup)
  const known = options.gate ? knownFiles(options.gate.profile) : null
  if (known?.warning) warnings.push(known.warning)
  const opening = { file, header, options, known, warnings, cleanup }
  const connection = readOnly ? openToRead(opening, readOnly.live) : openInPlace(opening)
  return { connection, readOnly, warnings }
}

/** Takes the lock, or says why the project can only be read. */
function reasonToRead(file: string, options: OpenOptions, cleanup: Cleanup): ReadOnly | null {
  if (options.readOnly) {
    const reason = options.readOnly === true ? 'It was opened for reading only.' : options.readOnly
    return { reason, live: false }
  }
  const backup = options.gate && recordOfFile(options.gate.profile, file)
  if (backup) return onlyRead('read-only', { reason: backupReason(backup), live: false }, options)
  const obstacle = writeObstacle(file)
  if (obstacle) return onlyRead('read-only', { reason: obstacle, live: false }, options)
  const answer = takeLock(file, options.analyst.name)
  switch (answer.kind) {
    case 'held':
      cleanup.add(answer.release)
      return null
    case 'busy':
      return onlyRead('locked', { reason: heldReason(answer.holder), live: true }, options)
    case 'unavailable':
      return onlyRead('read-only', { reason: answer.reason, live: false }, options)
  }
}

function backupReason({ at, file }: BackupRecord): string {
  return `It is a backup of ${plainName(file)} from ${readableTime(at)}. To work on it, restore it as a copy: File > Backups.`
}

function secondHere(options: OpenOptions): ReadOnly {
  return onlyRead('locked', { reason: 'It is open in this program already.', live: true }, options)
}

function onlyRead(code: 'read-only' | 'locked', readOnly: ReadOnly, { mustWrite }: OpenOptions): ReadOnly {
  if (mustWrite) throw new AppError(code, `This project cannot be changed. ${readOnly.reason}`)
  return readOnly
}

/**
 * Makes an empty project. It appears under its name when it is whole.
 *
 * @param profile the folder of the profile that shall know it for the person's own
 * @throws AppError `conflict` when the file exists already (nothing is ever overwritten), `not-found` without
 *   its folder, `read-only` where nothing can be written, `disk-full`
 */
export function createProject(path: string, title: string, analyst: Analyst, profile?: string): void {
  const target = resolve(path)
  if (nameIsTaken(target)) throw taken(target)
  if (!existsSync(dirname(target))) {
    throw new AppError('not-found', `There is no folder ${dirname(target)} for ${basename(target)}.`)
  }
  requireNoLeftovers(target)
  const partial = partialBeside(target)
  try {
    fill(partial, title, analyst)
    publishNew(partial, target)
    if (profile !== undefined) rememberClosed(knownFiles(profile), realFile(target))
  } catch (error) {
    throw cannotCreate(error, target)
  } finally {
    removePartial(partial)
  }
}

function fill(file: string, title: string, analyst: Analyst): void {
  const connection = new Database(file)
  try {
    harden(connection)
    // It is flushed as a whole before it gets its name.
    connection.pragma('synchronous = off')
    migrate(connection)
    installJournal(connection)
    installVisibility(connection)
    const history = new History(wrapConnection(connection), analyst)
    history.perform({ operation: 'project.create', label: 'Create project', undoable: false }, (db) => {
      insertRow(db, 'project', { title }, analyst.uid)
    })
  } finally {
    connection.close()
  }
}

function cannotCreate(error: unknown, target: string): AppError {
  if (!(error as { code?: string }).code?.startsWith('SQLITE_CANTOPEN')) return plainError(error)
  return new AppError('read-only', `Nothing can be written in ${dirname(target)}.`, undefined, {
    cause: error,
  })
}
