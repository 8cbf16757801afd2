import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { copyAside } from '../backup.ts'
import { harden } from '../connection.ts'
import { AppError } from '../contract/errors.ts'
import type { MergePreview, MergeResult } from '../contract/merge.ts'
import type { MergeContext, ReaderContext, ReaderHandlers, WriterHandlers } from '../handlers.ts'
import { History } from '../history.ts'
import { installJournal } from '../journal.ts'
import { plainName } from '../plain-name.ts'
import { projectRow } from '../project-info.ts'
import { type ReadableDb, sql, type WritableDb, wrapConnection } from '../sql.ts'
import { prepareStep, progressStep, type Task } from '../task.ts'
import { installVisibility } from '../visibility.ts'
import { discard, prepareMerge } from './prepare.ts'
import type { MergeRequest, Prepared } from './prepare-messages.ts'
import { summarise } from './summary.ts'
import { otherSchema, unite } from './unite.ts'
import { uniteJournals } from './unite-journals.ts'

const steps = ['Checking the other copy', 'Merging', 'Looking at what came'] as const

function step(index: number) {
  return progressStep(index, steps.length, steps[index] ?? '')
}

/**
 * Takes in what another copy of the project has and this one has not. Until the second step nothing is changed, and
 * the task can be cancelled; that step is one transaction and one action.
 */
function* runMerge(context: MergeContext, { file }: { readonly file: string }): Task<MergeResult> {
  const label = `Merge from ${plainName(stemOf(file))}`
  return yield* mergeTask(context, requestOf(context, file, { keep: 'always' }), label)
}

/** Takes in one copy, as one action of that label. */
export function* mergeTask(context: MergeContext, request: MergeRequest, label: string): Task<MergeResult> {
  const { db } = context
  yield step(0)
  const other = (yield* prepareStep(request)) ?? prepareMerge(request)
  try {
    const from = { file: basename(request.file), title: other.title }
    yield step(1)
    const before = lastAction(db)
    const action = mergeAttached(db.connection, other, from.file, () => context.merge(label, takeIn).action)
    yield step(2)
    return { from, ...summarise(db, action, before), kept: action === undefined ? null : other.kept }
  } finally {
    discard(other)
  }
}

/** The same in a copy of this project, which is thrown away: what it would bring, exactly. */
function* previewMerge(context: ReaderContext, { file }: { readonly file: string }): Task<MergePreview> {
  yield step(0)
  const other = prepareMerge(requestOf(context, file, { keep: 'never' }))
  try {
    const from = { file: basename(file), title: other.title }
    yield step(1)
    const scratch = join(dirname(other.file), 'scratch.claimboard')
    copyAside(context.db.connection.name, scratch)
    const connection = openScratch(scratch)
    try {
      const db = wrapConnection(connection)
      const before = lastAction(db)
      const history = new History(db, context.analyst)
      const action = mergeAttached(connection, other, from.file, () => {
        return history.merge({ operation: 'merge.run', label: 'Merge' }, takeIn).action
      })
      yield step(2)
      return { from, ...summarise(db, action, before) }
    } finally {
      connection.close()
    }
  } finally {
    discard(other)
  }
}

function openScratch(file: string): Database.Database {
  const connection = new Database(file)
  harden(connection)
  // Nobody will read it after a power cut.
  connection.pragma('journal_mode = off')
  connection.pragma('synchronous = off')
  connection.pragma('locking_mode = exclusive')
  installJournal(connection)
  installVisibility(connection)
  return connection
}

function takeIn(db: WritableDb, action: string): boolean {
  const changed = unite(db, action)
  uniteJournals(db)
  return changed
}

/** What a merge of `file` is prepared for. */
export function requestOf(
  { db, path, gate, profile }: ReaderContext,
  file: string,
  { keep, arrival = null }: Pick<MergeRequest, 'keep'> & Partial<Pick<MergeRequest, 'arrival'>>,
): MergeRequest {
  const project = projectRow(db).uid
  return { file, path, database: db.connection.name, project, gate, keep, arrival, profile }
}

/** Attaches the prepared copy for as long as it is merged. */
function mergeAttached<T>(connection: Database.Database, other: Prepared, name: string, body: () => T): T {
  connection.prepare(`attach ? as ${otherSchema}`).run(other.file)
  try {
    return inWords(name, body)
  } finally {
    connection.exec(`detach ${otherSchema}`)
  }
}

function lastAction(db: ReadableDb): number {
  return db.value<number>(sql`select coalesce(max(n), 0) from action`) ?? 0
}

function stemOf(file: string): string {
  return basename(file).replace(/\.claimboard$/, '')
}

/** A sound file can still hold what fits no project: a value of the wrong type, a reference to nothing. */
function inWords<T>(name: string, body: () => T): T {
  try {
    return body()
  } catch (error) {
    if (!(error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT')) throw error
    throw new AppError(
      'damaged',
      `${name} cannot be merged: it holds values that do not fit together. Nothing was changed. Verify it where it comes from, or ask for another copy.`,
      undefined,
      { cause: error },
    )
  }
}

export const mergeHandlers: WriterHandlers<'merge.run'> & ReaderHandlers<'merge.preview'> = {
  'merge.run': runMerge,
  'merge.preview': previewMerge,
}
