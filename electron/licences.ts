import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '../db/contract/errors.ts'
import { Licence } from '../db/contract/host.ts'

const folder = path.resolve(import.meta.dirname, '..')

/**
 * The libraries that the built program holds, with their licences, as the build has collected them.
 *
 * @throws AppError `not-found` where the program was not built as a whole, as during development
 */
export async function licences(): Promise<Licence[]> {
  const lists = await Promise.all(
    ['main', 'preload', 'renderer'].map((part) => readList(path.join(folder, part, 'licences.json'))),
  )
  const byName = new Map(lists.flat().map((licence) => [`${licence.name} ${licence.version}`, licence]))
  return [...byName.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

async function readList(file: string): Promise<Licence[]> {
  try {
    return z.array(Licence).parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new AppError(
      'not-found',
      'The list of libraries is made when the program is built, and this one has none.',
      undefined,
      { cause: error },
    )
  }
}
