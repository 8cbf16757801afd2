import { createHash, randomFillSync } from 'node:crypto'

const random = new Uint8Array(10)
let lastTime = 0
let counter = 0

/**
 * A UUIDv7 (RFC 9562 §5.7), ascending within this process: 48 bits of Unix milliseconds, a 12-bit counter
 * that breaks ties within a millisecond (method 1 of §6.2), 62 random bits.
 */
export function newUid(): string {
  const now = Date.now()
  if (now > lastTime) {
    lastTime = now
    counter = 0
  } else if (++counter > 0xfff) {
    // More than 4096 ids in a millisecond: borrow from the next one, so that order holds.
    lastTime += 1
    counter = 0
  }
  randomFillSync(random)
  const time = lastTime.toString(16).padStart(12, '0')
  const tail = Buffer.from(random).toString('hex')
  const variant = (8 + ((random[0] ?? 0) & 3)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${tail.slice(1, 4)}-${tail.slice(4, 16)}`
}

/**
 * The id of a row that follows from what it links (a UUIDv8, RFC 9562 §5.8, over SHA-256), so that the same
 * link made in two copies is one row.
 */
export function derivedUid(table: string, ...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256')
    .update([table, ...parts].join('\0'))
    .digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
