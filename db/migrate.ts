import type Database from 'better-sqlite3'
import { AppError } from './contract/errors.ts'
import { integrityProblems } from './integrity.ts'
import { foundation } from './migrations/0001-foundation.ts'
import { distinctions } from './migrations/0002-distinctions.ts'

/** "CLMB": the application id in bytes 68–71 of a project file. */
export const applicationId = 0x434c4d42

export interface Migration {
  readonly name: string
  readonly sql: string
}

/** The migrations in order; the schema version of a file is how many of them it has had. */
export const migrations: readonly Migration[] = [
  { name: '0001-foundation', sql: foundation },
  { name: '0002-distinctions', sql: distinctions },
]

export const schemaVersion = migrations.length

export function versionOf(connection: Database.Database): number {
  return connection.pragma('user_version', { simple: true }) as number
}

export function tooNew(version: number): AppError {
  return new AppError(
    'file-too-new',
    `This project was made by a newer Claimboard (file version ${version}; this program knows up to ${schemaVersion}). Update Claimboard to open it. The file was not changed.`,
  )
}

/**
 * Brings a file to this program's schema in one checked transaction. New files take the same path, so that
 * there is one text of the schema to compare with.
 *
 * @throws AppError `file-too-new`; `damaged` when the result fails the foreign-key or integrity check
 */
export function migrate(connection: Database.Database, steps: readonly Migration[] = migrations): void {
  const from = versionOf(connection)
  if (from > steps.length) throw tooNew(from)
  if (from === steps.length) return
  // Renaming and copying tables would trip over references that are whole again at the end.
  connection.pragma('foreign_keys = off')
  try {
    connection
      .transaction(() => {
        for (const { sql } of steps.slice(from)) connection.exec(sql)
        // What was recorded before is history: its changes speak of tables as they were.
        if (from > 0) connection.exec('update action set state = null')
        connection.pragma(`application_id = ${applicationId}`)
        connection.pragma(`user_version = ${steps.length}`)
        const broken = connection.pragma('foreign_key_check') as unknown[]
        if (broken.length > 0 || integrityProblems(connection).length > 0) {
          throw new AppError(
            'damaged',
            'The project could not be brought to the current version. The file was not changed.',
          )
        }
      })
      .exclusive()
  } finally {
    connection.pragma('foreign_keys = on')
  }
}
