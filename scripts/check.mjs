// Format, lint with the layers, types and unit tests, side by side; prints what failed in full.
import './node-version.mjs'
import { captureAsync, installed, main } from './runtime/process.mjs'
import { nameFailures, testRun } from './runtime/tests.mjs'

const UNIT_TESTS = 'unit tests'

/**
 * @returns {Promise<{ ok: boolean, failures: string[], counts: import('./runtime/tests.mjs').Counts }>}
 *   `failures` among format, lint and types; `counts` of the unit tests
 */
export async function check() {
  const unit = testRun('unit')
  const biome = installed('@biomejs/biome/bin/biome')
  const colors = `--colors=${process.stdout.isTTY ? 'force' : 'off'}`
  const steps = [
    ['format, lint, layers', [biome, 'ci', '.', '--error-on-warnings', colors, '--max-diagnostics=50']],
    ['types', [installed('typescript/bin/tsc'), '-p', 'tsconfig.json']],
    [UNIT_TESTS, unit.args],
  ]
  const results = await Promise.all(
    steps.map(async ([name, args]) => {
      const started = performance.now()
      const { ok, output } = await captureAsync(process.execPath, args)
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      if (!ok) process.stdout.write(output)
      console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
      return { name, ok }
    }),
  )
  const failed = results.filter(({ ok }) => !ok).map(({ name }) => name)
  return {
    ok: failed.length === 0,
    failures: failed.filter((name) => name !== UNIT_TESTS),
    counts: unit.counts(!failed.includes(UNIT_TESTS)),
  }
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    const { ok, counts } = await check()
    nameFailures(counts)
    console.log(`unit tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
    return ok ? 0 : 1
  })
}
