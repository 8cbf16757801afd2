import { rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { backUp } from '../backup.ts'
import { backupIsDue, makeBackup } from '../backups/make.ts'
import { connect } from '../connection.ts'
import { AppError } from '../contract/errors.ts'
import { inspectBytes, realFile } from '../inspect.ts'
import { checkedCopy } from '../opening.ts'
import { plainFileName, plainName } from '../plain-name.ts'
import { type ReadableDb, sql, wrapConnection } from '../sql.ts'
import { copyArrival } from '../team/arrival.ts'
import { installVisibility } from '../visibility.ts'
import type { MergeRequest, Prepared } from './prepare-messages.ts'
import { hasNews, otherSchema } from './unite.ts'

/** Two machines may well differ by hours in summer time; a day is a clock that is wrong. */
const mostAheadMs = 24 * 60 * 60 * 1000

/**
 * Makes a private copy of the other project, checked and in this program's format, makes sure that it can be
 * merged, and keeps this one as it is. It takes as long as copying and reading both.
 *
 * @param cancelled is asked between these steps
 * @throws AppError `conflict` for the project itself, for another project, for a copy that was made for
 *   publication and for one whose clock is wrong; what the gate says of files that are no sound projects;
 *   `disk-full`
 */
export function prepareMerge(request: MergeRequest, cancelled = () => false): Prepared {
  if (request.arrival === null) return prepareCopy(request, request.file, cancelled)
  if (isOwn(request, realFile(request.file))) throw withItself()
  const arrived = copyArrival(request.file, request.arrival.content)
  try {
    return prepareCopy(request, arrived.file, cancelled)
  } finally {
    arrived.remove()
  }
}

function prepareCopy(request: MergeRequest, file: string, cancelled: () => boolean): Prepared {
  const { project, gate } = request
  const name = plainFileName(request.file)
  const other = realFile(file)
  // Before it is opened in any way: closing a file that is open here would give up its locks.
  if (isOwn(request, other)) throw withItself()
  inspectBytes(other)
  let title = ''
  const copy = checkedCopy(other, gate && { command: gate }, (connection) => {
    title = requireMergeable(wrapConnection(connection), project, name)
  })
  try {
    if (cancelled()) throw new AppError('cancelled', 'Cancelled.')
    return { file: copy.file, title, kept: request.keep === 'never' ? null : keepAsItIs(request, copy.file) }
  } catch (error) {
    copy.remove()
    throw error
  }
}

/** Removes a prepared copy, with whatever lies beside it. */
export function discard({ file }: Prepared): void {
  rmSync(dirname(file), { recursive: true, force: true, maxRetries: 5 })
}

function isOwn({ path, database }: MergeRequest, file: string): boolean {
  return [path, database].some((own) => isSame(file, own))
}

function withItself(): AppError {
  return new AppError('conflict', 'A project cannot be merged with itself. Choose another copy of it.')
}

function keepAsItIs({ database, path, profile, keep }: MergeRequest, other: string): string | null {
  const connection = connect(database, { readonly: true })
  try {
    connection.prepare(`attach ? as ${otherSchema}`).run(other)
    const db = wrapConnection(connection)
    const news = hasNews(db)
    connection.exec(`detach ${otherSchema}`)
    if (!news) return null
    installVisibility(connection)
    if (keep === 'when-due' && profile !== null && !backupIsDue(db, profile)) return null
    if (profile === null) return `in “${backUp(connection, path, 'before merging')}”`
  } finally {
    connection.close()
  }
  makeBackup(database, { profile, path, reason: 'merge' })
  return 'among its backups (File > Backups)'
}

function isSame(file: string, own: string): boolean {
  const [a, b] = [file, own].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }))
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev
}

/** The detail of the error about a copy of another project. */
export const otherProject = { reason: 'other-project' } as const

/** @returns the other project's title */
function requireMergeable(db: ReadableDb, project: string, name: string): string {
  if (db.value(sql`select 1 from session limit 1`) === undefined) {
    throw new AppError(
      'conflict',
      `${name} is a copy for publication. It holds nothing of what merging needs, so that what was left out of it stays out. Ask for a working copy of the project.`,
    )
  }
  const other = db.get<{ uid: string; title: string }>(
    sql`select uid, title from project order by uid = ${project} desc, created_at, uid limit 1`,
  )
  if (other?.uid !== project) {
    const title = other ? ` (“${plainName(other.title)}”)` : ''
    throw new AppError(
      'conflict',
      `${name} is another project${title}, not a copy of this one. Only copies of one project can be merged.`,
      otherProject,
    )
  }
  const clock = db.value<number>(
    sql`select max((select coalesce(max(hlc), 0) from session), (select coalesce(max(hlc), 0) from cell))`,
  )
  if ((clock ?? 0) > Date.now() + mostAheadMs) {
    const time = new Date(Math.min(clock ?? 0, 8.64e15)).toISOString().slice(0, 16).replace('T', ' ')
    throw new AppError(
      'conflict',
      `${name} was written on a computer whose clock was wrong: it says ${time} UTC, a day or more from now. Merged, its writes would win over everything. If it is this computer's clock that is wrong, put it right.`,
    )
  }
  return other.title
}
