import { vi } from 'vitest'
import { PATIENCE_MS } from './patience.ts'

/**
 * Waits until a check no longer throws.
 *
 * @param patienceMs more than usual for what the program does only now and then
 * @returns what the check returns then
 */
export function eventually<T>(check: () => T | Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  return vi.waitFor(check, { timeout: patienceMs })
}
