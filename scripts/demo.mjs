// Drives the real application through its main job without a person; the results are in out/.
import './node-version.mjs'
import { build } from './runtime/build.mjs'
import { provideDisplay } from './runtime/display.mjs'
import { main, run } from './runtime/process.mjs'
import { provideRuntime } from './runtime.mjs'

await main(async () => {
  await build()
  await provideRuntime()
  await provideDisplay()
  return run(process.execPath, ['tests/e2e/demo.ts', ...process.argv.slice(2)])
})
