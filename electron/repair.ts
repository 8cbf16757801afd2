import { execFile } from 'node:child_process'
import type { RepairReport } from '../db/contract/repair.ts'
import type { GateCommand, GateRun } from '../db/gate.ts'
import { repairAnswer, repairJob } from '../db/repair/in-process.ts'

// A report of many thousand sentences would still be smaller.
const mostOutput = 64 * 1024 * 1024

/**
 * Salvages a project in a process of its own, while the windows go on.
 *
 * @param target null only to find out what is wrong
 * @throws AppError as the repair failed
 */
export async function repair(gate: GateCommand, file: string, target: string | null): Promise<RepairReport> {
  const { args, limitMs } = repairJob(file, target)
  return repairAnswer(await run(gate, args, limitMs))
}

function run(
  { program, args, env }: GateCommand,
  more: readonly string[],
  timeout: number,
): Promise<GateRun> {
  return new Promise((resolve) => {
    const options = { timeout, killSignal: 'SIGKILL', env, windowsHide: true, maxBuffer: mostOutput } as const
    execFile(program, [...args, ...more], options, (error, stdout) => {
      resolve({ status: error ? null : 0, stdout, timedOut: error?.killed === true })
    })
  })
}
