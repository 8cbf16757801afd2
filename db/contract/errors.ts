import { z } from 'zod'

/** Every way in which an operation can fail, as the renderer and the command line tell them apart. */
const errorCodes = [
  'invalid',
  'conflict',
  'not-found',
  'read-only',
  'locked',
  'file-too-new',
  'not-a-project',
  'damaged',
  'disk-full',
  'disk-failed',
  'cancelled',
  'store-restarted',
  'internal',
] as const

export const ErrorCode = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof ErrorCode>

/** The form in which an error crosses a process boundary. `message` is a plain sentence for an analyst. */
export const ErrorReply = z.object({ code: ErrorCode, message: z.string(), detail: z.unknown().optional() })
export type ErrorReply = z.infer<typeof ErrorReply>

/** An error that an analyst can read: a code for the program, a sentence for the person. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: unknown

  constructor(code: ErrorCode, message: string, detail?: unknown, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }

  toReply(): ErrorReply {
    return {
      code: this.code,
      message: this.message,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
    }
  }

  static fromReply(reply: ErrorReply): AppError {
    return new AppError(reply.code, reply.message, reply.detail)
  }
}

/** Closes a switch over a union: a member without a case does not compile. */
export function assertNever(value: never): never {
  throw new AppError('internal', `Unexpected value ${JSON.stringify(value)}`)
}
