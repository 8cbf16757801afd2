import { resolve } from 'node:path'
import { copyAside, requireSound } from '../backup.ts'
import { connect } from '../connection.ts'
import type { Input, Output } from '../contract/contract.ts'
import { nameIsTaken, partialBeside, publishNew, removePartial, taken } from '../durable-file.ts'
import type { ReaderContext, ReaderHandlers } from '../handlers.ts'
import { sizeOf } from '../inspect.ts'
import { rebuildSearchIndex } from '../reindex.ts'
import { cannotWrite, requireOther } from '../share.ts'
import { progressStep, type Task } from '../task.ts'
import { goBack } from './go-back.ts'
import { findMoment, type Moment } from './moment.ts'

const steps = ['Copying', 'Going back', 'Checking', 'Saving'] as const
const step = (index: number) => progressStep(index, steps.length, steps[index] ?? '')

/**
 * Writes a project as it was at a moment into a new file, which is whole and checked when it appears under its name.
 * The project itself is only read.
 *
 * @throws AppError `conflict` for a name that is taken, `not-found` for a moment that is not in the history or a folder
 *   that there is not, `invalid` for what names no moment, `damaged` where the history does not lead there,
 *   `read-only`, `disk-full`
 */
function* writeAsOf(
  { db, path }: ReaderContext,
  { target, when, before, view }: Input<'history.asOf'>,
): Task<Output<'history.asOf'>> {
  const file = resolve(target)
  if (nameIsTaken(file)) throw taken(file)
  requireOther(file, [path, db.connection.name])
  const moment = findMoment(db, { when, before })
  const partial = partialBeside(file)
  try {
    yield step(0)
    copyAside(db.connection.name, partial)
    yield step(1)
    yield* goBackIn(partial, moment, view)
    yield step(3)
    publishNew(partial, file)
    return { at: moment.at, later: moment.later, bytes: sizeOf(file) }
  } catch (error) {
    throw cannotWrite(error, file)
  } finally {
    removePartial(partial)
  }
}

function* goBackIn(file: string, { cut, at }: Moment, view: boolean): Task<void> {
  const copy = connect(file)
  try {
    // It is flushed as a whole before it gets its name.
    copy.pragma('synchronous = off')
    copy.pragma('journal_mode = memory')
    // A turn each, so that it can be cancelled in between.
    for (const _turn of goBack(copy, cut, timeOf(at))) yield step(1)
  } finally {
    copy.close()
  }
  const back = connect(file)
  try {
    back.pragma('synchronous = off')
    if (!view) {
      // Removed rows stay in the pages of a file, and their words in the full-text index, until these are made anew.
      rebuildSearchIndex(back)
      back.exec('vacuum')
    }
    yield step(2)
    requireSound(back)
  } finally {
    back.close()
  }
}

/** The clock of what was in conflict; a time that cannot be read is the oldest. */
function timeOf(at: string): number {
  const time = Date.parse(at)
  return Number.isNaN(time) ? 0 : Math.max(0, time)
}

export const asOfHandlers: ReaderHandlers<'history.asOf'> = {
  'history.asOf': (context, input) => writeAsOf(context, input),
}
