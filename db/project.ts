import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Analyst } from './analyst.ts'
import { AppError } from './contract/errors.ts'
import type { Context } from './handlers.ts'
import { History } from './history.ts'
import { installJournal } from './journal.ts'
import { migrate } from './migrate.ts'
import { insertRow } from './rows.ts'
import { type ReadableDb, wrapConnection } from './sql.ts'
import { installVisibility } from './visibility.ts'

/** A project file that this process holds open. */
export interface OpenProject {
  readonly context: Context
  readonly db: ReadableDb
  /** Null where the file is open for reading only. */
  readonly history: History | null
  /** Leaves a single file behind, with no `-wal` or `-shm` beside it. */
  close(): void
}

export interface OpenOptions {
  readonly analyst: Analyst
  readonly readOnly?: boolean
}

/** @throws AppError `conflict` when the file exists already: nothing is ever overwritten */
export function createProject(path: string, title: string, analyst: Analyst): void {
  if (existsSync(path)) throw new AppError('conflict', `${path} exists already. Choose another name.`)
  const connection = new Database(path)
  migrate(connection)
  connection.close()
  const project = openProject(path, { analyst })
  project.history?.perform(
    { operation: 'project.create', label: 'Create project', undoable: false },
    (db) => {
      insertRow(db, 'project', { title }, analyst.uid)
    },
  )
  project.close()
}

export function openProject(path: string, { analyst, readOnly = false }: OpenOptions): OpenProject {
  const connection = new Database(path, { readonly: readOnly, fileMustExist: true })
  // FULL: better-sqlite3's default under WAL is NORMAL, which loses acknowledged commits in a power cut.
  connection.pragma('foreign_keys = on')
  connection.pragma('recursive_triggers = on')
  connection.pragma('trusted_schema = off')
  connection.pragma('cell_size_check = on')
  connection.pragma('mmap_size = 0')
  const db = wrapConnection(connection)
  if (!readOnly) {
    connection.pragma('journal_mode = wal')
    connection.pragma('synchronous = full')
    migrate(connection)
    installJournal(connection)
  }
  installVisibility(connection)
  const history = readOnly ? null : new History(db, analyst)
  return {
    context: { analyst, path, readOnly, readOnlyReason: null },
    db,
    history,
    close: () => {
      if (!readOnly) connection.pragma('journal_mode = delete')
      connection.close()
    },
  }
}
