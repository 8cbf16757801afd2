import { randomBytes } from 'node:crypto'
import type { ErrorReply } from './contract/errors.ts'
import { plainError } from './plain-error.ts'
import { traceOf } from './trace.ts'

// Short enough to read out, long enough to find one entry in a log file.
const REFERENCE_BYTES = 4

/**
 * Puts an error into the form in which it reaches an analyst. An internal one is told by a reference under
 * which `log` gets the trace; other errors are logged when the system or SQLite caused them.
 *
 * @param during what was being done, for the log
 */
export function reply(error: unknown, during: string, log: (text: string) => void): ErrorReply {
  const failure = plainError(error)
  if (failure.code !== 'internal') {
    if (failure.cause !== undefined) log(`${during}: ${traceOf(failure)}`)
    return failure.toReply()
  }
  const reference = randomBytes(REFERENCE_BYTES).toString('hex')
  log(`${reference} ${during}: ${traceOf(failure)}`)
  return {
    code: 'internal',
    message: `Something went wrong inside Claimboard. The details are in the log file under ${reference}.`,
    detail: { reference },
  }
}
