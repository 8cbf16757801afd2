import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { readableTime } from './contract/readable-time.ts'
import { removeLeftovers } from './durable-file.ts'
import type { Holder } from './lock.ts'
import { plainName } from './plain-name.ts'

/** @returns why a project cannot be written where it is, as a sentence; null where it can */
export function writeObstacle(file: string): string | null {
  const { mode } = statSync(file)
  // Two names would have two journals, and each would destroy what the other one saved.
  if (hasSecondName(file))
    return 'The file has a second name on this disk (a hard link). Make a copy of it to work on.'
  // The administrator may write everything, and should no more than others where it says "read only".
  if (noWriteBits(mode)) return 'The file is write-protected.'
  const folder = dirname(file)
  if (process.platform !== 'win32' && noWriteBits(statSync(folder).mode))
    return 'Its folder is write-protected.'
  return (
    denied(file, 'You have no permission to change the file.') ??
    denied(folder, 'Nothing can be written in its folder.')
  )
}

function hasSecondName(file: string): boolean {
  if (statSync(file).nlink === 1) return false
  // A program that ended while it gave a new file its name has left the name before beside it.
  removeLeftovers(dirname(file))
  return statSync(file).nlink > 1
}

function noWriteBits(mode: number): boolean {
  return (mode & 0o222) === 0
}

function denied(path: string, words: string): string | null {
  try {
    accessSync(path, constants.W_OK)
    return null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS'
      ? 'It is on a medium that can only be read.'
      : words
  }
}

/** Who has the project, for whoever comes second. */
export function heldReason(holder: Holder | null): string {
  if (!holder) return 'Another program is changing it.'
  const since = readableTime(holder.since)
  const time = since === '' ? '' : ` since ${since}`
  return `Open in Claimboard by ${plainName(holder.name)} on ${plainName(holder.host)}${time}. What you see is as it was when you opened it.`
}
