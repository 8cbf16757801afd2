// Opens the project that it is given as the window's store does, and closes it again. Given `judge` instead, it reads
// the names of project files and tells of each, as a line of JSON, what it was and what it is once it was opened.
import { writeSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { say, warn } from '../../db/cli/output.ts'
import { nodeGate } from '../../db/gate.ts'
import { versionOf } from '../../db/migrate.ts'
import { plainError } from '../../db/plain-error.ts'
import { openProject } from '../../db/project.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { exported } from './exported.ts'

/** What the program finds in a file. */
export interface Judged {
  /** The version of its format before it was opened. */
  readonly version: number
  readonly problems: readonly string[]
  /** Its canonical export. */
  readonly content: string
}

const analyst = { uid: 'analyst-bela', name: 'Béla Writer', initials: 'BW' }
const [, , what = '', profile = ''] = process.argv

if (what === 'judge') {
  for await (const file of createInterface({ input: process.stdin })) {
    writeSync(1, `${JSON.stringify(judged(file))}\n`)
  }
} else {
  try {
    // What looks into files from elsewhere knows the same formats.
    const preloaded = path.join(import.meta.dirname, 'later-migration.ts')
    const command = { ...nodeGate, args: ['--import', preloaded, ...nodeGate.args] }
    const project = openProject(what, { analyst, mustWrite: true, gate: { command, profile } })
    for (const warning of project.context.warnings) say(warning)
    project.close()
  } catch (error) {
    warn(plainError(error).message)
    process.exitCode = 1
  }
}

function judged(file: string): Judged | { readonly error: string } {
  try {
    const connection = new Database(file)
    const version = versionOf(connection)
    connection.close()
    const project = openProject(file, { analyst, mustWrite: true })
    try {
      const { problems } = runTaskSync(verifyProject(project.db), {
        extract: () => {
          throw new Error('Verifying extracts nothing.')
        },
      })
      const content = exported(project.db, { what: 'project', format: 'json' }).toString()
      const errors = problems.filter(({ severity }) => severity === 'error')
      return { version, problems: errors.map(({ message }) => message), content }
    } finally {
      project.close()
    }
  } catch (error) {
    return { error: String(error) }
  }
}
