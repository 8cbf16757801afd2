// The application with its development server: changes to the interface appear at once, changes to the rest
// restart it.
import './node-version.mjs'
import { provideDisplay } from './runtime/display.mjs'
import { installed, main, NO_SANDBOX, run } from './runtime/process.mjs'
import { provideRuntime } from './runtime.mjs'

await main(async () => {
  const { executable } = await provideRuntime()
  await provideDisplay()
  const noSandbox = NO_SANDBOX.length > 0 ? ['--noSandbox'] : []
  const args = [
    installed('electron-vite/bin/electron-vite.js'),
    'dev',
    '--watch',
    ...noSandbox,
    ...process.argv.slice(2),
  ]
  return run(process.execPath, args, { env: { ...process.env, ELECTRON_EXEC_PATH: executable } })
})
