import fs from 'node:fs'
import path from 'node:path'
import { installed, ROOT } from './process.mjs'

/**
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Counts
 *   `failures` are the names of what failed
 */

/** Projects of vitest.config.ts that are run together. */
const PROJECTS = { unit: ['unit'], e2e: ['e2e', 'package', 'processes'], faults: ['fuzz', 'faults'] }

/**
 * A run of projects of vitest.config.ts: the command for it, and how to count its tests afterwards.
 * @param {keyof typeof PROJECTS} name
 * @param {string[]} more arguments for vitest, such as a file or `-t <name>`
 * @returns {{ args: string[], counts: (ok: boolean) => Counts }}
 */
export function testRun(name, more = []) {
  const report = path.join(ROOT, 'test-results', `${name}.json`)
  fs.rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const projects = PROJECTS[name].map((project) => `--project=${project}`)
  return {
    args: [installed('vitest/vitest.mjs'), 'run', ...projects, ...reporters, ...more],
    counts: (ok) => countsOf(report, ok),
  }
}

/** A run that failed without a failed test (a file that does not load, a crash) counts as one failure. */
function countsOf(report, ok) {
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: 0, failures: ['vitest left no report'] }
  const result = JSON.parse(fs.readFileSync(report, 'utf8'))
  return {
    passed: result.numPassedTests,
    failed: ok ? result.numFailedTests : Math.max(1, result.numFailedTests),
    skipped: result.numPendingTests + result.numTodoTests,
    failures: result.testResults.flatMap(failuresOf),
  }
}

/** What failed in a test file, or the file where no test of it could be run. */
function failuresOf({ name, status, assertionResults }) {
  const file = path.relative(ROOT, name)
  const tests = assertionResults.filter((test) => test.status === 'failed')
  if (tests.length > 0) return tests.map((test) => `${file} > ${test.fullName}`)
  return status === 'failed' ? [file] : []
}

/** Says what failed once more, where everything else has scrolled away. @param {Counts} counts */
export function nameFailures({ failures }) {
  for (const failure of failures) console.log(`FAILED ${failure}`)
}

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const { passed, failed, skipped, failures } of all) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
    total.failures.push(...failures)
  }
  return total
}
