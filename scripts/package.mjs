// Packages the application with electron-builder: an unpacked folder in dist/ unless arguments name other
// targets, for example `npm run package -- --linux deb` (those download tools of their own).
import './node-version.mjs'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from './runtime/build.mjs'
import { installed, main, run } from './runtime/process.mjs'
import { provideRuntime } from './runtime.mjs'

await main(async () => {
  await build()
  const runtime = await provideRuntime()
  const targets = process.argv.length > 2 ? process.argv.slice(2) : ['--dir']
  const builder = [installed('electron-builder/cli.js'), ...targets, '--publish', 'never']
  // With its own download electron-builder finds the distributions of all platforms itself.
  if (runtime.source === 'download') return run(process.execPath, builder)
  const bare = bareDistribution(runtime)
  try {
    const electron = [`-c.electronDist=${bare}`, `-c.electronVersion=${runtime.version}`]
    return await run(process.execPath, [...builder, ...electron])
  } finally {
    fs.rmSync(bare, { recursive: true, force: true })
  }
})

/** A copy without the default app, which would be started in place of the packaged one. */
function bareDistribution({ folder }) {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'claimboard-electron-'))
  const defaultApp = path.join(folder, 'resources', 'app')
  fs.cpSync(folder, copy, { recursive: true, filter: (file) => file !== defaultApp })
  return copy
}
