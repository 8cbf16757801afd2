import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { AppError } from '../db/contract/errors.ts'
import type { ChosenFile } from '../db/contract/host.ts'

/** What a person chose a file for: a file to be read must not be written over by way of its token. */
export type Access = 'read' | 'write'

/** The files that a window was given, under tokens: the page learns names and never says a path. */
export interface Tokens {
  give(file: string, access: Access): ChosenFile
  /** @throws AppError `invalid` for a token that this window was not given, or not for that */
  resolve(token: string, access: Access): string
  /** The path behind a token, whatever it was given for. @throws AppError `invalid` */
  locate(token: string): string
}

export function createTokens(): Tokens {
  const given = new Map<string, { file: string; access: Access }>()
  const locate = (token: string) => {
    const known = given.get(token)
    if (!known) throw new AppError('invalid', 'This file is not known in this window. Choose it again.')
    return known
  }
  return {
    give: (file, access) => {
      const known = [...given].find(([, entry]) => entry.file === file && entry.access === access)
      const token = known?.[0] ?? randomUUID()
      given.set(token, { file, access })
      return { token, name: path.basename(file), folder: path.basename(path.dirname(file)) }
    },
    resolve: (token, access) => {
      const known = locate(token)
      if (known.access !== access) {
        throw new AppError(
          'invalid',
          `${path.basename(known.file)} was not chosen for this. Choose it again.`,
        )
      }
      return known.file
    },
    locate: (token) => locate(token).file,
  }
}
