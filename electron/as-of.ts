import { realpathSync } from 'node:fs'
import path from 'node:path'
import { readableTime } from '../db/contract/readable-time.ts'
import { privateFile } from '../db/private-copy.ts'

/** What is shown of a project of an earlier time. */
export interface ShownAsOf {
  /** What the project is called of which it is an earlier state. */
  readonly of: string
  /** ISO 8601, UTC. */
  readonly at: string
}

interface Entry extends Partial<ShownAsOf> {
  remove(): void
}

/** Projects as they were, in private folders: each for one window, and gone with it. */
export interface AsOfFiles {
  /** A name for a project as it was, which is not there yet. */
  target(): string
  /** Says what is in it now. @returns whether it is one of these */
  fill(file: string, shown: ShownAsOf): boolean
  shown(file: string): ShownAsOf | undefined
  /** Removes one, with its folder; what is none of these stays. */
  forget(file: string): void
  /** Removes those that are left, such as one whose page was gone before it was shown. */
  forgetAll(): void
}

export function createAsOfFiles(): AsOfFiles {
  const entries = new Map<string, Entry>()
  const forget = (file: string) => {
    entries.get(file)?.remove()
    entries.delete(file)
  }
  return {
    target: () => {
      const { file, remove } = privateFile()
      // As the shell names what is open; the system's temporary folder may be a link.
      const real = path.join(realpathSync.native(path.dirname(file)), path.basename(file))
      entries.set(real, { remove })
      return real
    },
    fill: (file, shown) => {
      const entry = entries.get(file)
      if (entry) entries.set(file, { ...entry, ...shown })
      return entry !== undefined
    },
    shown: (file) => {
      const { of, at } = entries.get(file) ?? {}
      return of === undefined || at === undefined ? undefined : { of, at }
    },
    forget,
    forgetAll: () => {
      for (const file of entries.keys()) forget(file)
    },
  }
}

/** Why a project as it was cannot be changed, as a sentence. */
export function asOfReason({ at }: ShownAsOf): string {
  return `It is shown as of ${readableTime(at)}.`
}
