import { spawnSync } from 'node:child_process'
import type { SpawnGate } from '../db/gate.ts'
import { gateSwitch } from './arguments.ts'

/**
 * Runs the gate's process by starting this program once more: a package holds no Node. Synchronous, for the
 * store process and for the command line.
 *
 * @param launcher see `launcher` in arguments.ts
 */
export function electronSpawnGate([binary = process.execPath, ...before]: readonly string[]): SpawnGate {
  return (args, timeoutMs) => {
    const run = spawnSync(binary, [...before, gateSwitch, ...args], {
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: plainEnvironment(),
      windowsHide: true,
    })
    const timedOut = (run.error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT'
    if (run.error && !timedOut) throw run.error
    return { status: run.status, stdout: run.stdout, timedOut }
  }
}

/** Without what would change how Node or Electron start. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE|ELECTRON)_/.test(name)))
}
