import { describe, expect, it } from 'vitest'
import { plainError } from '../../db/plain-error.ts'

describe('what the system says about files, in words', () => {
  it.each([
    ['ENOSPC', 'disk-full', 'make some space'],
    ['EFBIG', 'disk-full', 'choose another place'],
    ['EMFILE', 'disk-failed', 'close some programs'],
    ['EROFS', 'read-only', 'writable'],
    ['EIO', 'disk-failed', 'connect it again'],
  ])('%s says what to do', (code, expected, words) => {
    const error = Object.assign(new Error(`${code}: as the system says it`), { code })
    expect(plainError(error)).toMatchObject({
      code: expected,
      message: expect.stringContaining(words),
      cause: error,
    })
  })

  it('knows a removal that fails, which Node tells without a code', () => {
    const error = Object.assign(new Error(', Unknown error: Input/output error'), { code: '', syscall: 'rm' })
    expect(plainError(error).code).toBe('disk-failed')
  })
})
