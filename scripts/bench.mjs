// The measurements of tests/bench/, on the built application; arguments go to them.
import './node-version.mjs'
import { build } from './runtime/build.mjs'
import { provideDisplay } from './runtime/display.mjs'
import { main, run } from './runtime/process.mjs'
import { provideCommands } from './runtime/system.mjs'
import { provideRuntime } from './runtime.mjs'

await main(async () => {
  // The CSV export is compared with the sqlite3 command.
  provideCommands({ sqlite3: 'sqlite3' })
  await build()
  await provideRuntime()
  await provideDisplay()
  return run(process.execPath, ['tests/bench/run.ts', ...process.argv.slice(2)])
})
