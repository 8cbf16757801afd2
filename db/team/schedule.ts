import { setTimeout } from 'node:timers/promises'
import type { Input, Output } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import { plainError } from '../plain-error.ts'
import type { OpenProject } from '../project.ts'
import { sql } from '../sql.ts'
import { noteProblem } from './chosen.ts'
import { isWanted, look } from './exchange.ts'
import { listFolderAside } from './folder.ts'
import { obstacleTo } from './handlers.ts'
import { isUnpublished, lastOwnAction, requireNotEmptied } from './known.ts'
import { readSettings, recall } from './memory.ts'

// The folder is asked, since network shares tell of no changes and a watched stick cannot be ejected everywhere. Soon
// enough that two who talk to each other see it, and a listing of a few names every time.
const lookEveryMs = 15_000

// Somebody who is typing is not published word by word.
const quietMs = 60_000

// Nor kept back for as long as they do not rest.
const latestMs = 5 * 60_000

// Whoever closes a window does not wait for a slow share: what was not published then is at the next opening.
const closingMs = 15_000

export interface TeamSchedule {
  /** Ends it, with a last publication where there is anything new. */
  stop(): Promise<void>
}

export interface TeamScheduleOptions {
  readonly project: OpenProject
  /** Runs a task beside what else is done with the project. */
  readonly run: {
    exchange(input: Input<'team.exchange'>): Promise<Output<'team.exchange'>>
    publish(input: Input<'team.publish'>, signal?: AbortSignal): Promise<Output<'team.publish'>>
  }
  /** Told when what is known of the team folder may have changed. */
  readonly onNews: () => void
  /** Takes what keeps it from exchanging; the profile has it in words already, for the window. */
  readonly onFailure: (error: unknown) => void
  readonly everyMs?: number
  readonly quietMs?: number
}

/**
 * Exchanges a project with its team folder by itself, where its analyst wants that: takes in what others publish soon
 * after it is there, and publishes what is done here a minute after the last change, five after the first at the latest,
 * and when the project is closed.
 */
export function scheduleTeam({
  project,
  run,
  onNews,
  onFailure,
  ...options
}: TeamScheduleOptions): TeamSchedule {
  const { db, context } = project
  if (obstacleTo(db, context) !== null) return { stop: async () => {} }
  const quiet = options.quietMs ?? quietMs
  let running: Promise<void> | null = null
  let exchanging = false
  let stopped = false
  /** What was done last, since when, and since when anything waits to be published. */
  let waiting: { readonly action: string | null; readonly since: number; readonly first: number } | null =
    null
  let failure = ''

  async function round(): Promise<void> {
    try {
      const { folder, automatic } = readSettings(db, context)
      if (folder === null || !automatic) return
      const there = await lookInto(folder)
      if (there.arrivals) await atWork(run.exchange({ again: false }))
      if (publishNow(folder, there.own)) await atWork(run.publish({}))
      failure = ''
    } catch (error) {
      // Another task is writing: the next round comes soon.
      if (error instanceof AppError && ['conflict', 'cancelled'].includes(error.code)) {
        onNews()
        return
      }
      // Not with every look, where it takes a copy of the whole project to fail.
      waiting = null
      onNews()
      const { message } = plainError(error)
      if (message !== failure) onFailure(error)
      failure = message
    }
  }

  async function atWork(task: Promise<unknown>): Promise<void> {
    exchanging = true
    try {
      await task
    } finally {
      exchanging = false
    }
    onNews()
  }

  /** Whether there is anything to take in, and what was published from here. */
  async function lookInto(folder: string): Promise<{ readonly arrivals: boolean; readonly own: boolean }> {
    const during = 'exchange'
    try {
      const listing = await listFolderAside(folder)
      // The project may have been closed meanwhile.
      if (stopped) return { arrivals: false, own: true }
      const memory = recall(db, context, folder)
      requireNotEmptied(listing, memory)
      if (noteProblem(db, context, { folder, during, message: null })) onNews()
      const files = look(db, memory, listing)
      return {
        arrivals: files.some((file) => isWanted(file, false)),
        own: files.some(({ state }) => state === 'own'),
      }
    } catch (error) {
      if (!stopped) noteProblem(db, context, { folder, during, message: plainError(error).message })
      throw error
    }
  }

  function publishNow(folder: string, own: boolean): boolean {
    if (stopped) return false
    const published = own && !isUnpublished(db, recall(db, context, folder))
    if (published || isBusy()) {
      waiting = null
      return false
    }
    const now = Date.now()
    const action = lastOwnAction(db)
    if (waiting === null) waiting = { action, since: now, first: now }
    else if (waiting.action !== action) waiting = { ...waiting, action, since: now }
    return now - waiting.since >= quiet || now - waiting.first >= latestMs
  }

  /** An import that is not done yet is published when it is. */
  function isBusy(): boolean {
    return db.value(sql`select 1 from action where state = 'running' limit 1`) !== undefined
  }

  const lookNow = () => {
    running ??= round().finally(() => {
      running = null
    })
  }
  const timer = setInterval(lookNow, options.everyMs ?? lookEveryMs)
  return {
    stop: async () => {
      stopped = true
      clearInterval(timer)
      // What is being exchanged is left to end with the other tasks.
      if (exchanging) return
      // A share that does not even say what is in it takes no copy either.
      if (running && !(await settled(running))) return
      try {
        const { folder, automatic } = readSettings(db, context)
        if (folder === null || !automatic || !isUnpublished(db, recall(db, context, folder))) return
        await run.publish({}, AbortSignal.timeout(closingMs))
      } catch (error) {
        onFailure(error)
      }
    },
  }
}

/** Whether something ends before a window that is being closed would wait too long for it. */
function settled(work: Promise<void>): Promise<boolean> {
  const waited = setTimeout(closingMs, false, { ref: false })
  return Promise.race([work.then(() => true), waited])
}
