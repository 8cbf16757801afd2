import type { Input, Output } from '../contract/contract.ts'
import type { ActionInfo, ChangedThing } from '../contract/history.ts'
import type { ReaderContext, ReaderHandlers } from '../handlers.ts'
import { changedThings } from '../history-changes.ts'
import { listActions } from '../history-list.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { progressStep, type Task } from '../task.ts'
import { csvWriter } from './csv.ts'
import { BufferedSink } from './sink.ts'
import { columnsOf, Part } from './table.ts'
import { openTarget } from './target.ts'

const actionColumns = [
  'action_id',
  'at',
  'analyst',
  'action',
  'action_kind',
  'came_by_merge',
  'undone',
] as const
const thingColumns = ['thing_kind', 'thing_id', 'thing', 'did'] as const
const fieldColumns = ['field', 'before', 'after'] as const

// As many as make a batch of a few milliseconds.
const actionsAtOnce = 200
const thingsAtOnce = 500

/**
 * Writes what the history shows as CSV, the latest first: one row per field that was changed, and one for a thing
 * that was made, deleted or moved as a whole.
 */
function* exportHistory(
  { db, path }: ReaderContext,
  { target: file, filter, dialect, separator }: Input<'history.export'>,
): Task<Output<'history.export'>> {
  const target = openTarget(file, path)
  try {
    const out = new BufferedSink(target)
    const writer = csvWriter(out, columnsOf([actionColumns, thingColumns, fieldColumns]), {
      dialect,
      separator,
    })
    const total = db.value<number>(sql`select count(*) from action`) ?? 0
    let rows = 0
    let done = 0
    let last: { at: string; n: number } | undefined
    for (;;) {
      yield progressStep(Math.min(done, total), total, 'History')
      const actions = listActions(db, actionsAtOnce, filter, last)
      for (const action of actions) {
        const head = new Part(actionCells(action))
        for (const things of batchesOf(db, action.uid)) {
          for (const thing of things) {
            for (const fields of fieldCells(thing)) {
              writer.row([head, thingPart(thing), new Part(fields)])
              rows++
            }
          }
          yield progressStep(Math.min(done, total), total, 'History')
        }
      }
      done += actions.length
      const end = actions.at(-1)
      if (!end) break
      last = { at: end.at, n: end.n }
    }
    writer.end()
    const bytes = out.flush()
    target.commit()
    return { rows, bytes }
  } finally {
    target.discard()
  }
}

function* batchesOf(db: ReadableDb, action: string): Generator<readonly ChangedThing[], void, void> {
  let after = 0
  for (;;) {
    const { things } = changedThings(db, { action, after, limit: thingsAtOnce })
    const last = things.at(-1)
    if (!last) return
    yield things
    after = last.n
  }
}

function actionCells({ uid, at, analystName, label, kind, state }: ActionInfo) {
  const undone = state === 'undone' || state === 'abandoned'
  return [uid, at, analystName, label, kind, state === 'elsewhere' ? 1 : 0, undone ? 1 : 0]
}

function thingPart({ kind, uid, title, did }: ChangedThing): Part {
  return new Part([kind, uid, title, did])
}

function fieldCells({ fields }: ChangedThing): (readonly (string | null)[])[] {
  if (fields.length === 0) return [[null, null, null]]
  return fields.map(({ label, before, after }) => [label, before, after])
}

export const historyExportHandlers: ReaderHandlers<'history.export'> = {
  'history.export': (context, input) => exportHistory(context, input),
}
