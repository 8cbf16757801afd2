import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { backUp, copyInto } from '../backup.ts'
import { makeBackup } from '../backups/make.ts'
import { connect, harden } from '../connection.ts'
import { AppError } from '../contract/errors.ts'
import type { MergePreview, MergeResult } from '../contract/merge.ts'
import type { Context, MergeContext, ReaderContext, ReaderHandlers, WriterHandlers } from '../handlers.ts'
import { History } from '../history.ts'
import { installJournal } from '../journal.ts'
import { plainName } from '../plain-name.ts'
import { projectRow } from '../project-info.ts'
import { type ReadableDb, sql, type WritableDb, wrapConnection } from '../sql.ts'
import { progressStep, type Task } from '../task.ts'
import { installVisibility } from '../visibility.ts'
import { type Prepared, prepareMerge } from './prepare.ts'
import { summarise } from './summary.ts'
import { hasNews, otherSchema, unite } from './unite.ts'
import { uniteJournals } from './unite-journals.ts'

const steps = [
  'Checking the other copy',
  'Keeping this one as it is',
  'Merging',
  'Looking at what came',
] as const

function step(index: number) {
  return progressStep(index, steps.length, steps[index] ?? '')
}

/**
 * Takes in what another copy of the project has and this one has not. Until the third step nothing is changed, and
 * the task can be cancelled; that step is one transaction and one action.
 */
function* runMerge(context: MergeContext, { file }: { readonly file: string }): Task<MergeResult> {
  const { db, path, profile } = context
  yield step(0)
  const other = prepared(context, file)
  try {
    const from = { file: basename(file), title: other.title }
    yield step(1)
    const connection = db.connection
    attach(connection, other)
    try {
      const kept = hasNews(db) ? keepAsItIs(db, path, profile) : null
      yield step(2)
      const before = lastAction(db)
      const label = `Merge from ${plainName(stemOf(file))}`
      const { action } = inWords(from.file, () => context.merge(label, takeIn))
      yield step(3)
      return { from, ...summarise(db, action, before), kept }
    } finally {
      connection.exec(`detach ${otherSchema}`)
    }
  } finally {
    other.remove()
  }
}

/** The same in a copy of this project, which is thrown away: what it would bring, exactly. */
function* previewMerge(context: ReaderContext, { file }: { readonly file: string }): Task<MergePreview> {
  yield step(0)
  const other = prepared(context, file)
  try {
    const from = { file: basename(file), title: other.title }
    yield step(1)
    const scratch = join(dirname(other.file), 'scratch.claimboard')
    copyOf(context.db.connection.name, scratch)
    yield step(2)
    const connection = new Database(scratch)
    try {
      harden(connection)
      // Nobody will read it after a power cut.
      connection.pragma('journal_mode = off')
      connection.pragma('synchronous = off')
      connection.pragma('locking_mode = exclusive')
      installJournal(connection)
      installVisibility(connection)
      attach(connection, other)
      const db = wrapConnection(connection)
      const before = lastAction(db)
      const history = new History(db, context.analyst)
      const spec = { operation: 'merge.run', label: 'Merge' }
      const { action } = inWords(from.file, () => history.merge(spec, takeIn))
      yield step(3)
      return { from, ...summarise(db, action, before) }
    } finally {
      connection.close()
    }
  } finally {
    other.remove()
  }
}

function takeIn(db: WritableDb, action: string): boolean {
  const changed = unite(db, action)
  uniteJournals(db)
  return changed
}

function prepared({ db, path, gate }: Context & { readonly db: ReadableDb }, file: string): Prepared {
  return prepareMerge({ file, own: [path, db.connection.name], project: projectRow(db).uid, gate })
}

function attach(connection: Database.Database, other: Prepared): void {
  connection.prepare(`attach ? as ${otherSchema}`).run(other.file)
}

/** On a connection of its own: in the task's snapshot nothing can be written. */
function copyOf(source: string, target: string): void {
  const connection = connect(source, { readonly: true })
  try {
    copyInto(connection, target)
  } finally {
    connection.close()
  }
}

function lastAction(db: ReadableDb): number {
  return db.value<number>(sql`select coalesce(max(n), 0) from action`) ?? 0
}

/** @returns where, in words */
function keepAsItIs(db: ReadableDb, path: string, profile: string | null): string {
  if (profile === null) return `in “${backUp(db.connection, path, 'before merging')}”`
  makeBackup(db.connection.name, { profile, path, reason: 'merge' })
  return 'among its backups (File > Backups)'
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
