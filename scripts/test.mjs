// Everything: format, lint, layers, types, unit tests, the generated schema, the build, and the application
// in a real Electron. The last line counts the tests; a failed step that is no test counts as a failure.
import './node-version.mjs'
import { check } from './check.mjs'
import { endToEnd } from './e2e.mjs'
import { main, run, say } from './runtime/process.mjs'
import { sum } from './runtime/tests.mjs'

await main(async () => {
  const checked = await check()
  const schemaCurrent = (await run(process.execPath, ['scripts/schema.ts', '--check'])) === 0
  console.log(`${schemaCurrent ? 'ok    ' : 'FAILED'} db/schema.sql is what the migrations make`)
  const e2e = await endToEnd().catch((error) => {
    say(error.message)
    return { ok: false, counts: { passed: 0, failed: 1, skipped: 0 } }
  })
  const others = checked.failures + (schemaCurrent ? 0 : 1)
  const { passed, failed, skipped } = sum([
    checked.counts,
    e2e.counts,
    { passed: 0, failed: others, skipped: 0 },
  ])
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed === 0 && checked.ok && e2e.ok ? 0 : 1
})
