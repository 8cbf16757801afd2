import { spawnSync } from 'node:child_process'

/** Whether a program of the system can be run. */
export function commandIsThere(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}
