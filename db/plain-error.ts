import { AppError } from './contract/errors.ts'

/**
 * Turns what SQLite or the system threw into an error that an analyst can act on. What is not known stays
 * `internal`, with the original as its cause for the log.
 */
export function plainError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'disk-full',
      'The disk is full. Nothing was lost: make some space, then do the same again.',
      undefined,
      { cause: error },
    )
  }
  if (code === 'EFBIG') {
    return new AppError(
      'disk-full',
      'The file would become larger than this disk or your account allows; a stick may take 4 GB in one file. Nothing was lost: choose another place, then do the same again.',
      undefined,
      { cause: error },
    )
  }
  if (code === 'EMFILE' || code === 'ENFILE') {
    return new AppError(
      'disk-failed',
      'Too many files are open on this computer. Nothing was lost: close some programs, then do the same again.',
      undefined,
      { cause: error },
    )
  }
  // On a medium that became read-only, a journal cannot be made: SQLite cannot open it.
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code === 'EROFS' ||
    code === 'EACCES' ||
    code === 'EPERM'
  ) {
    return new AppError(
      'read-only',
      'The file or its folder cannot be written to. Nothing was lost: make the medium or the folder writable, then do the same again.',
      undefined,
      { cause: error },
    )
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new AppError(
      'damaged',
      'The project file is damaged. Go on with a backup or another copy of it.',
      undefined,
      { cause: error },
    )
  }
  // What somebody had in front of them was taken away in the meantime.
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
    return new AppError(
      'not-found',
      'Something that this refers to is no longer in the project.',
      undefined,
      {
        cause: error,
      },
    )
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('locked', 'Another program is using the project file.', undefined, { cause: error })
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO' || code === 'ENODEV' || code === 'ENXIO') {
    return new AppError(
      'disk-failed',
      'The disk that holds the project could not be read or written. What was saved before is safe as far as the disk is: connect it again, or close the project and open it anew, then do the same again.',
      undefined,
      { cause: error },
    )
  }
  const message = error instanceof Error ? error.message : String(error)
  return new AppError('internal', `Something went wrong inside Claimboard: ${message}`, undefined, {
    cause: error,
  })
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  // Node's rm has no code for what it does not expect.
  if (error.code === '' && 'syscall' in error && error.syscall === 'rm') return 'EIO'
  return typeof error.code === 'string' ? error.code : ''
}
