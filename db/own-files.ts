import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { sidecars } from './durable-file.ts'

/**
 * Whether a path leads to a project's own file or to one of those that stand beside it while it is open.
 * Such a file must not even be opened in the process that has the project open: closing it again would give
 * up SQLite's locks (POSIX advisory locks belong to the process, not to the descriptor).
 */
export function isProjectFile(path: string, project: string): boolean {
  const own = [project, ...sidecars.map((ending) => project + ending)]
  // A journal comes and goes: its name is the project's also while nothing is there.
  if (own.includes(resolve(path))) return true
  const asked = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (!asked) return false
  return own.some((file) => {
    const there = statSync(file, { bigint: true, throwIfNoEntry: false })
    return there !== undefined && there.dev === asked.dev && there.ino === asked.ino
  })
}
