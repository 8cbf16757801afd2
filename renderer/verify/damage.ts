import { AppError } from '../../db/contract/errors.ts'

/** Whether what kept a project from being verified is damage, which salvaging it may help against. */
export function isDamage(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'damaged' || error.code === 'disk-failed')
}
