import type Database from 'better-sqlite3'
import { AppError } from './contract/errors.ts'
import { foundation } from './migrations/0001-foundation.ts'

/** "CLMB": the application id in bytes 68–71 of a project file. */
export const applicationId = 0x434c4d42

/** The migrations in order; the schema version of a file is how many of them it has had. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001-foundation', sql: foundation },
]

export const schemaVersion = migrations.length

export function versionOf(connection: Database.Database): number {
  return connection.pragma('user_version', { simple: true }) as number
}

/**
 * Brings a file to this program's schema in one checked transaction. New files take the same path, so that
 * there is one text of the schema to compare with.
 *
 * @throws AppError `file-too-new`; `damaged` when the result fails the foreign-key or integrity check
 */
export function migrate(connection: Database.Database): void {
  const from = versionOf(connection)
  if (from > schemaVersion) {
    throw new AppError(
      'file-too-new',
      `This project was made by a newer Claimboard (file version ${from}; this program knows up to ${schemaVersion}). Update Claimboard to open it. The file was not changed.`,
    )
  }
  if (from === schemaVersion) return
  connection.pragma('foreign_keys = off')
  connection
    .transaction(() => {
      for (const { sql } of migrations.slice(from)) connection.exec(sql)
      connection.pragma(`application_id = ${applicationId}`)
      connection.pragma(`user_version = ${schemaVersion}`)
      const broken = connection.pragma('foreign_key_check') as unknown[]
      const integrity = connection.pragma('integrity_check', { simple: true })
      if (broken.length > 0 || integrity !== 'ok') {
        throw new AppError(
          'damaged',
          'The project could not be brought to the current version. The file was not changed.',
        )
      }
    })
    .exclusive()
  connection.pragma('foreign_keys = on')
}
