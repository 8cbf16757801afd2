import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { Backup, BackupId } from '../contract/backup.ts'
import { AppError } from '../contract/errors.ts'
import { makeFolderDurably } from '../durable-file.ts'
import { sha256 } from '../ids.ts'
import { sizeOf } from '../inspect.ts'
import { writeFileDurably } from '../profile.ts'

/*
 * The backups of a project lie in the profile, in a folder named after the project's id: each is a closed project
 * file that is write-protected, with a small record beside it. The record is written last, when the backup has
 * been read back, so that a file without one is an unfinished attempt.
 */

/** What is kept about a backup besides the file itself. */
export const BackupRecord = Backup.omit({ bytes: true }).extend({
  /** Name of the project's file when the backup was made. */
  file: z.string(),
  /** Number of the last action in it. */
  lastAction: z.int(),
})
export type BackupRecord = z.infer<typeof BackupRecord>

const folderName = 'backups'
const projectEnding = '.claimboard'
const recordEnding = '.json'
const removedEnding = '.removed'

/**
 * An id as this program makes it, or the hash that stands for any other: a file from elsewhere may bring anything, and
 * it becomes the name of a folder.
 */
const plainId = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/

/** How a folder of the profile is called that keeps something about a project. @param project its id, or that name */
export function projectFolderName(project: string): string {
  return plainId.test(project) ? project : sha256(project)
}

/** Where the backups of a project are kept. @param project its id, or the name of that folder */
export function backupFolder(profile: string, project: string): string {
  return join(profile, folderName, projectFolderName(project))
}

export function backupFile(folder: string, id: string): string {
  return join(folder, id + projectEnding)
}

/**
 * The record of a backup, by its file.
 *
 * @returns null for a file that is no backup of this profile
 */
export function recordOfFile(profile: string, file: string): BackupRecord | null {
  const folder = dirname(file)
  if (dirname(folder) !== join(profile, folderName)) return null
  return readRecord(folder, basename(file, projectEnding))
}

/** The backups in a folder, the latest first. A record that cannot be read belongs to no backup. */
export function listRecords(folder: string): BackupRecord[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith(recordEnding))
    .flatMap((name) => readRecord(folder, name.slice(0, -recordEnding.length)) ?? [])
    .filter(({ id }) => existsSync(backupFile(folder, id)))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** The backups of every project whose file had a name, the latest first: of a damaged file nothing else is known. */
export function backupsOfFileName(profile: string, name: string): (Backup & { project: string })[] {
  const place = join(profile, folderName)
  if (!existsSync(place)) return []
  return readdirSync(place)
    .flatMap((project) => {
      const folder = join(place, project)
      const ids = new Set(listRecords(folder).flatMap(({ id, file }) => (file === name ? [id] : [])))
      return listBackups(folder).flatMap((backup) => (ids.has(backup.id) ? [{ ...backup, project }] : []))
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

export function listBackups(folder: string): Backup[] {
  return listRecords(folder).map(({ file: _file, lastAction: _lastAction, ...record }) => ({
    ...record,
    bytes: sizeOf(backupFile(folder, record.id)),
  }))
}

function readRecord(folder: string, id: string): BackupRecord | null {
  if (!BackupId.safeParse(id).success) return null
  try {
    const record = BackupRecord.parse(JSON.parse(readFileSync(join(folder, id + recordEnding), 'utf8')))
    return record.id === id ? record : null
  } catch {
    // Cut off or of another program: what it says about a backup is worth nothing.
    return null
  }
}

/** Enters a backup whose file lies in its place and has been read back. */
export function enterRecord(folder: string, record: BackupRecord): void {
  // Nobody shall work on a backup by mistake; the program opens a write-protected file for reading only.
  chmodSync(backupFile(folder, record.id), 0o444)
  writeFileDurably(join(folder, record.id + recordEnding), `${JSON.stringify(record, null, 1)}\n`)
}

export function makeFolder(folder: string): void {
  makeFolderDurably(folder, 0o700)
}

/** @throws AppError `not-found` */
export function requireBackup(folder: string, id: string): BackupRecord {
  const record = readRecord(folder, id)
  if (!record || !existsSync(backupFile(folder, id))) throw noLonger()
  return record
}

function noLonger(): AppError {
  return new AppError('not-found', 'This backup is no longer there.')
}

/** Puts a backup away, so that it can be brought back until {@link clearAway}. */
export function putAway(folder: string, id: string): void {
  requireBackup(folder, id)
  const file = backupFile(folder, id)
  renameSync(file, file + removedEnding)
}

/** @throws AppError `not-found` */
export function bringBack(folder: string, id: string): void {
  const file = backupFile(folder, id)
  if (!existsSync(file + removedEnding)) throw noLonger()
  renameSync(file + removedEnding, file)
}

/** Deletes a backup for good. */
export function discard(folder: string, id: string): void {
  const file = backupFile(folder, id)
  for (const path of [join(folder, id + recordEnding), file, file + removedEnding]) {
    if (!existsSync(path)) continue
    // Windows removes no write-protected file.
    chmodSync(path, 0o600)
    rmSync(path)
  }
}

// Long enough for whoever deleted the wrong one to notice, also over a lunch break.
const removedForMs = 24 * 3_600_000

/** Deletes for good what was put away a day ago, and what attempts that were cut off left behind. */
export function clearAway(folder: string, now: Date): void {
  for (const name of readdirSync(folder)) {
    const removed = name.endsWith(removedEnding)
    const id = basename(removed ? name.slice(0, -removedEnding.length) : name, projectEnding)
    if (!BackupId.safeParse(id).success) continue
    const since = now.getTime() - statSync(join(folder, name)).ctimeMs
    // A record that cannot be read here may be another version's: what it stands beside is whole.
    const unfinished = name.endsWith(projectEnding) && !existsSync(join(folder, id + recordEnding))
    if ((removed || unfinished) && since > removedForMs) discard(folder, id)
  }
}
