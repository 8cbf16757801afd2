import { AppError } from '../contract/errors.ts'
import type { Context } from '../handlers.ts'
import { plainError } from '../plain-error.ts'
import type { ReadableDb } from '../sql.ts'
import type { Task } from '../task.ts'
import { readSettings, recall, remember, type TeamMemory } from './memory.ts'

/** The folder that is meant: the one that is named, or the project's. @throws AppError `conflict` where there is none */
export function folderOf(db: ReadableDb, context: Context, named: string | undefined): string {
  const folder = named ?? readSettings(db, context).folder
  if (folder !== null) return folder
  throw new AppError('conflict', 'This project has no team folder. Choose one: File > Team folder.')
}

/** Runs a task and keeps in the profile why it failed, for the window to tell without getting in the way. */
export function* noting<T>(
  db: ReadableDb,
  context: Context,
  { folder, during }: { readonly folder: string; readonly during: Trying },
  task: () => Task<T>,
): Task<T> {
  try {
    return yield* task()
  } catch (error) {
    const { code, message } = plainError(error)
    if (code !== 'cancelled') noteProblem(db, context, { folder, during, message })
    throw error
  }
}

type Trying = NonNullable<TeamMemory['problem']>['during']

/**
 * Keeps why something failed with the project's folder, or that it does not any more.
 *
 * @returns whether that is anything new
 */
export function noteProblem(
  db: ReadableDb,
  context: Context,
  { folder, during, message }: { folder: string; during: Trying; message: string | null },
): boolean {
  if (readSettings(db, context).folder !== folder) return false
  const memory = recall(db, context, folder)
  const before = memory.problem
  if (message === null ? before?.during !== during : before?.message === message) return false
  remember(db, context, { ...memory, problem: message === null ? null : { during, message } })
  return true
}
