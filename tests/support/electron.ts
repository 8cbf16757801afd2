import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Starts the application when Playwright is there to watch. */
const DRIVER = path.join(ROOT, 'scripts/runtime/driver')

// A cold start on a busy two-core machine takes a few seconds; past this the program hangs.
const START_MS = 60_000

export interface LaunchOptions {
  /** Arguments after the application's folder, such as the path of a project. */
  args?: string[]
  /** The profile folder. Without one, a fresh profile is used and removed by `close`. */
  userData?: string
  /** Variables on top of this process's own. */
  env?: Record<string, string>
}

export interface Launched {
  app: ElectronApplication
  /** The first window. */
  page: Page
  /** The profile folder in use. */
  userData: string
  /** What the main process and its children have written to the terminal since the start. */
  log: () => string
  /** Quits the application and waits until it has ended. */
  close: () => Promise<void>
}

/**
 * Starts the built application in the Electron that `scripts/runtime.mjs` has obtained, and waits for its
 * first window. As root and in containers Chromium's sandbox cannot work: Playwright passes `--no-sandbox`
 * on Linux by itself.
 * @throws Error with what the program wrote, when no window appears
 */
export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const profile = options.userData ?? fs.mkdtempSync(path.join(os.tmpdir(), 'claimboard-profile-'))
  const app = await _electron.launch({
    executablePath: electronBinary(),
    args: [DRIVER, ROOT, `--user-data-dir=${profile}`, ...(options.args ?? [])],
    env: environment(options.env),
    timeout: START_MS,
  })
  let written = ''
  const child = app.process()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      written += data.toString()
    })
  }
  const close = async () => {
    await app.close()
    if (!options.userData) fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const page = await app.firstWindow({ timeout: START_MS })
    return { app, page, userData: profile, log: () => written, close }
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`The application opened no window. It wrote:\n${written}`, { cause: error })
  }
}

function electronBinary(): string {
  const binary = process.env.CLAIMBOARD_ELECTRON
  if (!binary) throw new Error('Start these tests by "npm run e2e": it obtains Electron and a display.')
  if (!fs.existsSync(path.join(ROOT, 'out/main/main.cjs')))
    throw new Error('The application is not built: run "npm run build" first.')
  return binary
}

function environment(more: Record<string, string> = {}): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(own), ...more }
}
