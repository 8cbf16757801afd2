// Everything: format, lint, layers, types, unit tests, the generated schema, the build, the application in a real
// Electron, as it is built and as it is packaged, and the short set of faults on purpose. The last lines name what
// failed and count the tests; a failed step that is no test counts as a failure.
import './node-version.mjs'
import { check } from './check.mjs'
import { endToEnd } from './e2e.mjs'
import { faults } from './faults.mjs'
import { main, run, say } from './runtime/process.mjs'
import { nameFailures, sum } from './runtime/tests.mjs'

await main(async () => {
  const checked = await check()
  const schema = 'db/schema.sql is what the migrations make'
  const schemaCurrent = (await run(process.execPath, ['scripts/schema.ts', '--check'])) === 0
  console.log(`${schemaCurrent ? 'ok    ' : 'FAILED'} ${schema}`)
  const e2e = await endToEnd().catch((error) => {
    say(error.message)
    return { ok: false, counts: failedSteps([error.message]) }
  })
  const faulty = await faults()
  const steps = failedSteps([...checked.failures, ...(schemaCurrent ? [] : [schema])])
  const total = sum([steps, checked.counts, e2e.counts, faulty.counts])
  nameFailures(total)
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  return total.failed === 0 && checked.ok && e2e.ok && faulty.ok ? 0 : 1
})

/** @returns {import('./runtime/tests.mjs').Counts} */
function failedSteps(failures) {
  return { passed: 0, failed: failures.length, skipped: 0, failures }
}
