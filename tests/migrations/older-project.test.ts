import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backupFile, backupFolder, listBackups } from '../../db/backups/shelf.ts'
import { historyState } from '../../db/history.ts'
import { schemaVersion, versionOf } from '../../db/migrate.ts'
import { readSchema, schemaOf } from '../../db/permitted-schema.ts'
import { sql } from '../../db/sql.ts'
import { aFolder, aProjectFile, openForeign, tamper } from '../support/project-files.ts'

/** A project as the first version of the program left it. */
function ofVersion1(): string {
  const file = aProjectFile()
  tamper(file, 'drop table distinction; pragma user_version = 1')
  const connection = new Database(file)
  expect(readSchema(connection)).toEqual(schemaOf(1))
  connection.close()
  return file
}

describe('a project of an older format', () => {
  it('is brought to the new one when it is opened, and kept among its backups as it was', () => {
    const file = ofVersion1()
    const profile = aFolder()
    const project = openForeign(file, { profile })
    const uid = project.db.value<string>(sql`select uid from project`) ?? ''
    expect(project.context.warnings).toEqual([
      "The project was brought to this program's format. As it was before, it is kept among its backups (File > Backups).",
    ])
    expect(historyState(project.db)).toEqual({ undo: null, redo: null })
    expect(project.db.value(sql`select count(*) from action where label = 'Write'`)).toBe(1)
    project.close()
    const folder = backupFolder(profile, uid)
    const [backup] = listBackups(folder)
    expect(backup).toMatchObject({ reason: 'migration' })
    const kept = new Database(backupFile(folder, backup?.id ?? ''), { readonly: true })
    expect(versionOf(kept)).toBe(1)
    kept.close()
    const again = openForeign(file, { profile })
    expect(again.context.warnings).toEqual([])
    again.close()
  })

  it('is read where it may not be written, and stays byte for byte what it is', () => {
    const file = ofVersion1()
    const before = readFileSync(file)
    const project = openForeign(file, { readOnly: true })
    expect(versionOf(project.db.connection)).toBe(schemaVersion)
    expect(project.db.column(sql`select name from live_tag`)).toEqual(['Denials'])
    project.close()
    expect(readFileSync(file)).toEqual(before)
  })
})
