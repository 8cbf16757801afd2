import type { ElectronApplication } from 'playwright'
import { eventually } from './eventually.ts'
import { storePids } from './page-client.ts'

/** The process of the one store that is running. The list of processes follows what happens with a delay. */
export function storePid(app: ElectronApplication): Promise<number> {
  return eventually(async () => {
    const [pid, ...others] = (await storePids(app)).filter(isAlive)
    if (pid === undefined || others.length > 0) throw new Error('There is not one store.')
    return pid
  })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
