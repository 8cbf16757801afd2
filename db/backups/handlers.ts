import { chmodSync, copyFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { checkFile } from '../check-file.ts'
import { AppError } from '../contract/errors.ts'
import { partialBeside, removePartial } from '../durable-file.ts'
import type { Context, QueryHandlers, ReaderContext, ReaderHandlers } from '../handlers.ts'
import { sizeOf } from '../inspect.ts'
import { projectRow } from '../project-info.ts'
import { cannotWrite, replace, requireOther } from '../share.ts'
import type { ReadableDb } from '../sql.ts'
import { progressStep, type Task } from '../task.ts'
import { compareWithNow } from './compare.ts'
import { makeBackup } from './make.ts'
import { backupFile, backupFolder, bringBack, listBackups, putAway, requireBackup } from './shelf.ts'

type BackupTask = 'make' | 'compare' | 'restore' | 'remove' | 'bringBack'

export const backupHandlers: QueryHandlers<'backups.list'> & ReaderHandlers<`backups.${BackupTask}`> = {
  'backups.list': (db, _input, { profile }) => {
    if (profile === null) return { backups: [], folder: null, bytes: 0 }
    const folder = backupFolder(profile, projectRow(db).uid)
    const backups = listBackups(folder)
    return { backups, folder, bytes: backups.reduce((sum, { bytes }) => sum + bytes, 0) }
  },

  'backups.make': function* ({ db, path, profile }, { reason }) {
    yield progressStep(0, null, 'Copying and reading it back')
    return makeBackup(db.connection.name, { profile: requireProfile(profile), path, reason })
  },

  'backups.compare': function* ({ db, profile }, { id }) {
    const folder = folderOf(db, profile)
    requireBackup(folder, id)
    return { differences: yield* compareWithNow(db.connection.name, backupFile(folder, id)) }
  },

  'backups.restore': (context, input) => restore(context, input),

  'backups.remove': function* ({ db, profile }, { id }) {
    yield progressStep(0, 1, 'Deleting')
    putAway(folderOf(db, profile), id)
    return {}
  },

  'backups.bringBack': function* ({ db, profile }, { id }) {
    yield progressStep(0, 1, 'Bringing it back')
    bringBack(folderOf(db, profile), id)
    return {}
  },
}

/**
 * Writes a backup to a file of its own, checked once more; a file that was there is replaced in that instant,
 * unless somebody works on it. The copy keeps the project's id: what it holds and what is in the project now can
 * be merged.
 */
function* restore(
  { db, path, profile, analyst }: ReaderContext,
  { id, target }: { readonly id: string; readonly target: string },
): Task<{ bytes: number }> {
  const folder = folderOf(db, profile)
  requireBackup(folder, id)
  const file = resolve(target)
  requireOther(file, [path, db.connection.name])
  const partial = partialBeside(file)
  try {
    yield progressStep(0, 2, 'Copying')
    copyFileSync(backupFile(folder, id), partial)
    // The backup itself is write-protected.
    chmodSync(partial, 0o600)
    yield progressStep(1, 2, 'Checking')
    const verdict = checkFile(partial)
    if (!verdict.ok) throw AppError.fromReply(verdict.error)
    replace(partial, file, analyst.name)
    return { bytes: sizeOf(file) }
  } catch (error) {
    throw cannotWrite(error, file)
  } finally {
    removePartial(partial)
  }
}

function folderOf(db: ReadableDb, profile: Context['profile']): string {
  return backupFolder(requireProfile(profile), projectRow(db).uid)
}

function requireProfile(profile: Context['profile']): string {
  if (profile !== null) return profile
  throw new AppError('not-found', 'There is no profile to keep backups in.')
}
