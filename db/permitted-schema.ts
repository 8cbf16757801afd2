import Database from 'better-sqlite3'
import { migrations } from './migrate.ts'
import { plainName } from './plain-name.ts'

/** A row of `sqlite_schema`. Automatic indexes have no text. */
export interface SchemaObject {
  readonly type: string
  readonly name: string
  readonly tbl_name: string
  readonly sql: string | null
}

/** What ANALYZE adds. */
const statistics: readonly SchemaObject[] = [
  table('sqlite_stat1', 'CREATE TABLE sqlite_stat1(tbl,idx,stat)'),
  table('sqlite_stat4', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)'),
]

function table(name: string, sql: string): SchemaObject {
  return { type: 'table', name, tbl_name: name, sql }
}

export function readSchema(connection: Database.Database): SchemaObject[] {
  return connection
    .prepare('select type, name, tbl_name, sql from main.sqlite_schema')
    .all() as SchemaObject[]
}

const computed = new Map<number, readonly SchemaObject[]>()

/** Every object of a project file of a schema version, the tables behind the full-text index included. */
export function schemaOf(version: number): readonly SchemaObject[] {
  let objects = computed.get(version)
  if (!objects) {
    const connection = new Database(':memory:')
    try {
      for (const { sql } of migrations.slice(0, version)) connection.exec(sql)
      objects = readSchema(connection)
    } finally {
      connection.close()
    }
    computed.set(version, objects)
  }
  return objects
}

/**
 * Compares the schema of a file, text by text, with that of its version. Nothing in the schema is run.
 *
 * @returns what is wrong, as a sentence; null where nothing is
 */
export function schemaProblem(connection: Database.Database, version: number): string | null {
  const expected = new Map(schemaOf(version).map((object) => [object.name, object]))
  const permitted = new Map([...expected, ...statistics.map((object) => [object.name, object] as const)])
  const found = readSchema(connection)
  for (const object of found) {
    const problem = objectProblem(object, permitted.get(object.name))
    if (problem) return problem
  }
  const names = new Set(found.map(({ name }) => name))
  const missing = [...expected.keys()].find((name) => !names.has(name))
  if (missing) return `The ${expected.get(missing)?.type} “${missing}” is missing.`
  const doubled = found.length !== names.size || sharesPages(connection)
  return doubled ? 'Two parts of it claim the same place in the file.' : null
}

function objectProblem(object: SchemaObject, permitted: SchemaObject | undefined): string | null {
  const name = `“${plainName(String(object.name))}”`
  if (!permitted) return `It contains ${kindOf(object)} ${name}, which no project of Claimboard has.`
  if (
    object.type === permitted.type &&
    object.tbl_name === permitted.tbl_name &&
    object.sql === permitted.sql
  )
    return null
  if (object.type !== permitted.type)
    return `It contains ${kindOf(object)} ${name} in the place of ${kindOf(permitted)}.`
  const generated = /\bgenerated\s+always\b|\bas\s*\(/i.test(object.sql ?? '')
  const change = generated ? 'has a generated column' : 'is not as Claimboard makes it'
  return `The ${object.type} ${name} ${change}.`
}

function kindOf({ type, sql }: SchemaObject): string {
  if (type === 'trigger') return 'a trigger'
  if (type === 'view') return 'a view'
  if (type === 'index') return /\(.*\(/s.test(sql ?? '') ? 'an index on an expression,' : 'an index'
  return /^create\s+virtual/i.test(sql ?? '') ? 'a virtual table' : 'a table'
}

function sharesPages(connection: Database.Database): boolean {
  const roots =
    'select rootpage from main.sqlite_schema where rootpage > 0 group by rootpage having count(*) > 1'
  return connection.prepare(roots).get() !== undefined
}
