import { existsSync, readFileSync, writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

// Loaded before the script of a bounded process, and into its threads: tells its starter the highest memory that it
// came to, in KiB.
if (isMainThread) process.on('exit', () => writeSync(3, String(highest())))

/**
 * What `resourceUsage` says begins, on Linux, with the memory of the process that has started this one (`ru_maxrss`
 * lives on through `execve`, see getrusage(2)); the high-water mark of /proc is that of this program alone.
 */
function highest(): number {
  const status = '/proc/self/status'
  const own = existsSync(status) && /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]
  return own ? Number(own) : process.resourceUsage().maxRSS
}
