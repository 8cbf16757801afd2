// Writes db/schema.sql, the schema of a project file as the migrations make it, so that a change of the file
// format is read as a difference of one file. With --check it writes nothing and fails when they differ.
import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { migrate, schemaVersion } from '../db/migrate.ts'

const file = path.resolve(import.meta.dirname, '../db/schema.sql')
const schema = currentSchema()

if (!process.argv.includes('--check')) {
  fs.writeFileSync(file, schema)
} else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== schema) {
  console.error(
    'db/schema.sql is not what the migrations make: run "npm run schema" and read the difference.',
  )
  process.exitCode = 1
}

/** The statements in `sqlite_schema` of a new file, in the order in which they were run. */
function currentSchema(): string {
  const connection = new Database(':memory:')
  migrate(connection)
  const statements = connection
    .prepare<[], string>('select sql from sqlite_schema where sql is not null order by rowid')
    .pluck()
    .all()
  connection.close()
  const heading = `-- Schema ${schemaVersion}, generated from db/migrations by "npm run schema".`
  return `${[heading, ...statements.map((statement) => `${statement};`)].join('\n\n')}\n`
}
