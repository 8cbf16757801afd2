// Faults on purpose: hostile input, kills, power cuts, failing system calls, limits, mutated files, random histories of
// merging. A short set; `--long` the full one; `--count N` tries each fault N times and `--seed N` makes other ones, so that
// a long run can be done in pieces. Other arguments go to vitest, such as a file or `-t <name>`.
import './node-version.mjs'
import { parseArgs } from 'node:util'
import { build } from './runtime/build.mjs'
import { main, run, Unavailable } from './runtime/process.mjs'
import { testRun } from './runtime/tests.mjs'

/**
 * Needs the build in out/.
 * @returns {Promise<{ ok: boolean, counts: import('./runtime/tests.mjs').Counts }>}
 */
export async function faults(more = [], env = {}) {
  const tests = testRun('faults', more)
  const ok = (await run(process.execPath, tests.args, { env: { ...process.env, ...env } })) === 0
  return { ok, counts: tests.counts(ok) }
}

/** Our options, as the tests read them, and what is vitest's. */
function split(words) {
  const { tokens } = parseArgs({
    args: words,
    options: { long: { type: 'boolean' }, count: { type: 'string' }, seed: { type: 'string' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const env = {}
  const taken = new Set()
  for (const token of tokens) {
    if (token.kind !== 'option' || !['long', 'count', 'seed'].includes(token.name)) continue
    taken.add(token.index)
    if (token.name === 'long') env.CLAIMBOARD_FAULTS = 'long'
    else if (token.value === undefined) throw new Unavailable(`--${token.name} needs a number.`)
    else {
      if (!token.inlineValue) taken.add(token.index + 1)
      env[`CLAIMBOARD_FAULT_${token.name.toUpperCase()}`] = token.value
    }
  }
  return { env, rest: words.filter((_, index) => !taken.has(index)) }
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    const { env, rest } = split(process.argv.slice(2))
    await build()
    return (await faults(rest, env)).ok ? 0 : 1
  })
}
