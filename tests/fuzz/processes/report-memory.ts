import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

// Loaded before the script of a bounded process, and into its threads: tells its starter the highest memory that it
// came to, in KiB.
if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))
