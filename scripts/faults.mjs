// Faults on purpose: kills, failing system calls, mutated files. A short set; `npm run faults -- --long` the full one.
import './node-version.mjs'
import { build } from './runtime/build.mjs'
import { installed, main, run } from './runtime/process.mjs'

await main(async () => {
  await build()
  const long = process.argv.includes('--long')
  const rest = process.argv.slice(2).filter((word) => word !== '--long')
  if (long) process.env.CLAIMBOARD_FAULTS = 'long'
  return run(process.execPath, [installed('vitest/vitest.mjs'), 'run', '--project', 'faults', ...rest])
})
