import { copyFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../db/contract/errors.ts'

/** The sample project that the build has made, beside the program's own files. */
const sample = path.join(import.meta.dirname, '../sample/sample.claimboard')

/**
 * Puts a copy of the sample project at a place; whole or not at all.
 *
 * @throws AppError `not-found` where the build has made none
 */
export async function copySample(target: string): Promise<void> {
  const partial = `${target}.partial`
  try {
    await copyFile(sample, partial)
    await rename(partial, target)
  } catch (error) {
    await rm(partial, { force: true })
    const missing = (error as NodeJS.ErrnoException).path === sample
    if (!missing) throw error
    throw new AppError(
      'not-found',
      'The sample project is not part of this build of Claimboard.',
      undefined,
      {
        cause: error,
      },
    )
  }
}
