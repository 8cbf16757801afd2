import { hash, randomFillSync } from 'node:crypto'

/** Random bytes for the next ids: the system is asked for a few hundred at a time. */
const pool = Buffer.alloc(8 * 512)
let used = pool.length
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
  const time = lastTime.toString(16).padStart(12, '0')
  const random = randomHex()
  const variant = (8 + (Number.parseInt(random.charAt(0), 16) & 3)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${random.slice(1, 4)}-${random.slice(4)}`
}

/** Eight random bytes. */
function randomHex(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 8
  return pool.toString('hex', used - 8, used)
}

/**
 * The id of a row that follows from what it links (a UUIDv8, RFC 9562 §5.8, over SHA-256), so that the same
 * link made in two copies is one row.
 */
export function derivedUid(table: string, ...parts: readonly (string | number)[]): string {
  const digest = sha256([table, ...parts].join('\0'))
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}

/** SHA-256 in lower-case hexadecimal; of a string, that of its UTF-8. */
export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes)
}
