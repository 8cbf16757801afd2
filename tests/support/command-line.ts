import { type SpawnOptions, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { openProject } from '../../db/project.ts'
import { exported } from './exported.ts'
import { anna } from './factories.ts'
import { noSandbox, packaged } from './package.ts'
import { aFolder } from './project-files.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** How a command ended. */
export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CommandLine {
  /** Runs a command to its end in a process of its own. */
  (...words: readonly string[]): Ran
  /** What a command that has to succeed prints as JSON. */
  json<T>(...words: readonly string[]): T
  /** The bytes that a command that has to succeed prints. */
  bytes(...words: readonly string[]): Buffer
  /** The program and the arguments that come before a command's words, to start it in another way. */
  readonly start: readonly [program: string, ...args: string[]]
  /** Its environment, the profile included. */
  readonly env: NodeJS.ProcessEnv
  /** The same command line under other conditions, such as another profile or user. */
  with(conditions: SpawnOptions & { readonly profile?: string }): CommandLine
}

/** The command line of this checkout as it is built, what `npx claimboard` runs, with a profile of its own. */
export function builtCommandLine(): CommandLine {
  if (!existsSync(path.join(root, 'out/main/cli.cjs')))
    throw new Error('The command line is not built: run "npm run build" first.')
  return commandLine([process.execPath, path.join(root, 'scripts/claimboard.mjs')], profileOfItsOwn())
}

/** The command line of the package, where there is no display to open a window on, with a profile of its own. */
export function packagedCommandLine(): CommandLine {
  const { env } = profileOfItsOwn()
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...withoutDisplay } = env
  return commandLine([packaged().commandLine, ...noSandbox], { env: withoutDisplay })
}

function profileOfItsOwn(): { env: NodeJS.ProcessEnv } {
  return { env: { ...process.env, CLAIMBOARD_PROFILE: aFolder() } }
}

// A test that hangs should say which command it was, before its own time is over.
const longestRun = 110_000

// More than any command of a test prints.
const mostOutput = 1 << 30

function commandLine(start: CommandLine['start'], options: SpawnOptions): CommandLine {
  const [program, ...args] = start
  const spawn = (words: readonly string[]) => {
    const run = spawnSync(program, [...args, ...words], {
      timeout: longestRun,
      maxBuffer: mostOutput,
      ...options,
      stdio: 'pipe',
    })
    if (run.error) throw run.error
    return run
  }
  const succeed = (words: readonly string[]) => {
    const { status, stdout, stderr } = spawn(words)
    if (status !== 0) throw new Error(`claimboard ${words.join(' ')} failed (${status}): ${stderr}`)
    return stdout
  }
  const run = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawn(words)
    return { status, stdout: stdout.toString(), stderr: stderr.toString() }
  }
  return Object.assign(run, {
    json: <T>(...words: readonly string[]) => JSON.parse(succeed([...words, '--json']).toString()) as T,
    bytes: (...words: readonly string[]) => succeed(words),
    start,
    env: options.env ?? process.env,
    with: ({ profile, ...more }: SpawnOptions & { profile?: string }) => {
      const env = { ...options.env, ...(profile === undefined ? {} : { CLAIMBOARD_PROFILE: profile }) }
      return commandLine(start, { ...options, env, ...more })
    },
  })
}

/** The canonical export of a closed project, made by the test itself. */
export function contentOf(file: string): string {
  const project = openProject(file, { analyst: anna, readOnly: true })
  try {
    return exported(project.db, { what: 'project', format: 'json' }).toString()
  } finally {
    project.close()
  }
}
