import type { GateCommand } from '../db/gate.ts'
import { gateSwitch } from './arguments.ts'

/**
 * The gate's process is this program started once more: a package holds no Node.
 *
 * @param launcher see `launcher` in arguments.ts
 */
export function electronGate([binary = process.execPath, ...before]: readonly string[]): GateCommand {
  return { program: binary, args: [...before, gateSwitch], env: plainEnvironment() }
}

/** Without what would change how Node or Electron start. */
function plainEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || /^(NODE|ELECTRON)_/.test(name) ? [] : [[name, value]],
    ),
  )
}
