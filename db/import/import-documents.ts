import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Input } from '../contract/contract.ts'
import type { ImportResult } from '../contract/document.ts'
import { AppError } from '../contract/errors.ts'
import type { WriterContext, WriterHandlers } from '../handlers.ts'
import { sha256 } from '../ids.ts'
import { isProjectFile } from '../own-files.ts'
import { sql } from '../sql.ts'
import { extractStep, progressStep, type Step, type Task } from '../task.ts'
import type { ExtractResult } from './extracted.ts'
import { readingFault } from './file-faults.ts'
import { type FoundFile, findFiles } from './find-files.ts'
import { type DocumentFile, documentsOfOriginals, insertDocument } from './insert-document.ts'
import { MOST_BYTES } from './limits.ts'

/**
 * When the files that were read are committed, whichever comes first. A commit waits for the disk and adds a
 * segment to the search index, so small files share one; a kill loses what was read since the last, which is a
 * second's work and never half a file.
 */
const BATCH = { bytes: 8 * 1024 * 1024, milliseconds: 1000 }

interface ReadFile {
  readonly label: string
  readonly file: DocumentFile & { readonly name: string }
  readonly extracted: ExtractResult
}

/**
 * Imports files and folders. A file whose bytes are in the project already is reported as known, also where it
 * comes twice in one run; one whose document was deleted comes as a new document. What cannot be read is
 * reported and does not stop the others. A cancel keeps the files that were read, whole.
 *
 * @throws AppError `not-found` or `invalid` before anything is imported: see {@link findFiles}
 */
export function* importDocuments(
  context: WriterContext,
  input: Input<'documents.import'>,
): Task<ImportResult> {
  const { files, skipped, failed } = findFiles(input.files, input.recursive)
  const result: ImportResult = { imported: [], known: [], failed, skipped }
  // One question for all files instead of one each, which would take and give back a lock every time.
  const originals = new Set(context.db.column<string>(sql`select original from live_document`))
  let batch = { files: [] as ReadFile[], bytes: 0, started: 0 }
  const commit = () => {
    if (batch.files.length > 0) insertFiles(context, batch.files, result)
    batch = { files: [], bytes: 0, started: 0 }
  }
  try {
    for (const [index, found] of files.entries()) {
      yield progressStep(index, files.length, found.label)
      const read = yield* readDocument(context, found, originals, result)
      if (!read) continue
      if (batch.files.length === 0) batch.started = Date.now()
      batch.files.push(read)
      batch.bytes += read.file.bytes.length
      if (batch.bytes >= BATCH.bytes || Date.now() - batch.started >= BATCH.milliseconds) commit()
    }
  } catch (error) {
    if (isCancelled(error)) commit()
    throw error
  }
  commit()
  return result
}

/** Reads one file; what is known or cannot be read goes into the result. */
function* readDocument(
  { db, path: project }: WriterContext,
  { path, label }: FoundFile,
  originals: ReadonlySet<string>,
  result: ImportResult,
): Generator<Step, ReadFile | undefined, unknown> {
  try {
    if (isProjectFile(path, project)) {
      throw new AppError('invalid', `${label} belongs to the project that is open. It is no document.`)
    }
    const bytes = readBytes(path, label)
    const file = { name: basename(path), bytes, sha256: sha256(bytes) }
    const known = originals.has(file.sha256)
      ? documentsOfOriginals(db, [file.sha256]).get(file.sha256)
      : undefined
    if (known) {
      result.known.push({ ...known, file: label })
      return undefined
    }
    return { label, file, extracted: yield* extractStep({ bytes, name: file.name }) }
  } catch (error) {
    if (isCancelled(error)) throw error
    const message =
      error instanceof AppError
        ? error.message
        : `${label} could not be read because of a fault in Claimboard (${String(error)}).`
    result.failed.push({ file: label, message })
    return undefined
  }
}

/** @throws AppError `invalid` naming the file, when it is too large or the file system does not give it */
function readBytes(path: string, label: string): Buffer {
  try {
    const handle = openSync(path, 'r')
    try {
      const { size } = fstatSync(handle)
      if (size > MOST_BYTES) {
        const limit = MOST_BYTES / 1024 / 1024
        throw new AppError(
          'invalid',
          `${label} is too large: Claimboard reads files of up to ${limit} MB. Split it into parts.`,
        )
      }
      return readFileSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('invalid', readingFault(error, label), undefined, { cause: error })
  }
}

function insertFiles(
  { action, analyst }: WriterContext,
  batch: readonly ReadFile[],
  result: ImportResult,
): void {
  const { value } = action.step((db) => {
    const documents = documentsOfOriginals(
      db,
      batch.map(({ file }) => file.sha256),
    )
    return batch.map(({ label, file, extracted }) => {
      // The same bytes may come twice in one run.
      const known = documents.get(file.sha256)
      if (known) return { known: { ...known, file: label } }
      const { title, warnings } = extracted
      const uid = insertDocument(db, extracted, file, analyst)
      documents.set(file.sha256, { uid, title })
      return { imported: { uid, title, file: label, warnings } }
    })
  })
  for (const { known, imported } of value) {
    if (known) result.known.push(known)
    if (imported) result.imported.push(imported)
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof AppError && error.code === 'cancelled'
}

export const importHandlers: WriterHandlers<'documents.import'> = {
  'documents.import': importDocuments,
}
