import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backUp } from '../../db/backup.ts'
import { applicationId, migrate, migrations, schemaVersion, versionOf } from '../../db/migrate.ts'
import { readSchema, schemaOf } from '../../db/permitted-schema.ts'
import { schemaFile, schemaText } from '../../scripts/schema.ts'
import { aProjectFile } from '../support/project-files.ts'

const later = {
  name: '9999-later',
  sql: 'alter table tag add column hint text; create index tag_hint on tag (hint);',
}

function opened(file: string): Database.Database {
  return new Database(file)
}

describe('the migrations', () => {
  it('are numbered in their order, each with a file and a test of its own name', () => {
    const files = readdirSync(path.resolve(import.meta.dirname, '../../db/migrations')).sort()
    expect(migrations.map(({ name }) => `${name}.ts`)).toEqual(files)
    for (const [index, { name }] of migrations.entries()) {
      expect(name.startsWith(`${String(index + 1).padStart(4, '0')}-`)).toBe(true)
      expect(readdirSync(import.meta.dirname)).toContain(`${name}.test.ts`)
    }
  })

  it('make what db/schema.sql says, and that text makes the same again', () => {
    expect(readFileSync(schemaFile, 'utf8')).toBe(schemaText())
    const connection = new Database(':memory:')
    connection.exec(schemaText())
    expect(readSchema(connection)).toEqual(schemaOf(schemaVersion))
    expect(connection.pragma('application_id', { simple: true })).toBe(applicationId)
    expect(versionOf(connection)).toBe(schemaVersion)
    connection.close()
  })
})

describe('migrating', () => {
  it('brings an older file up with its rows, and does nothing the second time', () => {
    const connection = opened(aProjectFile())
    const steps = [...migrations, later]
    migrate(connection, steps)
    expect(versionOf(connection)).toBe(steps.length)
    expect(connection.prepare('select name, hint from tag').all()).toEqual([{ name: 'Denials', hint: null }])
    const counter = connection.pragma('data_version')
    migrate(connection, steps)
    expect(connection.pragma('data_version')).toEqual(counter)
    connection.close()
  })

  it.each([
    ['a statement fails', 'alter table tag add column hint text; select nonsense from nowhere;', 'no such'],
    ['a reference would lead nowhere', `update passage set document = 'nowhere';`, 'could not be brought'],
    [
      'a column would get a value of the wrong type',
      `pragma ignore_check_constraints = on; update tag set digit = 'x';`,
      'cannot store',
    ],
  ])('leaves the file byte for byte as it was when %s', (_, sql, words) => {
    const file = aProjectFile()
    const before = readFileSync(file)
    const connection = opened(file)
    expect(() => migrate(connection, [...migrations, { name: '9999-broken', sql }])).toThrow(words)
    expect(versionOf(connection)).toBe(schemaVersion)
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
    connection.close()
    expect(readFileSync(file)).toEqual(before)
  })

  it('refuses a file of a newer program', () => {
    const connection = opened(aProjectFile())
    connection.pragma(`user_version = ${schemaVersion + 1}`)
    expect(() => migrate(connection)).toThrow('made by a newer Claimboard')
    connection.close()
  })
})

describe('the backup before a migration', () => {
  it('is a whole project beside it, under a name that was free', () => {
    const file = aProjectFile('Road.claimboard')
    const connection = opened(file)
    expect(backUp(connection, file, 'version 1')).toBe('Road (version 1).claimboard')
    expect(backUp(connection, file, 'version 1')).toBe('Road (version 1, 2).claimboard')
    connection.close()
    const folder = path.dirname(file)
    expect(new Set(readdirSync(folder))).toEqual(
      new Set(['Road (version 1).claimboard', 'Road (version 1, 2).claimboard', 'Road.claimboard']),
    )
    const backup = opened(path.join(folder, 'Road (version 1).claimboard'))
    expect(backup.prepare('select name from tag').pluck().all()).toEqual(['Denials'])
    expect(versionOf(backup)).toBe(schemaVersion)
    backup.close()
  })
})
