import fs from 'node:fs'
import path from 'node:path'
import { capture, say, Unavailable } from './process.mjs'

// What Electron and a virtual display need that a minimal Debian lacks; everything else comes along as their
// dependencies.
const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0']

/**
 * Makes sure that this Linux can run the Electron binary, and has Xvfb when a virtual display is needed.
 * Missing packages are installed where that is possible without asking (root, apt-get).
 * @throws {Unavailable} naming the exact command otherwise
 */
export function provideSystemPackages(executable, { virtualDisplay }) {
  if (process.platform !== 'linux') return
  const packages = []
  if (missingLibraries(executable).length > 0) packages.push(...LIBRARIES)
  if (virtualDisplay && !onPath('Xvfb')) packages.push('xvfb')
  if (packages.length === 0) return
  if (process.getuid() !== 0 || !onPath('apt-get')) {
    const why = missingLibraries(executable)
    throw new Unavailable(
      `System packages are missing${why.length ? ` (${why.join(', ')})` : ''}. Install them with:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    )
  }
  install(packages)
  const still = missingLibraries(executable)
  if (still.length > 0) throw new Unavailable(`Electron still lacks these libraries: ${still.join(', ')}`)
}

function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  say(`Installing system packages: ${packages.join(' ')}`)
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

/** The shared libraries the binary asks for and the system does not have. */
function missingLibraries(executable) {
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
