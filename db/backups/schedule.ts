import type { OpenProject } from '../project.ts'
import { backupIsDue } from './make.ts'

// A window that has just opened has other things to do.
const firstLookMs = 60_000

// Often enough that a backup comes soon after it is due.
const lookEveryMs = 5 * 60_000

export interface Schedule {
  /** Ends the schedule, with a last backup where one is due. */
  stop(): Promise<void>
}

export interface ScheduleOptions {
  readonly project: OpenProject
  /** Makes a backup beside what else is done with the project. */
  readonly make: () => Promise<unknown>
  /** Told once when backups fail, and again only after one has succeeded. */
  readonly onFailure: (error: unknown) => void
}

/**
 * Backs up a project that is open for writing by itself: soon after it was opened and then whenever half an hour
 * has passed and something was changed.
 */
export function scheduleBackups({ project, make, onFailure }: ScheduleOptions): Schedule {
  const { profile, readOnly } = project.context
  if (profile === null || readOnly) return { stop: async () => {} }
  // With a rollback journal (network shares, some sticks) whoever reads keeps everybody from writing.
  const beside = project.db.connection.pragma('journal_mode', { simple: true }) === 'wal'
  let running: Promise<void> | null = null
  let told = false

  async function backUpIfDue(): Promise<void> {
    try {
      if (!backupIsDue(project.db, profile as string)) return
      await make()
      told = false
    } catch (error) {
      if (!told) onFailure(error)
      told = true
    }
  }
  const look = () => {
    running ??= backUpIfDue().finally(() => {
      running = null
    })
    return running
  }
  const first = beside ? setTimeout(look, firstLookMs) : undefined
  const timer = beside ? setInterval(look, lookEveryMs) : undefined
  return {
    stop: async () => {
      clearTimeout(first)
      clearInterval(timer)
      // What is being made is left to end with the other tasks.
      if (!running) await look()
    },
  }
}
