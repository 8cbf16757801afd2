import { basename } from 'node:path'
import { copyInto } from '../backup.ts'
import { checkFile } from '../check-file.ts'
import { connect } from '../connection.ts'
import type { Backup, BackupReason } from '../contract/backup.ts'
import { AppError } from '../contract/errors.ts'
import { nameIsTaken, partialBeside, publishNew, removePartial } from '../durable-file.ts'
import { sizeOf } from '../inspect.ts'
import { knownFiles, rememberClosed } from '../known-files.ts'
import { projectCounts, projectRow } from '../project-info.ts'
import { openSnapshot } from '../snapshot.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { inCurrentFormat } from './current-format.ts'
import { expired, isDue } from './retention.ts'
import {
  type BackupRecord,
  backupFile,
  backupFolder,
  clearAway,
  discard,
  enterRecord,
  listRecords,
  makeFolder,
} from './shelf.ts'

export interface BackupOptions {
  /** Folder of the person's profile. */
  readonly profile: string
  /** What the analyst knows the project by; its database may be a private copy of that. */
  readonly path: string
  readonly reason: BackupReason
  /** When it is now. */
  readonly now?: Date
}

/**
 * Backs up a project: writes what it holds into a new file, opens that once, reads it completely, compares the
 * checksums of texts and originals, and gives it its name. Then the backups whose time is over go.
 *
 * It takes as long as copying and reading the file, and blocks nobody who writes meanwhile under a write-ahead
 * log; under a rollback journal they have to wait. Whoever must not wait calls it from a thread of its own.
 *
 * @param database the file itself, which may be open here and elsewhere
 * @throws AppError `damaged` where the project is: then no backup is made and none goes; `disk-full`, `read-only`
 */
export function makeBackup(database: string, options: BackupOptions): Backup {
  const { profile, path, reason, now = new Date() } = options
  const connection = connect(database, { readonly: true })
  let partial: string | undefined
  try {
    const project = connection
      .prepare('select uid from project where deleted = 0 order by created_at, uid limit 1')
      .pluck()
      .get()
    if (typeof project !== 'string') throw damaged('The file does not say what its project is.')
    const folder = backupFolder(profile, project)
    makeFolder(folder)
    partial = partialBeside(backupFile(folder, 'new'))
    copyInto(connection, partial)
    const verdict = checkFile(partial)
    if (!verdict.ok) throw damaged(verdict.error.message)
    const id = freeId(folder, now, reason)
    const record: BackupRecord = {
      id,
      at: now.toISOString(),
      reason,
      verifiedAt: new Date().toISOString(),
      file: basename(path),
      ...factsOf(partial),
    }
    publishNew(partial, backupFile(folder, id))
    enterRecord(folder, record)
    rememberClosed(knownFiles(profile), backupFile(folder, id))
    makeRoom(folder, now)
    const { file: _file, lastAction: _lastAction, ...backup } = record
    return { ...backup, bytes: sizeOf(backupFile(folder, id)) }
  } finally {
    connection.close()
    if (partial !== undefined) removePartial(partial)
  }
}

type Facts = Pick<BackupRecord, 'title' | 'counts' | 'lastAction'>

/** What a copy that was just written holds. */
function factsOf(written: string): Facts {
  const { file, remove } = inCurrentFormat(written)
  try {
    const { db, close } = openSnapshot(file)
    try {
      return { title: projectRow(db).title, counts: projectCounts(db), lastAction: lastActionOf(db) }
    } finally {
      close()
    }
  } finally {
    remove()
  }
}

function lastActionOf(db: ReadableDb): number {
  return db.value<number>(sql`select coalesce(max(n), 0) from action`) ?? 0
}

function damaged(what: string): AppError {
  return new AppError(
    'damaged',
    `No backup was made, because the project is damaged. ${what} The backups from before are kept.`,
  )
}

function freeId(folder: string, now: Date, reason: BackupReason): string {
  const stem = `${now.toISOString().replace(/[-:.]/g, '')}-${reason}`
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}-${n}`
    if (!nameIsTaken(backupFile(folder, id))) return id
  }
}

/** Only after a sound backup was made: a damaged project pushes none out. */
function makeRoom(folder: string, now: Date): void {
  const sound = listRecords(folder).filter(({ verifiedAt }) => verifiedAt !== null)
  for (const id of expired(sound.map(({ id, at, reason }) => ({ id, reason, at: new Date(at) })))) {
    discard(folder, id)
  }
  clearAway(folder, now)
}

/** Whether the schedule wants a backup of a project now; one made for any other reason counts as well. */
export function backupIsDue(db: ReadableDb, profile: string, now = new Date()): boolean {
  const [last] = listRecords(backupFolder(profile, projectRow(db).uid))
  return isDue(last && { at: new Date(last.at), lastAction: last.lastAction }, lastActionOf(db), now)
}
