import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { AppError } from '../contract/errors.ts'
import type { Arguments } from './arguments.ts'

/**
 * The passphrase of `--passphrase-file`: the first line of a file or, for “-”, of standard input. It is never an
 * argument, which other people's programs can see while this one runs.
 *
 * @returns undefined where the option is not given
 * @throws AppError `not-found` for a file that cannot be read, `invalid` for a passphrase that `allowed` refuses
 */
export function passphraseFrom(args: Arguments, allowed: z.ZodType<string>): string | undefined {
  const file = args.text('passphrase-file')
  if (file === undefined) return undefined
  const parsed = allowed.safeParse(firstLine(file))
  if (parsed.success) return parsed.data
  throw new AppError('invalid', parsed.error.issues[0]?.message ?? 'The passphrase cannot be used.')
}

function firstLine(file: string): string {
  try {
    const text = readFileSync(file === '-' ? 0 : file, 'utf8')
    return text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? ''
  } catch (error) {
    throw new AppError('not-found', `The passphrase cannot be read from ${file}.`, undefined, {
      cause: error,
    })
  }
}
