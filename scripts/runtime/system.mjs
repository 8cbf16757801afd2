import fs from 'node:fs'
import path from 'node:path'
import { capture, say, Unavailable } from './process.mjs'

// What Electron needs that a minimal Debian lacks; everything else comes along as their dependencies.
const ELECTRON_PACKAGES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0']

/**
 * Makes sure that this Linux has the libraries that an Electron binary is linked against.
 * @throws {Unavailable} naming the command that installs them, where that cannot be done without asking
 */
export function provideLibraries(executable) {
  const missing = missingLibraries(executable)
  if (missing.length === 0) return
  install(ELECTRON_PACKAGES, missing)
  const still = missingLibraries(executable)
  if (still.length > 0) throw new Unavailable(`Electron still lacks these libraries: ${still.join(', ')}`)
}

/**
 * Makes sure that these commands are on the PATH.
 * @param {Record<string, string>} packages the Debian package of each command
 * @throws {Unavailable} naming the command that installs them, where that cannot be done without asking
 */
export function provideCommands(packages) {
  const missing = Object.keys(packages).filter((command) => !onPath(command))
  if (missing.length === 0) return
  install(
    missing.map((command) => packages[command]),
    missing,
  )
}

/** Installs Debian packages as root, or names the command that does. */
function install(packages, missing) {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !onPath('apt-get'))
    throw new Unavailable(
      `Missing here: ${missing.join(', ')}. On Debian and Ubuntu this installs what is needed:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    )
  say(`Missing here: ${missing.join(', ')}; installing ${packages.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const updated = capture('apt-get', ['update'], { env })
  if (!updated.ok) throw new Unavailable(`apt-get update failed: ${updated.reason}`)
  const names = packages.map(currentName)
  const installed = capture('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env })
  if (!installed.ok)
    throw new Unavailable(`apt-get install ${names.join(' ')} failed:\n${installed.stderr.slice(-2000)}`)
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries when their time type became 64 bits wide. */
function currentName(name) {
  return capture('apt-cache', ['show', `${name}t64`]).ok ? `${name}t64` : name
}

/** The shared libraries that the binary asks for and the system does not have. */
function missingLibraries(executable) {
  if (process.platform !== 'linux') return []
  const { stdout } = capture('ldd', [executable])
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name)
}

function onPath(command) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      fs.accessSync(path.join(folder, command), fs.constants.X_OK)
      return folder !== ''
    } catch {
      return false
    }
  })
}
