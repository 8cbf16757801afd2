import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'

/**
 * What a hostile input may cost: a process that takes longer hangs, on any machine, and is killed; one that needs more
 * memory would take that of everything else.
 */
export interface Ceiling {
  readonly seconds: number
  /** Resident, at its highest; Node alone takes about 60. */
  readonly megabytes: number
}

export interface Ending {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

const reporter = path.resolve(import.meta.dirname, 'processes/report-memory.ts')

/**
 * Runs a script of Node in a process of its own, and fails where it needs more than it may.
 * @param env on top of this process's own
 */
export async function bounded(
  script: string,
  args: readonly string[],
  ceiling: Ceiling,
  env: Readonly<Record<string, string>> = {},
): Promise<Ending> {
  const child = spawn(process.execPath, ['--import', reporter, script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  }) as ChildProcessByStdio<null, Readable, Readable>
  let killed = false
  const timer = setTimeout(() => {
    killed = true
    child.kill('SIGKILL')
  }, ceiling.seconds * 1000)
  const report = child.stdio[3] as unknown as Readable
  const [stdout, stderr, memory, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    text(report),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  clearTimeout(timer)
  expect(killed, `${script} ${args.join(' ')} ended within ${ceiling.seconds} s\n${stdout}`).toBe(false)
  expect(Number(memory) / 1024, `MB that ${path.basename(script)} ${args.join(' ')} took`).toBeLessThan(
    ceiling.megabytes,
  )
  return { status, stdout, stderr }
}

/** The script of a process, below `tests/fuzz/processes/`. */
export function processScript(name: string): string {
  return path.resolve(import.meta.dirname, 'processes', name)
}

/**
 * How many times as many inputs are tried as in a short run: `CLAIMBOARD_FUZZ=100 npm run unit -- tests/fuzz` for a
 * long one.
 */
export const times = Math.max(1, Number(process.env.CLAIMBOARD_FUZZ ?? 1))
