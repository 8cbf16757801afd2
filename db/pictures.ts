import type { Analyst } from './analyst.ts'
import { AppError } from './contract/errors.ts'
import { sha256 } from './ids.ts'
import { ensureRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

/** Pictures that every Chromium shows and that cannot carry a script. */
const signatures: readonly (readonly [mediaType: string, isOne: (opening: string) => boolean])[] = [
  ['image/png', (opening) => opening.startsWith('\x89PNG\r\n\x1a\n')],
  ['image/jpeg', (opening) => opening.startsWith('\xff\xd8\xff')],
  ['image/gif', (opening) => /^GIF8[79]a/.test(opening)],
  ['image/webp', (opening) => opening.startsWith('RIFF') && opening.startsWith('WEBP', 8)],
]

/** The media type of a picture, by its first bytes; undefined for what is none. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const opening = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return signatures.find(([, isOne]) => isOne(opening))?.[0]
}

/**
 * Keeps a picture among the originals, once per SHA-256.
 *
 * @returns the original's id
 * @throws AppError `invalid` for what is not a PNG, JPEG, GIF or WebP picture
 */
export function keepPicture(db: WritableDb, bytes: Uint8Array, analyst: Analyst): string {
  const mediaType = pictureType(bytes)
  if (mediaType === undefined) {
    throw new AppError('invalid', 'This is no picture that a board can show: PNG, JPEG, GIF or WebP.')
  }
  const original = sha256(bytes)
  ensureRow(db, 'original', original, { media_type: mediaType, size: bytes.length }, analyst.uid)
  db.run(sql`insert into original_bytes (original, bytes)
    select ${original}, ${bytes} where not exists (select 1 from original_bytes where original = ${original})`)
  return original
}

/** @throws AppError `not-found` unless a visible card shows it */
export function readPicture(db: ReadableDb, picture: string): { mediaType: string; bytes: Uint8Array } {
  const row = db.get<{ mediaType: string; bytes: Buffer }>(sql`
    select o.media_type as "mediaType", b.bytes from live_original o join original_bytes b on b.original = o.uid
    where o.uid = ${picture} and o.uid in (select picture from live_card where picture is not null)`)
  if (!row || pictureType(row.bytes) === undefined) {
    throw new AppError('not-found', 'This picture is no longer in the project.')
  }
  // A plain array: a Buffer may be a window into a larger memory, which would travel along.
  return { mediaType: row.mediaType, bytes: new Uint8Array(row.bytes) }
}
