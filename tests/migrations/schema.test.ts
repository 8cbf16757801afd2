import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate, schemaVersion } from '../../db/migrate.ts'
import { cellsOf, model, sharedTables } from '../../db/model.ts'
import { schemaOf } from '../../db/permitted-schema.ts'

function fresh(): Database.Database {
  const connection = new Database(':memory:')
  migrate(connection)
  return connection
}

const columnsOf = (connection: Database.Database, table: string) =>
  connection.pragma(`table_info("${table}")`) as {
    name: string
    type: string
    notnull: number
    dflt_value: string | null
  }[]

const birthColumns = ['uid', 'created_by', 'created_at']

describe('the schema', () => {
  it('has strict tables only, no trigger, no view, and no unique constraint but primary keys', () => {
    const connection = fresh()
    const tables = connection.pragma('table_list') as {
      schema: string
      name: string
      type: string
      strict: number
    }[]
    const own = tables.filter(
      ({ schema, type, name }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'),
    )
    expect(own.filter(({ strict }) => strict === 0)).toEqual([])
    expect(schemaOf(schemaVersion).filter(({ type }) => type === 'trigger' || type === 'view')).toEqual([])
    for (const { name } of own) {
      const indexes = connection.pragma(`index_list("${name}")`) as { unique: number; origin: string }[]
      expect(indexes.filter(({ unique, origin }) => unique === 1 && origin !== 'pk')).toEqual([])
    }
    connection.close()
  })

  it('gives every shared table an id, who made the row and when, and a mark for deletion', () => {
    const connection = fresh()
    for (const table of sharedTables) {
      const columns = new Map(columnsOf(connection, table).map((column) => [column.name, column]))
      for (const name of birthColumns) expect([table, columns.get(name)?.type]).toEqual([table, 'TEXT'])
      expect([table, columns.get('deleted')]).toMatchObject([
        table,
        { type: 'INTEGER', notnull: 1, dflt_value: '0' },
      ])
    }
    connection.close()
  })

  it('has every column that the model of cells, owners and search speaks of', () => {
    const connection = fresh()
    for (const table of sharedTables) {
      const columns = columnsOf(connection, table).map(({ name }) => name)
      const { cells, owners, searched, derived } = model[table]
      const named = [...Object.values(cells).flat(), ...Object.keys(owners), ...searched, ...(derived ?? [])]
      expect([table, named.filter((name) => !columns.includes(name))]).toEqual([table, []])
      const inCells = [...cellsOf(table, columns).values()].flat()
      expect([...inCells, ...birthColumns, ...(derived ?? [])].sort()).toEqual([...columns].sort())
      const keys = connection.pragma(`foreign_key_list("${table}")`) as { from: string; table: string }[]
      for (const [column, owner] of Object.entries(owners)) {
        expect([table, keys.find(({ from }) => from === column)?.table]).toEqual([table, owner])
      }
    }
    connection.close()
  })
})
