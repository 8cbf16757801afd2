import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterFile } from './cleanup.ts'

const memory = '/dev/shm'

/** An empty folder that costs no disk, where the system has such a place: for what nobody needs after a power cut. */
export function inMemory(): string {
  const folder = mkdtempSync(path.join(existsSync(memory) ? memory : tmpdir(), 'claimboard-test-'))
  afterFile(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}
