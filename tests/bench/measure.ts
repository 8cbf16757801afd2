import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** One run: milliseconds of the work, and of the whole process; the most memory that it held, in MiB. */
export interface Run {
  readonly ms: number
  readonly processMs: number
  readonly peakMiB: number
}

/** Runs a script of this folder in a Node of its own; its last line is {@link report}'s. */
export function runScript(script: string, args: readonly string[] = []): Run {
  const { stdout, processMs } = run(process.execPath, [path.join(import.meta.dirname, script), ...args])
  const reported = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Omit<Run, 'processMs'>
  return { ...reported, processMs }
}

/** What a script prints for {@link runScript}: how long its work took, and the most memory that it held. */
export function report(ms: number): void {
  // Node gives the largest resident set in KiB.
  console.log(JSON.stringify({ ms, peakMiB: process.resourceUsage().maxRSS / 1024 }))
}

/** Runs a program whose memory does not matter. */
export function runProgram(command: string, args: readonly string[], input = ''): Run {
  const { processMs } = run(command, args, input)
  return { ms: processMs, processMs, peakMiB: Number.NaN }
}

function run(command: string, args: readonly string[], input = '') {
  const start = performance.now()
  const done = spawnSync(command, args, { encoding: 'utf8', input })
  const processMs = performance.now() - start
  if (done.status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${done.error ?? done.stderr}`)
  }
  return { stdout: done.stdout, processMs }
}

/** Runs each measurement in turn, round after round, so that what else the machine does meets all of them. */
export function interleaved<Name extends string>(
  rounds: number,
  measurements: Readonly<Record<Name, () => Run>>,
): Record<Name, Run> {
  const names = Object.keys(measurements) as Name[]
  const runs = new Map<Name, Run[]>(names.map((name) => [name, []]))
  // The first round warms the disk's cache and does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const run = measurements[name]()
      if (round > 0) runs.get(name)?.push(run)
    }
  }
  return Object.fromEntries(names.map((name) => [name, medians(runs.get(name) ?? [])])) as Record<Name, Run>
}

function medians(runs: readonly Run[]): Run {
  return {
    ms: median(runs.map(({ ms }) => ms)),
    processMs: median(runs.map(({ processMs }) => processMs)),
    peakMiB: median(runs.map(({ peakMiB }) => peakMiB)),
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper
}
