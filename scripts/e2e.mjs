// The end-to-end tests in a real Electron; arguments go to vitest: `npm run e2e -- tests/e2e/shell.test.ts`.
import './node-version.mjs'
import { build } from './runtime/build.mjs'
import { provideDisplay } from './runtime/display.mjs'
import { main, run } from './runtime/process.mjs'
import { testRun } from './runtime/tests.mjs'
import { provideRuntime } from './runtime.mjs'

/** @returns {Promise<{ ok: boolean, counts: import('./runtime/tests.mjs').Counts }>} */
export async function endToEnd(more = []) {
  await build()
  await provideRuntime()
  await provideDisplay()
  const tests = testRun('e2e', more)
  const ok = (await run(process.execPath, tests.args)) === 0
  return { ok, counts: tests.counts(ok) }
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => ((await endToEnd(process.argv.slice(2))).ok ? 0 : 1))
}
