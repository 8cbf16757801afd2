import type { ReadableDb } from '../sql.ts'
import { sql } from '../sql.ts'
import { type Check, type Finding, problem } from './finding.ts'

function* integrity({ connection }: ReadableDb): Iterable<Finding> {
  const rows = connection.pragma('integrity_check') as { integrity_check: string }[]
  for (const { integrity_check: message } of rows) {
    if (message !== 'ok') yield problem('error', 'integrity', `The file is damaged: ${message}.`)
  }
}

interface Violation {
  readonly table: string
  readonly rowid: number | null
  readonly parent: string
}

function* references({ connection }: ReadableDb): Iterable<Finding> {
  for (const { table, parent } of connection.pragma('foreign_key_check') as Violation[]) {
    yield problem(
      'error',
      'references',
      `A row of “${table}” refers to a row of “${parent}” that is not in the file.`,
      table,
    )
  }
}

function* project(db: ReadableDb): Iterable<Finding> {
  const projects = db.column<string>(sql`select uid from live_project order by uid`)
  if (projects.length === 1) return
  const message =
    projects.length === 0
      ? 'The file says nothing about its project: neither title nor question.'
      : `The file describes ${projects.length} projects instead of one.`
  yield problem('error', 'project', message, 'project', projects[1] ?? null)
}

/** Whether the file can be read completely and its rows find each other. */
export const structureChecks: readonly Check[] = [
  { name: 'integrity', title: 'Pages and indexes', run: integrity },
  { name: 'references', title: 'References between rows', run: references },
  { name: 'project', title: 'The project itself', run: project },
]
