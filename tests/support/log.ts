import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Launched } from './electron.ts'

/** What a started program has logged so far. */
export function logOf({ userData }: Launched): string {
  return readFileSync(path.join(userData, 'logs', 'claimboard.log'), 'utf8')
}
