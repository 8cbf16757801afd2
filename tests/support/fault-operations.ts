import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { listBackups } from '../../db/backups/shelf.ts'
import { checkFile } from '../../db/check-file.ts'
import { partialBeside } from '../../db/durable-file.ts'
import { schemaVersion } from '../../db/migrate.ts'
import { privateFile } from '../../db/private-copy.ts'
import { openProject } from '../../db/project.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { writeAs } from './apart.ts'
import { startPreloaded } from './child.ts'
import { builtCommandLine, type CommandLine, contentOf, type Ran } from './command-line.ts'
import { aDocument, anna, aPassage, bela } from './factories.ts'
import { makeLargeProject } from './large-project.ts'
import type { Judged } from './opens-projects.ts'
import { aFolder } from './project-files.ts'

/*
 * What people do with project files, each in a folder of its own, so that it can be disturbed and looked at: the
 * project, another copy to merge, a text to import, a profile, a place for temporary files.
 */

/** How it stands afterwards: all of what was to be done is there, or nothing of it. */
export type State = 'before' | 'after'

export interface Operation {
  readonly name: string
  /** The program and its arguments in a folder that {@link Operation.prepare} made. */
  command(folder: string): readonly [program: string, ...args: string[]]
  env(folder: string): NodeJS.ProcessEnv
  /** Fills an empty folder. */
  prepare(folder: string): void
  /** A line by which the program says that it is done; where it says nothing, its end does. */
  readonly acknowledges: RegExp | null
  /** What fails is a warning: the operation goes on without. */
  readonly mayWarn: boolean
  /** Its result keeps it from being done again. */
  readonly once?: true
  /** @throws Error where it is neither the one nor the other, or anything else in the folder is not sound */
  stateOf(folder: string): Promise<State>
}

const names = {
  project: 'project.claimboard',
  other: 'other.claimboard',
  text: 'new.txt',
  profile: 'profile',
}

/** Where it keeps private copies. */
export function temporaryIn(folder: string): string {
  return path.join(folder, 'tmp')
}

const inside = (folder: string) => ({
  project: path.join(folder, names.project),
  other: path.join(folder, names.other),
  text: path.join(folder, names.text),
  profile: path.join(folder, names.profile),
  temporary: temporaryIn(folder),
  table: path.join(folder, 'out.csv'),
  copy: path.join(folder, 'out.claimboard'),
})

// A command that hangs should say which one it was.
const longestRun = 120_000

/** Runs an operation to its end. @param under the program that disturbs it, with its arguments */
export function run(operation: Operation, folder: string, under: readonly string[] = []): Ran {
  const [program = '', ...args] = [...under, ...operation.command(folder)]
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    env: operation.env(folder),
    encoding: 'utf8',
    timeout: longestRun,
  })
  if (error) throw error
  return { status, stdout, stderr }
}

/** All operations, for the command line as it is built. */
export function faultOperations(): Operation[] {
  const line = builtCommandLine()
  const pristine = aFolder()
  const project = path.join(pristine, names.project)
  makeLargeProject(project)
  const before = contentOf(project)
  const text = 'Port closed after fire. '.repeat(500)

  const prepare = (folder: string) => {
    cpSync(project, path.join(folder, names.project))
    writeFileSync(path.join(folder, names.text), text)
    mkdirSync(temporaryIn(folder))
    mkdirSync(path.join(folder, names.profile))
  }
  const env = (folder: string) => {
    const { profile, temporary } = inside(folder)
    return { ...line.env, CLAIMBOARD_PROFILE: profile, TMPDIR: temporary }
  }
  const cli = { env, prepare, mayWarn: false, acknowledges: /^Wrote / }
  const words = (...more: string[]) => [...line.start, ...more] as const

  const exported = line.bytes('export', project)
  const operations: Operation[] = [
    {
      ...cli,
      name: 'import',
      acknowledges: /^Imported /,
      command: (folder) => words('import', inside(folder).project, inside(folder).text),
      stateOf: async (folder) => {
        const { documents, text: found } = documentsIn(inside(folder).project)
        requireThat(documents === 12 || (documents === 13 && found === text), `${documents} documents`)
        return documents === 13 ? 'after' : 'before'
      },
    },
    {
      ...cli,
      name: 'export',
      acknowledges: /^claimboard: wrote /,
      command: (folder) => words('export', inside(folder).project, '-o', inside(folder).table),
      stateOf: async (folder) => {
        requireUnchanged(inside(folder).project, before)
        if (!existsSync(inside(folder).table)) return 'before'
        requireThat(readFileSync(inside(folder).table).equals(exported), 'a part of an export has its name')
        return 'after'
      },
    },
    {
      ...cli,
      name: 'save a copy',
      command: (folder) => words('share', inside(folder).project, inside(folder).copy),
      stateOf: async (folder) => {
        requireUnchanged(inside(folder).project, before)
        return copyState(inside(folder).copy, before)
      },
    },
    mergeOperation(cli, line, project, before),
    {
      ...cli,
      name: 'backup',
      acknowledges: null,
      mayWarn: true,
      // Of a text that is known already nothing comes in: what is left to do is the first backup.
      prepare: (folder) => {
        prepare(folder)
        cpSync(known(), inside(folder).project)
      },
      command: (folder) => words('import', inside(folder).project, inside(folder).text),
      stateOf: async (folder) => {
        requireUnchanged(inside(folder).project, contentOf(known()))
        const complete = backupFolders(inside(folder).profile).flatMap((place) => listBackups(place))
        return complete.length > 0 ? 'after' : 'before'
      },
    },
    {
      ...cli,
      name: 'repair',
      once: true,
      command: (folder) => words('verify', inside(folder).project, '--repair', inside(folder).copy),
      stateOf: async (folder) => {
        requireUnchanged(inside(folder).project, before)
        if (!existsSync(inside(folder).copy)) return 'before'
        requireThat(documentsIn(inside(folder).copy).documents === 12, 'a repaired project lacks documents')
        return 'after'
      },
    },
    migrateOperation(prepare, env),
  ]
  let withText: string | undefined
  function known(): string {
    if (withText === undefined) {
      withText = path.join(aFolder(), names.project)
      cpSync(project, withText)
      const file = path.join(aFolder(), names.text)
      writeFileSync(file, text)
      line.bytes('import', withText, file)
    }
    return withText
  }
  return operations.map((operation) => ({
    ...operation,
    stateOf: async (folder) => {
      requireSoundBackups(inside(folder).profile)
      return operation.stateOf(folder)
    },
  }))
}

function mergeOperation(
  cli: Omit<Operation, 'name' | 'command' | 'stateOf'>,
  line: CommandLine,
  project: string,
  before: string,
): Operation {
  const other = path.join(aFolder(), names.other)
  cpSync(project, other)
  writeAs(bela, other, (db) => {
    const document = aDocument(db, 'Both sides met on Monday. Nothing was agreed.', { title: 'Talks' }, bela)
    aPassage(db, document, 'Nothing was agreed', {}, bela)
    db.run(sql`update tag set description = 'Said by Béla'`)
  })
  const merged = path.join(aFolder(), names.project)
  cpSync(project, merged)
  line.bytes('merge', merged, other)
  const after = contentOf(merged)
  return {
    ...cli,
    name: 'merge',
    acknowledges: /^Merged /,
    prepare: (folder) => {
      cli.prepare(folder)
      cpSync(other, inside(folder).other)
    },
    command: (folder) => [...line.start, 'merge', inside(folder).project, inside(folder).other],
    stateOf: async (folder) => {
      const content = soundContentOf(inside(folder).project)
      requireThat(content === before || content === after, 'the project is neither what it was nor merged')
      requireUnchanged(inside(folder).other, contentOf(other))
      return content === after ? 'after' : 'before'
    },
  }
}

function migrateOperation(prepare: Operation['prepare'], env: Operation['env']): Operation {
  const node = [process.execPath, '--import', path.join(import.meta.dirname, 'later-migration.ts')] as const
  const script = path.join(import.meta.dirname, 'opens-projects.ts')
  const judge = startPreloaded('later-migration.ts', 'opens-projects.ts', 'judge')
  const judged = async (file: string): Promise<Judged> => {
    judge.send(file)
    const answer = JSON.parse((await judge.line()) ?? '{"error":"The judge has ended."}')
    if (answer.error !== undefined) throw new Error(answer.error)
    return answer
  }
  let content: string | undefined
  return {
    name: 'migrate',
    acknowledges: /^The project was brought to this program's format/,
    mayWarn: false,
    prepare,
    env,
    command: (folder) => [...node, script, inside(folder).project, inside(folder).profile],
    stateOf: async (folder) => {
      if (content === undefined) {
        const undisturbed = aFolder()
        prepare(undisturbed)
        content = (await judged(inside(undisturbed).project)).content
      }
      const found = await judged(inside(folder).project)
      requireThat(found.problems.length === 0, found.problems.join(' '))
      // As it was before, it comes to the same when it is opened.
      requireThat(found.content === content, 'a migrated project has another content')
      return found.version === schemaVersion + 1 ? 'after' : 'before'
    },
  }
}

function requireThat(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise)
}

function requireUnchanged(file: string, content: string): void {
  requireThat(soundContentOf(file) === content, `${path.basename(file)} has changed`)
}

/** Opens a project for writing, which applies what was left beside it, and finds nothing wrong. */
function soundContentOf(file: string): string {
  const project = openProject(file, { analyst: anna, mustWrite: true })
  try {
    const { problems } = runTaskSync(verifyProject(project.db), { extract: extractsNothing })
    const errors = problems.filter(({ severity }) => severity === 'error')
    requireThat(errors.length === 0, errors.map(({ message }) => message).join(' '))
  } finally {
    project.close()
  }
  return contentOf(file)
}

function extractsNothing(): never {
  throw new Error('Verifying extracts nothing.')
}

function documentsIn(file: string): { documents: number; text: string | undefined } {
  soundContentOf(file)
  const project = openProject(file, { analyst: anna, readOnly: true })
  try {
    return {
      documents: project.db.value<number>(sql`select count(*) from live_document`) ?? 0,
      text: project.db.value<string>(
        sql`select body from document_text join live_document on uid = document where file_name = ${names.text}`,
      ),
    }
  } finally {
    project.close()
  }
}

function copyState(copy: string, content: string): State {
  if (!existsSync(copy)) return 'before'
  const verdict = checkFile(copy)
  requireThat(verdict.ok, 'a copy that is not sound has its name')
  requireThat(contentOf(copy) === content, 'a copy has another content')
  return 'after'
}

function backupFolders(profile: string): string[] {
  const place = path.join(profile, 'backups')
  if (!existsSync(place)) return []
  return readdirSync(place).map((project) => path.join(place, project))
}

/** Backups that have their names. */
function requireSoundBackups(profile: string): void {
  for (const folder of backupFolders(profile)) {
    for (const name of readdirSync(folder).filter((one) => /^\d.*\.claimboard$/.test(one))) {
      const verdict = checkFile(path.join(folder, name))
      requireThat(verdict.ok, `the backup ${name} is not sound`)
    }
  }
}

/**
 * What is left in a folder that nobody needs, once the program has written there again.
 *
 * @returns names of journals, locks and unfinished files
 */
export function leftIn(folder: string): string[] {
  const places = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.partial'))
    .map((entry) => entry.parentPath)
  // As whatever is written there next begins.
  for (const place of new Set(places)) partialBeside(path.join(place, 'next'))
  const own = process.env.TMPDIR
  process.env.TMPDIR = inside(folder).temporary
  privateFile().remove()
  if (own === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = own
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.partial|-(wal|shm|journal|lock)$/.test(name) || name.startsWith('tmp/'),
  )
}

/** What a person must never read: where in the program something went wrong, or that nobody thought of it. */
const noSentence = /^\s+at .+:\d+|node:internal|went wrong inside Claimboard/m

/**
 * Looks at what an operation has left that was disturbed, and does it again.
 *
 * @param ran how it ended; null where it was killed
 * @returns what is not as it has to be, in words
 */
export async function problemsAfter(
  operation: Operation,
  folder: string,
  ran: Ran | null,
): Promise<string[]> {
  const problems: string[] = []
  if (ran && ran.status !== 0 && ran.status !== 1) problems.push(`it ended with ${ran.status}`)
  if (ran?.status === 1 && ran.stderr.trim() === '') problems.push('it failed and said nothing')
  if (ran && noSentence.test(ran.stderr)) problems.push(`it said: ${ran.stderr}`)
  try {
    const state = await operation.stateOf(folder)
    const warned = operation.mayWarn && ran?.stderr !== ''
    if (ran?.status === 0 && state === 'before' && !warned)
      problems.push('it said it was done, and it was not')
    if (!operation.once || state === 'before') {
      const again = run(operation, folder)
      if (again.status !== 0) problems.push(`it could not be done again: ${again.stderr}`)
    }
    if ((await operation.stateOf(folder)) !== 'after') problems.push('done again, it was not done')
    const left = leftIn(folder)
    if (left.length > 0) problems.push(`these were left: ${left.join(', ')}`)
  } catch (error) {
    problems.push(String(error))
  }
  return problems
}
