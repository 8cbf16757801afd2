import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '../connection.ts'
import type { Input } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import type { Published } from '../contract/team.ts'
import { partialBeside, publish, removePartial } from '../durable-file.ts'
import type { ReaderContext } from '../handlers.ts'
import { sizeOf } from '../inspect.ts'
import { privateFile, sha256OfFile } from '../private-copy.ts'
import { projectRow } from '../project-info.ts'
import { writeCopy } from '../share.ts'
import { wrapConnection } from '../sql.ts'
import { progressStep, type Task } from '../task.ts'
import { folderOf, noting } from './chosen.ts'
import { look } from './exchange.ts'
import { inFolderWords, listFolder, requireTeamFolder } from './folder.ts'
import { holdsPublished, isUnpublished, lastOwnAction, requireNotEmptied } from './known.ts'
import { recall, remember, type TeamMemory } from './memory.ts'
import { contentDigits, machineName, nameOfCopy, projectTag } from './names.ts'

/**
 * Publishes the project in the team folder as a whole file, under a name that says what its bytes are, and removes what
 * was published from here before. The copy is made and checked on this computer; in the folder it has a name that
 * nobody takes for a project until it is complete.
 *
 * @throws AppError `read-only` for a project that is open for reading, `disk-full`, and what `requireTeamFolder` says
 */
export function* publishCopy(context: ReaderContext, { target }: Input<'team.publish'>): Task<Published> {
  const { db, analyst, path, profile } = context
  requireWritable(context)
  const chosen = folderOf(db, context, target)
  return yield* noting(db, context, { folder: chosen, during: 'publish' }, function* () {
    const folder = requireTeamFolder(chosen, path, profile)
    const memory = recall(db, context, folder)
    const listing = listFolder(folder)
    requireNotEmptied(listing, memory)
    const files = look(db, memory, listing)
    if (!isUnpublished(db, memory) && files.some(({ state }) => state === 'own'))
      return { name: null, bytes: 0 }
    const copy = privateFile()
    try {
      yield* writeCopy(db.connection.name, copy.file, [], false)
      const hash = sha256OfFile(copy.file)
      const project = projectTag(projectRow(db).uid)
      const { publisher } = memory
      const content = hash.slice(0, contentDigits)
      const name = nameOfCopy({ who: analyst.name, machine: machineName(), project, publisher, content })
      yield* putInto(folder, name, copy.file, hash)
      const at = new Date().toISOString()
      const bytes = sizeOf(copy.file)
      const published = { name, bytes, action: ownActionIn(copy.file), at }
      rememberPublished(context, memory, published)
      for (const { file, name: parsed, state } of files) {
        // What is under this name and was not taken in, as after a profile was restored, may hold what nothing else does.
        const last = file.name === memory.published?.name && holdsPublished(db, memory)
        const known = last || state === 'merged'
        const ours = parsed?.publisher === publisher && known
        if (ours && file.name !== name) remove(folder, file.name)
      }
      return { name, bytes }
    } finally {
      copy.remove()
    }
  })
}

/** What was taken in while the copy was made is not in it, and stays owed. */
function rememberPublished(
  { db, ...context }: ReaderContext,
  before: TeamMemory,
  published: NonNullable<TeamMemory['published']>,
): void {
  const now = recall(db, context, before.folder)
  const takenIn = JSON.stringify(now.seen) !== JSON.stringify(before.seen)
  const owes = takenIn && now.owes
  remember(db, context, { ...now, publisher: before.publisher, published, owes, problem: null })
}

function requireWritable({ readOnly, readOnlyReason }: ReaderContext): void {
  if (!readOnly) return
  throw new AppError(
    'read-only',
    `Nothing is exchanged with a project that can only be read. ${readOnlyReason ?? ''}`.trim(),
  )
}

/** The last action that was done here, in the copy itself: the project may have gone on. */
function ownActionIn(file: string): string | null {
  const connection = connect(file, { readonly: true })
  try {
    return lastOwnAction(wrapConnection(connection))
  } finally {
    connection.close()
  }
}

// Large enough that the calls cost nothing, small enough that a slow share lets the work be cancelled soon.
const pieceBytes = 2 ** 20

/** Copies a file into the folder; it has its name when it is whole. */
function* putInto(folder: string, name: string, source: string, hash: string): Task<void> {
  const file = join(folder, name)
  const partial = partialBeside(file)
  const total = sizeOf(source)
  const from = openSync(source, 'r')
  try {
    const to = openSync(partial, 'wx', 0o666)
    try {
      const buffer = Buffer.alloc(pieceBytes)
      for (let done = 0; ; ) {
        const length = readSync(from, buffer)
        if (length === 0) break
        for (let written = 0; written < length; ) written += writeSync(to, buffer, written, length - written)
        done += length
        yield progressStep(done, total, 'Publishing')
      }
    } finally {
      closeSync(to)
    }
    if (sha256OfFile(partial) !== hash) {
      throw new AppError(
        'disk-failed',
        'The copy in the team folder is not what was written. Check its medium; your work is saved in the project.',
      )
    }
    publish(partial, file)
  } catch (error) {
    throw inFolderWords(error, folder)
  } finally {
    closeSync(from)
    discardPartial(partial)
  }
}

function discardPartial(partial: string): void {
  try {
    removePartial(partial)
  } catch {
    // The medium is gone: the next publication there sweeps it.
  }
}

function remove(folder: string, name: string): void {
  try {
    rmSync(join(folder, name), { force: true })
  } catch (error) {
    throw inFolderWords(error, folder)
  }
}
