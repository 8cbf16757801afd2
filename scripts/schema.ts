import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { applicationId, schemaVersion } from '../db/migrate.ts'
import { schemaOf } from '../db/permitted-schema.ts'

/** Where the generated description of the file format is. */
export const schemaFile = path.resolve(import.meta.dirname, '../db/schema.sql')

/** The schema of a project file as SQL that can be run, in the order in which the migrations make it. */
export function schemaText(): string {
  const statements = schemaOf(schemaVersion).filter(
    ({ name, sql }) => sql !== null && !/^search_index_/.test(name),
  )
  return `-- The schema of a project file, NAME.claimboard, version ${schemaVersion}.
-- Generated from db/migrations by "npm run schema"; a change to it is reviewed here. Do not edit.
--
-- The file contains these tables and indexes, the full-text index with the tables that SQLite makes for it,
-- and nothing else: no triggers and no views. What the migrations say about columns and values holds here.

pragma application_id = 0x${applicationId.toString(16)}; -- "CLMB"
pragma user_version = ${schemaVersion};

${statements.map(({ sql }) => `${sql};`).join('\n\n')}
`
}

if (process.argv[1] === import.meta.filename) {
  if (!process.argv.includes('--check')) writeFileSync(schemaFile, schemaText())
  else if (readFileSync(schemaFile, 'utf8') !== schemaText()) {
    process.stderr.write(
      'db/schema.sql is not what the migrations make. Run "npm run schema" and commit it.\n',
    )
    process.exitCode = 1
  }
}
