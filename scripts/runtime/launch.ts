import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'

/** Holds the application back until Playwright listens. */
const DRIVER = path.join(import.meta.dirname, 'driver')

// A cold start on a busy two-core machine takes a few seconds; past this the program hangs.
const START_MS = 60_000

export interface WatchedLaunch {
  /** The Electron binary. */
  readonly executable: string
  /** The application's folder. */
  readonly folder: string
  /** Arguments after the folder. */
  readonly args?: readonly string[]
  readonly env?: Record<string, string>
}

export interface Watched {
  readonly app: ElectronApplication
  /** The first window. */
  readonly page: Page
  /** What the main process and its children have written to the terminal since the start. */
  readonly log: () => string
}

/**
 * Starts an application with Playwright watching from its first moment, and waits for its first window. As
 * root and in containers Chromium's sandbox cannot work: Playwright passes `--no-sandbox` on Linux by itself.
 *
 * @throws Error with what the program wrote, when no window appears
 */
export async function launchWatched({ executable, folder, args = [], env }: WatchedLaunch): Promise<Watched> {
  const app = await _electron.launch({
    executablePath: executable,
    args: [DRIVER, folder, ...args],
    ...(env ? { env } : {}),
    timeout: START_MS,
  })
  answerByPromise(app)
  let written = ''
  const child = app.process()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      written += data.toString()
    })
  }
  try {
    return { app, page: await app.firstWindow({ timeout: START_MS }), log: () => written }
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`The application opened no window. It wrote:\n${written}`, { cause: error })
  }
}

/**
 * Lets `app.evaluate` answer by a promise whatever it runs. V8's inspector makes a promise of its own of a plain value,
 * holds it weakly, and about one call in 600 failed by "Resulting promise was garbage collected" in a main process that
 * was short of memory. Of the promises of asynchronous functions none was lost in 40,000 calls. Playwright
 * notes that later versions of V8 keep them (https://github.com/microsoft/playwright/pull/42019).
 */
function answerByPromise(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app)
  const asked = (run: unknown, argument: unknown) =>
    evaluate(async (electron, [source, argument]) => new Function(`return ${source}`)()(electron, argument), [
      String(run),
      argument,
    ] as const)
  app.evaluate = asked as typeof app.evaluate
}
