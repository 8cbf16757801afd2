import { afterAll } from 'vitest'
import { cleanUp } from './cleanup.ts'

// Run anew for each test file, where the modules that the tests import may be shared by those of a worker.
afterAll(cleanUp)
