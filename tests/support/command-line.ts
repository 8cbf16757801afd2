import { type SpawnOptions, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { afterAll } from 'vitest'
import electronVite from '../../electron.vite.config.ts'
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
  with(options: SpawnOptions & { readonly profile?: string }): CommandLine
}

// A test that hangs should say which command it was.
const longestRun = 60_000

/** The command line as `npm run build` makes it, with a profile of its own. Removed after the test file. */
export async function builtCommandLine(): Promise<CommandLine> {
  const entry = await bundle()
  return commandLine(entry, { env: { ...process.env, CLAIMBOARD_PROFILE: aFolder() } })
}

async function bundle(): Promise<string> {
  const { target, rolldownOptions = {} } = electronVite.main?.build ?? {}
  const { cli, 'gate-process': gate, 'extract-worker': worker } = rolldownOptions.input as Entries
  // Inside the checkout, where the package with the native binary is found.
  mkdirSync(path.join(root, 'test-results'), { recursive: true })
  const outDir = mkdtempSync(path.join(root, 'test-results', 'cli-'))
  afterAll(() => rmSync(outDir, { recursive: true, force: true }))
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: target ?? false,
      outDir,
      rolldownOptions: {
        ...rolldownOptions,
        input: { cli, 'gate-process': gate, 'extract-worker': worker },
      },
    },
  })
  const entry = path.join(outDir, 'claimboard.cjs')
  const call = `process.exitCode = require('./cli.cjs').main(process.argv.slice(2), { version: 'test' })\n`
  writeFileSync(entry, call)
  return entry
}

type Entries = Readonly<Record<'cli' | 'gate-process' | 'extract-worker', string>>

function commandLine(entry: string, options: SpawnOptions): CommandLine {
  const [program, args] = [process.execPath, [entry]]
  const spawn = (words: readonly string[]) => {
    const run = spawnSync(program, [...args, ...words], {
      timeout: longestRun,
      maxBuffer: 1 << 30,
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
    start: [program, ...args] as const,
    env: options.env ?? process.env,
    with: ({ profile, ...more }: SpawnOptions & { profile?: string }) => {
      const env = { ...options.env, ...(profile === undefined ? {} : { CLAIMBOARD_PROFILE: profile }) }
      return commandLine(entry, { ...options, env, ...more })
    },
  })
}
