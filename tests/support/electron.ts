import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { ElectronApplication } from 'playwright'
import { launchWatched, type Watched } from '../../scripts/runtime/launch.ts'
import { PATIENCE_MS } from './patience.ts'

// What a busy machine does now and then: CLAIMBOARD_SLOW_MS=400 holds every answer back by up to that much, and shows
// which tests look before the window can show what they look for.
const SLOW_MS = Number(process.env.CLAIMBOARD_SLOW_MS ?? 0)

const ROOT = path.resolve(import.meta.dirname, '../..')

export interface LaunchOptions {
  /** Arguments after the application's folder, such as the path of a project. */
  args?: string[]
  /** The profile folder. Without one, a fresh profile is used and removed by `close`. */
  userData?: string
  /** Variables on top of this process's own. */
  env?: Record<string, string>
}

export interface Launched extends Watched {
  /** The profile folder in use. */
  userData: string
  /** Quits the application and waits until it has ended. */
  close: () => Promise<void>
}

/**
 * Starts the built application in the Electron that `scripts/runtime.mjs` has obtained, and waits for its
 * first window.
 * @param folder another application's, to be compared with
 * @throws Error with what the program wrote, when no window appears
 */
export async function launch(options: LaunchOptions = {}, folder = ROOT): Promise<Launched> {
  const profile = options.userData ?? fs.mkdtempSync(path.join(os.tmpdir(), 'claimboard-profile-'))
  const watched = await launchWatched({
    executable: electronBinary(),
    folder,
    args: [`--user-data-dir=${profile}`, ...(options.args ?? [])],
    env: environment(options.env),
  })
  const close = async () => {
    await watched.app.close()
    if (!options.userData) fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  watched.page.setDefaultTimeout(PATIENCE_MS)
  if (SLOW_MS > 0) await slowDown(watched.app, SLOW_MS)
  return { ...watched, userData: profile, close }
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

/** Holds everything that the windows are told back, up to so long and in its order. */
function slowDown(app: ElectronApplication, most: number): Promise<void> {
  return app.evaluate(({ app, webContents }, most) => {
    const slow = (contents: Electron.WebContents) => {
      const send = contents.send.bind(contents)
      const waiting: Parameters<typeof send>[] = []
      contents.send = (...message) => {
        waiting.push(message)
        // Whichever timer is the first sends what has waited longest.
        setTimeout(() => {
          const next = waiting.shift()
          if (next && !contents.isDestroyed()) send(...next)
        }, Math.random() * most)
      }
    }
    for (const contents of webContents.getAllWebContents()) slow(contents)
    app.on('web-contents-created', (_event, contents) => slow(contents))
  }, most)
}
