import Database from 'better-sqlite3'
import type { JournalMode } from './file-system.ts'

/** What holds for every connection to a project file, whoever made the file. */
export function harden(connection: Database.Database): void {
  // The schema of a file may call nothing that could have side effects.
  connection.pragma('trusted_schema = off')
  // Pages are checked as they are read; a mapped file would end the process when a page is missing.
  connection.pragma('cell_size_check = on')
  connection.pragma('mmap_size = 0')
  connection.pragma('foreign_keys = on')
  // Without it, `insert or replace` would delete rows behind the journal's back.
  connection.pragma('recursive_triggers = on')
}

export function connect(file: string, options: Database.Options = {}): Database.Database {
  const connection = new Database(file, { fileMustExist: true, ...options })
  harden(connection)
  return connection
}

/**
 * Sets how commits are made safe against power cuts: a write-ahead log that is flushed at every commit, or a
 * rollback journal whose removal is flushed as well. (better-sqlite3's default under a write-ahead log is
 * NORMAL, which loses acknowledged commits.)
 *
 * @returns the mode that the file system allowed
 */
export function setJournal(connection: Database.Database, wanted: JournalMode): JournalMode {
  // Only macOS has it: its fsync leaves data in the drive's cache.
  connection.pragma('fullfsync = on')
  connection.pragma('checkpoint_fullfsync = on')
  if (wanted === 'wal' && connection.pragma('journal_mode = wal', { simple: true }) === 'wal') {
    connection.pragma('synchronous = full')
    return 'wal'
  }
  connection.pragma('journal_mode = delete')
  connection.pragma('synchronous = extra')
  connection.pragma('locking_mode = normal')
  // The sole use of the file ends with the next read.
  connection.prepare('select count(*) from main.sqlite_schema').get()
  return 'delete'
}

/** Errors at which everything is saved, but in two files still. */
const unfinished = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_FULL', 'SQLITE_READONLY_DBMOVED']

/**
 * Makes the project a single file again, as it should be when nobody has it open.
 *
 * @returns false where that has to wait for the next opening: another connection is still reading, the disk is
 *   full, or the file has got another name
 */
export function putToRest(connection: Database.Database): boolean {
  try {
    return connection.pragma('journal_mode = delete', { simple: true }) === 'delete'
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (unfinished.some((known) => code.startsWith(known))) return false
    throw error
  }
}
