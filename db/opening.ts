import type Database from 'better-sqlite3'
import type { Analyst } from './analyst.ts'
import { backUp } from './backup.ts'
import { makeBackup } from './backups/make.ts'
import type { Cleanup } from './cleanup.ts'
import { connect, putToRest, setJournal } from './connection.ts'
import { AppError } from './contract/errors.ts'
import { type JournalMode, journalModeFor, shareWarning } from './file-system.ts'
import { type GateCommand, passGate, type SpawnGate, spawnGate } from './gate.ts'
import { type FileHeader, sizeOf } from './inspect.ts'
import { type KnownFiles, remember, rememberClosed } from './known-files.ts'
import { migrate, schemaVersion, versionOf } from './migrate.ts'
import { schemaProblem } from './permitted-schema.ts'
import { copyPrivately, hashOf, type PrivateCopy } from './private-copy.ts'
import { rebuildSearchIndex } from './reindex.ts'

/** What looks at files from elsewhere before they are opened. */
export interface Gate {
  readonly command: GateCommand
  /** Another way to run it. */
  readonly spawn?: SpawnGate
  /** Folder of the profile that remembers which files are this person's own and unchanged. */
  readonly profile: string
}

export interface OpenOptions {
  readonly analyst: Analyst
  /** Without a gate the file is taken for one that this program has made itself. */
  readonly gate?: Gate
  /** Opens it for reading, where a text is given for that reason: a sentence. */
  readonly readOnly?: boolean | string
  /** Fails, where otherwise the project would be opened for reading only. */
  readonly mustWrite?: boolean
  /** How commits are made safe; left out, what fits the file system. */
  readonly journal?: JournalMode
}

/** A file that is about to be opened. Whatever is taken for it is given back by `cleanup`, the last thing first. */
export interface Opening {
  readonly file: string
  readonly header: FileHeader
  readonly options: OpenOptions
  readonly known: KnownFiles | null
  readonly warnings: string[]
  readonly cleanup: Cleanup
}

/** Opens a file in place for writing. The caller holds its lock. */
export function openInPlace(opening: Opening): Database.Database {
  const { file, header, options, known, warnings, cleanup } = opening
  const foreign = isForeign(opening)
  if (foreign) checkInPlace(file, foreign)
  let remembered = false
  let atRest = false
  cleanup.add(() => {
    if (known && remembered && atRest) rememberClosed(known, file)
  })
  const connection = connect(file)
  cleanup.add(() => connection.close())
  const wanted = options.journal ?? journalModeFor(file)
  // Recovering a write-ahead log where there is no shared memory takes sole use of the file.
  if (wanted === 'delete' && header.wal) connection.pragma('locking_mode = exclusive')
  requirePermitted(connection)
  cleanup.add(() => {
    atRest = putToRest(connection)
  })
  if (setJournal(connection, wanted) === 'delete') warnings.push(shareWarning)
  upgrade(connection, opening)
  if (foreign) rebuildSearchIndex(connection)
  if (known) remembered = remember(() => known.opened(file), warnings)
  return connection
}

/**
 * Opens a file for reading: in place where it rests and is known, else a private copy, in which what was left
 * of a journal is applied and an older format migrated.
 *
 * @param live somebody else is writing the file
 */
export function openToRead(opening: Opening, live: boolean): Database.Database {
  const { file, header, cleanup } = opening
  const foreign = isForeign(opening)
  const journal = header.wal || sizeOf(`${file}-wal`) > 0 || sizeOf(`${file}-journal`) > 0
  const inPlace = !foreign && !live && !journal && header.version === schemaVersion
  const connection = inPlace ? connect(file, { readonly: true }) : openCopy(opening, foreign)
  cleanup.add(() => connection.close())
  requirePermitted(connection)
  return connection
}

function openCopy({ file, cleanup }: Opening, foreign: Gate | null): Database.Database {
  const copy = checkedCopy(file, foreign, (connection) => {
    if (foreign) rebuildSearchIndex(connection)
  })
  cleanup.add(copy.remove)
  return connect(copy.file, { readonly: true })
}

/**
 * Copies a project to a private folder, has it checked there, applies what was left of a journal and migrates an
 * older format.
 *
 * @param gate null for a file that this program made itself
 * @param finish what else is done to the copy
 */
export function checkedCopy(
  file: string,
  gate: Pick<Gate, 'command' | 'spawn'> | null,
  finish: (connection: Database.Database) => void,
): PrivateCopy {
  const copy = copyPrivately(file)
  try {
    if (gate) passGate(copy, gate.spawn ?? spawnGate(gate.command))
    const connection = connect(copy.file)
    try {
      requirePermitted(connection)
      connection.pragma('journal_mode = delete')
      migrate(connection)
      finish(connection)
    } finally {
      connection.close()
    }
    return copy
  } catch (error) {
    copy.remove()
    throw error
  }
}

/** @returns the gate that the file has to pass, or null */
function isForeign({ file, options: { gate }, known }: Opening): Gate | null {
  return gate && !known?.trusts(file) ? gate : null
}

/** Checks a private copy; what is opened in place afterwards must still be what was checked. */
function checkInPlace(file: string, gate: Gate): void {
  const copy = copyPrivately(file)
  try {
    passGate(copy, gate.spawn ?? spawnGate(gate.command))
    if (hashOf(file) === copy.hash) return
  } finally {
    copy.remove()
  }
  throw new AppError('locked', 'Another program changed the file while it was being checked. Open it again.')
}

/** The last look before use, and cheap: also for files that are known. */
function requirePermitted(connection: Database.Database): void {
  const problem = schemaProblem(connection, versionOf(connection))
  if (problem)
    throw new AppError('not-a-project', `This file is not made like a project of Claimboard. ${problem}`)
}

function upgrade(connection: Database.Database, opening: Opening): void {
  const version = versionOf(connection)
  if (version === schemaVersion) return
  const place = keepAsItWas(connection, opening, version)
  migrate(connection)
  opening.warnings.push(
    `The project was brought to this program's format. As it was before, it is kept ${place}.`,
  )
}

/** Among the backups in the profile; without one beside the file. @returns where, in words */
function keepAsItWas(connection: Database.Database, { file, options }: Opening, version: number): string {
  if (!options.gate) return `in “${backUp(connection, file, `version ${version}`)}”`
  makeBackup(file, { profile: options.gate.profile, path: file, reason: 'migration' })
  return 'among its backups (File > Backups)'
}
