import type { MediaType } from './format.ts'

/**
 * Largest files, in bytes. A plain text of 64 MiB is some ten million words and its pieces still fit
 * in memory many times over; a web page becomes a tree of about thirty times its size.
 */
export const MAX_BYTES: Record<MediaType, number> = {
  'text/plain': 64 * 1024 * 1024,
  'text/markdown': 64 * 1024 * 1024,
  'text/html': 16 * 1024 * 1024,
}

/** No format is read beyond this size. */
export const MOST_BYTES = Math.max(...Object.values(MAX_BYTES))

/** Whether what a file from elsewhere calls a format is one that is read. */
export function isMediaType(text: string | null): text is MediaType {
  return text !== null && Object.hasOwn(MAX_BYTES, text)
}
