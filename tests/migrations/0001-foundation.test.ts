import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate, migrations } from '../../db/migrate.ts'

describe('schema 1', () => {
  it('refuses values of the wrong type', () => {
    const connection = new Database(':memory:')
    migrate(connection, migrations.slice(0, 1))
    const insert = () =>
      connection.exec(
        `insert into tag (uid, name, position, created_by, created_at) values ('t', 'T', 'first', 'a', 'now')`,
      )
    expect(insert).toThrow('cannot store TEXT value in REAL column')
    connection.close()
  })
})
