import { stripTypeScriptTypes } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import fc from 'fast-check'
import { afterAll } from 'vitest'
import { cleanUp } from './cleanup.ts'

// The program's worker threads are TypeScript in tests, which Node reads by a WebAssembly module. V8 in Node 24 can end
// the process when threads load it and drop it by the hundred (nodejs/node issue 64500): kept in use here, and none of
// its code collected, it is loaded once.
setFlagsFromString('--no-wasm-code-gc')
stripTypeScriptTypes('')

// Properties are tried on the same examples every time, so that what fails was broken by a change. Another number tries
// others.
fc.configureGlobal({ seed: Number(process.env.CLAIMBOARD_SEED ?? 1) })

// Run anew for each test file, where the modules that the tests import may be shared by those of a worker.
afterAll(cleanUp)
