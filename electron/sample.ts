import { chmod, copyFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../db/contract/errors.ts'
import {
  nameIsTaken,
  partialBeside,
  publishNew,
  removePartial,
  requireNoLeftovers,
  taken,
} from '../db/durable-file.ts'
import { plainError } from '../db/plain-error.ts'

/** The sample project that the build has made, beside the program's own files. */
const sample = path.join(import.meta.dirname, '../sample/sample.claimboard')

/**
 * Puts a copy of the sample project at a place; whole or not at all.
 *
 * @throws AppError `conflict` where something is, `not-found` where the build has made none
 */
export async function copySample(target: string): Promise<void> {
  if (nameIsTaken(target)) throw taken(target)
  requireNoLeftovers(target)
  const partial = partialBeside(target)
  try {
    await copyFile(sample, partial)
    // It is somebody's own now, however the program's files are protected.
    await chmod(partial, 0o644)
    publishNew(partial, target)
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).path === sample
    if (!missing) throw plainError(error)
    throw new AppError(
      'not-found',
      'The sample project is not part of this build of Claimboard.',
      undefined,
      {
        cause: error,
      },
    )
  } finally {
    removePartial(partial)
  }
}
