// The unit tests alone; arguments go to vitest: `npm run unit -- tests/db/text -t offsets`.
import './node-version.mjs'
import { main, run } from './runtime/process.mjs'
import { testRun } from './runtime/tests.mjs'

await main(() => run(process.execPath, testRun('unit', process.argv.slice(2)).args))
