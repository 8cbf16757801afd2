import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { PATIENCE_MS } from './patience.ts'

/** Chromium refuses to run as root inside its sandbox; the product itself never asks for this. */
export const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []

const root = path.resolve(import.meta.dirname, '../..')

// A cold start on a busy two-core machine takes a few seconds; past this the program hangs.
const startMs = 60_000

/** Where electron-builder leaves an unpacked application: its folder, its binary, and its own files beside it. */
const layouts: Partial<Record<NodeJS.Platform, { folder: string; binary: string; resources: string }>> = {
  linux: { folder: 'linux', binary: 'claimboard', resources: 'resources' },
  darwin: {
    folder: 'mac',
    binary: 'Claimboard.app/Contents/MacOS/Claimboard',
    resources: 'Claimboard.app/Contents/Resources',
  },
  win32: { folder: 'win', binary: 'Claimboard.exe', resources: 'resources' },
}

export interface Packaged {
  /** The packaged application's binary. */
  readonly binary: string
  /** What a terminal starts. */
  readonly commandLine: string
}

/** The package that `npm run package` has left in dist/. */
export function packaged(): Packaged {
  const layout = layouts[process.platform]
  if (!layout) throw new Error(`There are no packages for ${process.platform}.`)
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`
  const unpacked = process.platform === 'darwin' ? '' : '-unpacked'
  const folder = path.join(root, 'dist', `${layout.folder}${arch}${unpacked}`)
  const binary = path.join(folder, layout.binary)
  if (!existsSync(binary)) throw new Error('There is no package: run "npm run package" first.')
  const name = process.platform === 'win32' ? 'claimboard.cmd' : 'claimboard'
  return { binary, commandLine: path.join(folder, layout.resources, 'bin', name) }
}

export interface Started {
  readonly page: Page
  /** Closes the window, which ends the program. @returns its exit status */
  close(): Promise<number | null>
  kill(): void
}

/**
 * Starts the packaged application with its debugging port open, since a package's fuses leave no other way in.
 *
 * @throws Error with what the program wrote, when no window appears
 */
export async function startPackaged(
  binary: string,
  args: readonly string[],
  profile: string,
): Promise<Started> {
  const child = spawn(
    binary,
    [...noSandbox, '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...args],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(child), { timeout: startMs })
    const page = await firstPage(browser)
    page.setDefaultTimeout(PATIENCE_MS)
    return {
      page,
      close: async () => {
        await page.close()
        return ended
      },
      kill: () => child.kill('SIGKILL'),
    }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

/** Chromium writes it to standard error once it listens. */
function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let written = ''
    const timer = setTimeout(() => fail(`said nothing for ${startMs / 1000} s`), startMs)
    const fail = (what: string) => {
      clearTimeout(timer)
      reject(new Error(`The packaged application ${what}. It wrote:\n${written}`))
    }
    child.once('exit', (code) => fail(`ended with ${code}`))
    child.stderr?.on('data', (data: Buffer) => {
      written += data.toString()
      const [, address] = /^DevTools listening on (ws:\S+)/m.exec(written) ?? []
      if (!address) return
      clearTimeout(timer)
      resolve(address)
    })
  })
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (!context) throw new Error('The packaged application has no windows.')
  return context.pages()[0] ?? context.waitForEvent('page', { timeout: startMs })
}
