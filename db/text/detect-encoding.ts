import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import { plausibility } from './plausibility.ts'

/**
 * Bytes looked at from the beginning, the middle and the end each: enough for the statistics, and
 * it keeps the guess on a text of 50 MB as quick as on a page.
 */
const SAMPLE_BYTES = 16 * 1024

/** The encoding that a byte-order mark names, with the mark's length in bytes. */
export function byteOrderMark(bytes: Uint8Array): { encoding: string; length: number } | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', length: 3 }
  const quads = bytes.length % 4 === 0
  if (quads && a === 0xff && b === 0xfe && c === 0 && d === 0) {
    return { encoding: 'utf-32le', length: 4 }
  }
  if (quads && a === 0 && b === 0 && c === 0xfe && d === 0xff) {
    return { encoding: 'utf-32be', length: 4 }
  }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', length: 2 }
  return undefined
}

/**
 * Whether bytes without a mark are UTF-16, and in which order. Only bytes that hold NUL are asked:
 * any UTF-16 text with a space, a line feed or a digit in it does, and no legacy text does.
 */
export function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  // Shorter than four characters both orders read as something.
  if (bytes.length < 8 || bytes.length % 2 === 1) return undefined
  const parts = samples(bytes)
  if (!parts.some((part) => part.includes(0))) return undefined
  // ASCII with a stray NUL would pass for a few Chinese characters.
  if (controlShare(parts) < MIN_UTF16_CONTROL_SHARE && parts.every(isUtf8)) return undefined
  const little = rateUtf16(parts.map((part) => Buffer.from(part).toString('utf16le')))
  const big = rateUtf16(parts.map((part) => Buffer.from(part).swap16().toString('utf16le')))
  const best = little.familiar >= big.familiar ? little : big
  if (best.bad > MAX_UTF16_BAD_SHARE || best.familiar === 0) return undefined
  return best === little ? 'utf-16le' : 'utf-16be'
}

/**
 * In UTF-16 of Latin, Arabic, Cyrillic or Greek text nearly half of all bytes are the high byte of
 * a character, 0x00 to 0x06: control characters when read one by one.
 */
const MIN_UTF16_CONTROL_SHARE = 0.12

/** Controls, unassigned and private characters make up nothing of a text and a third of other data. */
const MAX_UTF16_BAD_SHARE = 0.01

function rateUtf16(parts: string[]): { bad: number; familiar: number } {
  const text = parts.join('')
  const bad = text.match(/(?![\t-\r])[\p{Cc}\p{Cn}\p{Co}\p{Cs}]/gu)?.length ?? 0
  // What texts of every script are full of; in the wrong byte order it becomes rare characters.
  const familiar = text.match(/[\n -~\u3001\u3002\uFF0C\u060C\u06D4]/g)?.length ?? 0
  return { bad: bad / text.length, familiar }
}

/**
 * Whether bytes are something other than text. UTF-8 is hardly ever valid by chance, so that only
 * an excess of control characters speaks against it; other bytes must be nearly free of them.
 */
export function looksBinary(bytes: Uint8Array, as: 'utf-8' | 'legacy'): boolean {
  const parts = samples(bytes)
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const controls = controlShare(parts) * length
  // A handful is tolerated in any text: NULs are replaced, form feeds and escapes occur.
  return as === 'utf-8' ? controls > Math.max(16, length / 10) : controls > Math.max(2, length / 200)
}

function controlShare(parts: Uint8Array[]): number {
  let controls = 0
  let length = 0
  for (const part of parts) {
    length += part.length
    // Not by its iterator, which takes several times as long for what every byte of an import goes through.
    for (let at = 0; at < part.length; at++) {
      const byte = part[at] as number
      // Tab, line feed, vertical tab, form feed, carriage return and escape occur in texts.
      if ((byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) || byte === 0x7f) {
        controls++
      }
    }
  }
  return length === 0 ? 0 : controls / length
}

/** The likeliest legacy encoding of bytes that are not Unicode; undefined if they read as nothing. */
export function guessLegacy(bytes: Uint8Array): string | undefined {
  const sample = Buffer.concat(highSamples(bytes))
  const confidence = new Map<string, number>()
  for (const encoding of ALWAYS_TRIED) confidence.set(encoding, 0)
  for (const match of analyse(sample)) {
    const name = match.name.toLowerCase()
    if (/^(utf|iso-2022|ibm|ascii)/.test(name) || !iconv.encodingExists(name)) continue
    const windows = WINDOWS_SIBLINGS.get(name)
    for (const encoding of windows === undefined ? [name] : [windows, name]) {
      confidence.set(encoding, Math.max(confidence.get(encoding) ?? 0, match.confidence))
    }
  }
  let best: string | undefined
  // Where a third of what is not ASCII makes no sense in any encoding, the bytes are not text.
  let highest = LEAST_RATING
  for (const [encoding, percent] of confidence) {
    // The statistics of letters decide between alphabets that are both plausible.
    const rating = plausibility(iconv.decode(sample, encoding)) + percent / 100
    if (rating > highest) {
      highest = rating
      best = encoding
    }
  }
  return best
}

/** Asked whatever the detector says, because it is unsure of short texts; the first wins a tie. */
const ALWAYS_TRIED = ['windows-1252', 'windows-1251', 'windows-1256', 'gb18030']

/**
 * The Windows code page of an alphabet beside its ISO standard. The detector knows the two by one
 * name unless curly quotes give Windows away; Windows files are far more common, so they come first.
 */
const WINDOWS_SIBLINGS = new Map([
  ['iso-8859-1', 'windows-1252'],
  ['iso-8859-2', 'windows-1250'],
  ['iso-8859-7', 'windows-1253'],
  ['iso-8859-8', 'windows-1255'],
  ['iso-8859-9', 'windows-1254'],
])

const LEAST_RATING = -0.34

/** Windows at the beginning, in the middle and at the end, each on an even offset. */
function samples(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length <= 3 * SAMPLE_BYTES) return [bytes]
  const middle = (bytes.length >> 2) << 1
  const last = bytes.length - (bytes.length % 2) - SAMPLE_BYTES
  return [0, middle, last].map((at) => bytes.subarray(at, at + SAMPLE_BYTES))
}

/** Whole lines that hold bytes above 0x7F: from the first such line on, and from the middle. */
function highSamples(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length <= 2 * SAMPLE_BYTES) return [bytes]
  return [0, bytes.length >> 1].map((from) => {
    let at = from
    while (at < bytes.length && (bytes[at] as number) < 0x80) at++
    // A line feed is never the second byte of a character in any encoding that is considered.
    const start = Math.max(from, bytes.lastIndexOf(0x0a, at) + 1, at - SAMPLE_BYTES)
    const last = bytes.lastIndexOf(0x0a, start + SAMPLE_BYTES)
    return bytes.subarray(start, last > at ? last : start + SAMPLE_BYTES)
  })
}

function isUtf8(part: Uint8Array): boolean {
  try {
    // A window may end inside a character, which `stream` permits.
    new TextDecoder('utf-8', { fatal: true }).decode(part, { stream: true })
    return true
  } catch {
    return false // a TypeError is the answer no
  }
}
