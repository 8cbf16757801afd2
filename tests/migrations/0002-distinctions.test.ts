import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate, migrations, versionOf } from '../../db/migrate.ts'

describe('schema 2', () => {
  it('keeps every row of a project of schema 1, and what was done there cannot be undone any more', () => {
    const connection = new Database(':memory:')
    migrate(connection, migrations.slice(0, 1))
    connection.exec(`
      insert into tag (uid, name, position, created_by, created_at) values ('t', 'Ports', 1, 'a', 'then');
      insert into action (uid, analyst, at, operation, label, kind, state) values ('1', 'a', 'then', 'tags.create', 'New tag', 'do', 'done');
      insert into change (action, tbl, uid, col, before, after) values ('1', 'tag', 't', 'name', null, '"Ports"');`)
    migrate(connection)
    expect(versionOf(connection)).toBe(migrations.length)
    expect(connection.prepare('select name from tag').pluck().all()).toEqual(['Ports'])
    expect(connection.prepare('select label, state from action').all()).toEqual([
      { label: 'New tag', state: null },
    ])
    expect(connection.prepare('select col, after from change').all()).toEqual([
      { col: 'name', after: '"Ports"' },
    ])
    connection.close()
  })

  it('takes what two things are that are told apart', () => {
    const connection = new Database(':memory:')
    migrate(connection, migrations.slice(0, 2))
    expect(connection.prepare('select kind, one, other from distinction').all()).toEqual([])
    connection.close()
  })
})
