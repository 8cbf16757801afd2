import { statSync } from 'node:fs'
import { sidecars } from './durable-file.ts'

/**
 * Whether a path leads to a project's own file or to one of those that stand beside it while it is open.
 * Such a file must not even be opened in the process that has the project open: closing it again would give
 * up SQLite's locks (POSIX advisory locks belong to the process, not to the descriptor).
 */
export function isProjectFile(path: string, project: string): boolean {
  const asked = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (!asked) return false
  return [project, ...sidecars.map((ending) => project + ending)].some((file) => {
    const own = statSync(file, { bigint: true, throwIfNoEntry: false })
    return own !== undefined && own.dev === asked.dev && own.ino === asked.ino
  })
}
