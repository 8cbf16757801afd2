import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { faultOperations, type Operation, problemsAfter } from '../support/fault-operations.ts'
import { seed, tell, times } from '../support/fault-size.ts'
import { randomFrom } from '../support/mutate.ts'
import { aFolder } from '../support/project-files.ts'

const kills = times(4, 400)

/** Runs an operation in a new folder and kills it after some milliseconds. */
async function killed(
  operation: Operation,
  after: number,
): Promise<{ folder: string; status: number | null }> {
  const folder = aFolder()
  operation.prepare(folder)
  const [program, ...args] = operation.command(folder)
  const child = spawn(program, args, { env: operation.env(folder), stdio: 'ignore', detached: true })
  const exit = once(child, 'exit')
  await Promise.race([exit, setTimeout(after, undefined, { ref: false })])
  child.kill('SIGKILL')
  const [status] = await exit
  // A process that it had started for itself comes to its end.
  while (groupIsThere(child.pid ?? 0)) await setTimeout(pollMs)
  return { folder, status }
}

const pollMs = 5

function groupIsThere(group: number): boolean {
  try {
    process.kill(-group, 0)
    return true
  } catch {
    return false
  }
}

// Longer than any of them takes.
const never = 100_000

describe('killing a command', () => {
  it.each(faultOperations())(
    '$name: leaves all or nothing, and can be done again',
    async (operation) => {
      const random = randomFrom(seed)
      const started = performance.now()
      expect((await killed(operation, never)).status).toBe(0)
      const duration = performance.now() - started
      const told = { kills: 0, before: 0, after: 0, 'ended before': 0 }
      const wrong: string[] = []
      for (let n = 0; n < kills; n++) {
        // Of its time the first part goes by while the program is loaded.
        const moment = duration * (0.1 + random())
        const { folder, status } = await killed(operation, moment)
        told.kills++
        if (status === 0) told['ended before']++
        try {
          told[await operation.stateOf(folder)]++
        } catch (error) {
          wrong.push(`${operation.name} after ${moment} ms: ${error}`)
          continue
        }
        const problems = await problemsAfter(operation, folder, null)
        wrong.push(...problems.map((problem) => `${operation.name} after ${moment} ms: ${problem}`))
      }
      tell(`kills, ${operation.name}`, { ...told, wrong: wrong.length })
      expect(wrong).toEqual([])
    },
    24 * 3_600_000,
  )
})
