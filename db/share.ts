import { existsSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { copyAside, requireSound } from './backup.ts'
import { connect } from './connection.ts'
import { AppError } from './contract/errors.ts'
import type { LeftOut } from './contract/project.ts'
import { partialBeside, publish, removePartial, requireNoLeftovers } from './durable-file.ts'
import type { ReaderContext, ReaderHandlers } from './handlers.ts'
import { sizeOf } from './inspect.ts'
import { takeLock } from './lock.ts'
import { plainError } from './plain-error.ts'
import { privateFile } from './private-copy.ts'
import { makePublication, removeHistory } from './publication.ts'
import { rebuildSearchIndex } from './reindex.ts'
import { sealingTask } from './seal/sealing.ts'
import { progressStep, type Task } from './task.ts'

export interface Shared {
  readonly bytes: number
  readonly leftOut: LeftOut[]
  /** The copy has an id of its own and cannot be merged back. */
  readonly publication: boolean
}

const steps = ['Copying', 'Leaving out', 'Checking', 'Saving'] as const
const step = (index: number) => progressStep(index, steps.length, steps[index] ?? '')

export interface SharedCopy {
  readonly target: string
  readonly without: readonly LeftOut[]
  /** Seals the copy, so that only who knows the passphrase can open it. */
  readonly passphrase?: string | undefined
}

/**
 * Writes a copy for somebody else: all of the project, a working copy without its history, or one for
 * publication without notes or names. It appears under its name when it is whole and checked; a file that was
 * there is replaced in that instant. Of a sealed copy, nothing in clear is ever beside it: that lies in a
 * private folder until it is sealed.
 *
 * @throws AppError `conflict` for the project itself or a project that is in use, `not-found` without the
 *   folder, `read-only`, `disk-full`
 */
export function* shareProject(
  { db, path, analyst }: ReaderContext,
  { target, without, passphrase }: SharedCopy,
): Task<Shared> {
  const file = resolve(target)
  const leftOut = [...new Set(without)]
  const publication = leftOut.some((part) => part !== 'history')
  requireOther(file, [path, db.connection.name])
  const partial = partialBeside(file)
  const hidden = passphrase === undefined ? null : privateFile()
  try {
    yield* writeCopy(db.connection.name, hidden?.file ?? partial, leftOut, publication)
    if (hidden && passphrase !== undefined) {
      yield* sealingTask({ work: 'seal', source: hidden.file, target: partial, passphrase }, 'Sealing')
    }
    yield step(3)
    replace(partial, file, analyst.name)
    return { bytes: sizeOf(file), leftOut, publication }
  } catch (error) {
    throw cannotWrite(error, file)
  } finally {
    removePartial(partial)
    hidden?.remove()
  }
}

/** Writes a copy to a path, without what it shall not hold. */
export function* writeCopy(
  source: string,
  target: string,
  leftOut: readonly LeftOut[],
  publication: boolean,
): Task<void> {
  yield step(0)
  copyAside(source, target)
  yield step(1)
  const copy = connect(target)
  try {
    // It is flushed as a whole before it gets its name.
    copy.pragma('synchronous = off')
    if (publication) makePublication(copy, leftOut)
    else if (leftOut.includes('history')) removeHistory(copy)
    // The index keeps words of rows that were taken out until it is made anew; with a history, that tells of them as well.
    const silent = !publication && copy.prepare('select 1 from action limit 1').get() === undefined
    if (silent) rebuildSearchIndex(copy)
    // Removed rows stay in the pages of a file until it is written anew.
    if (leftOut.length > 0 || silent) copy.exec('vacuum')
    yield step(2)
    requireSound(copy)
  } finally {
    copy.close()
  }
}

/** @throws AppError `conflict` for a project's own file or a folder, `not-found` without a folder to write in */
export function requireOther(target: string, own: readonly string[]): void {
  if (!existsSync(dirname(target))) {
    throw new AppError('not-found', `There is no folder ${dirname(target)} for ${basename(target)}.`)
  }
  const there = statSync(target, { throwIfNoEntry: false })
  if (there?.isDirectory())
    throw new AppError('conflict', `${basename(target)} is a folder. Choose another name.`)
  if (own.some((path) => isSame(target, there, path))) {
    throw new AppError('conflict', 'A project cannot be shared onto itself. Choose another name or folder.')
  }
  requireNoLeftovers(target)
}

function isSame(target: string, there: Stats | undefined, own: string): boolean {
  const mine = statSync(own, { throwIfNoEntry: false })
  if (!there || !mine) return target === own
  return (there.ino === mine.ino && there.dev === mine.dev) || realpathSync(target) === realpathSync(own)
}

/** Replaces a project only while nobody writes it: their work would go on in a file without a name. */
export function replace(partial: string, target: string, name: string): void {
  if (!existsSync(target)) {
    publish(partial, target)
    return
  }
  const answer = takeLock(realpathSync(target), name)
  if (answer.kind === 'busy') {
    throw new AppError(
      'conflict',
      `${basename(target)} is open in Claimboard. Close it there, or choose another name.`,
    )
  }
  try {
    requireNoLeftovers(target)
    publish(partial, target)
  } finally {
    if (answer.kind === 'held') answer.release()
  }
}

/** What keeps a copy from being written, in words. */
export function cannotWrite(error: unknown, target: string): AppError {
  if (!(error as { code?: string }).code?.startsWith('SQLITE_CANTOPEN')) return plainError(error)
  return new AppError('read-only', `Nothing can be written in ${dirname(target)}.`, undefined, {
    cause: error,
  })
}

export const shareHandlers: ReaderHandlers<'project.share'> = {
  'project.share': (context, input) => shareProject(context, input),
}
