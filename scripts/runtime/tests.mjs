import fs from 'node:fs'
import path from 'node:path'
import { installed, ROOT } from './process.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * A run of one of the projects of vitest.config.ts: the command for it, and how to count its tests afterwards.
 * @param {'unit' | 'e2e'} project
 * @param {string[]} more arguments for vitest, such as a file or `-t <name>`
 * @returns {{ args: string[], counts: (ok: boolean) => Counts }}
 */
export function testRun(project, more = []) {
  const report = path.join(ROOT, 'test-results', `${project}.json`)
  fs.rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return {
    args: [installed('vitest/vitest.mjs'), 'run', '--project', project, ...reporters, ...more],
    counts: (ok) => countsOf(report, ok),
  }
}

/** A run that failed without a failed test (a file that does not load, a crash) counts as one failure. */
function countsOf(report, ok) {
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const result = JSON.parse(fs.readFileSync(report, 'utf8'))
  return {
    passed: result.numPassedTests,
    failed: ok ? result.numFailedTests : Math.max(1, result.numFailedTests),
    skipped: result.numPendingTests + result.numTodoTests,
  }
}

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const counts of all) for (const key of Object.keys(total)) total[key] += counts[key]
  return total
}
