import iconv from 'iconv-lite'
import { AppError } from '../contract/errors.ts'
import { byteOrderMark, guessLegacy, guessUtf16, looksBinary } from './detect-encoding.ts'

/** How many characters of a source could not be kept as they were; each became U+FFFD. */
export type Replaced = {
  nul: number
  surrogates: number
  undecodable: number
}

export type Decoded = {
  text: string
  /** The encoding's WHATWG label in lower case: `utf-8`, `utf-16le`, `windows-1252`, `gb18030` … */
  encoding: string
  /** True where the bytes do not name their encoding and it was inferred from what they hold. */
  guessed: boolean
  replaced: Replaced
}

const REPLACEMENT = '\u{FFFD}'

/**
 * Turns the bytes of a text file into the text that is frozen at import: byte-order mark removed,
 * CRLF and CR turned into LF, NUL and unpaired surrogates replaced by U+FFFD. Nothing else is
 * changed; in particular the text is not Unicode-normalised.
 *
 * In order: a byte-order mark decides; then UTF-16 without a mark; then UTF-8, also where a few
 * bytes are damaged; then what the bytes themselves say about themselves (`declared`, as an HTML
 * page does); then the likeliest legacy encoding.
 *
 * @throws AppError `invalid` when the bytes are not text.
 */
export function decodeText(bytes: Uint8Array, declared?: string): Decoded {
  const mark = byteOrderMark(bytes)
  if (mark) {
    return freeze(decodeWide(bytes.subarray(mark.length), mark.encoding), mark.encoding, false)
  }
  const wide = guessUtf16(bytes)
  if (wide) return freeze(decodeWide(bytes, wide), wide, true)

  const strict = strictUtf8(bytes)
  if (looksBinary(bytes, strict === undefined ? 'legacy' : 'utf-8')) throw notText()
  if (strict !== undefined) return freeze({ raw: strict, undecodable: 0 }, 'utf-8', false)

  const named = declared === undefined ? undefined : knownEncoding(declared)
  if (named === undefined || named === 'utf-8') {
    const damaged = damagedUtf8(bytes)
    if (damaged) return freeze(damaged, 'utf-8', false)
  }
  const encoding = named === undefined || named === 'utf-8' ? guessLegacy(bytes) : named
  if (encoding === undefined) throw notText()
  const raw = iconv.decode(asBuffer(bytes), encoding)
  return freeze({ raw, undecodable: count(raw, REPLACEMENT) }, encoding, named === undefined)
}

/**
 * The rules of a frozen text for a string that did not come out of `decodeText` whole (the text of
 * a web page is put together from pieces, and an entity such as `&#xD800;` can smuggle one in).
 */
export function freezeText(raw: string): { text: string; replaced: Replaced } {
  const { text, replaced } = freeze({ raw, undecodable: 0 }, 'utf-8', false)
  return { text, replaced }
}

/**
 * The encoding a label stands for by the WHATWG Encoding Standard where that differs from the
 * label's own meaning (browsers read `iso-8859-1` as windows-1252), or undefined if it is unknown.
 */
function knownEncoding(label: string): string | undefined {
  const name = label.trim().toLowerCase()
  const encoding = SUPERSETS.get(name) ?? name
  // A page that can be read far enough to find such a label is not in UTF-16 (HTML standard, prescan).
  if (encoding.startsWith('utf-16') || encoding.startsWith('utf-32')) return 'utf-8'
  return encoding === 'utf-8' || iconv.encodingExists(encoding) ? encoding : undefined
}

const SUPERSETS = new Map([
  ['utf8', 'utf-8'],
  ['unicode-1-1-utf-8', 'utf-8'],
  ['ascii', 'windows-1252'],
  ['us-ascii', 'windows-1252'],
  ['iso-8859-1', 'windows-1252'],
  ['iso8859-1', 'windows-1252'],
  ['iso_8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['iso-8859-9', 'windows-1254'],
  ['latin5', 'windows-1254'],
  ['iso-8859-11', 'windows-874'],
  ['tis-620', 'windows-874'],
  ['gb2312', 'gb18030'],
  ['gb_2312-80', 'gb18030'],
  ['gbk', 'gb18030'],
  ['x-gbk', 'gb18030'],
  ['cp936', 'gb18030'],
  ['big5-hkscs', 'big5'],
  ['x-sjis', 'shift_jis'],
  ['shift-jis', 'shift_jis'],
  ['windows-31j', 'shift_jis'],
  ['ks_c_5601-1987', 'euc-kr'],
  ['cp1251', 'windows-1251'],
  ['cp1256', 'windows-1256'],
])

type Raw = { raw: string; undecodable: number }

function freeze({ raw, undecodable }: Raw, encoding: string, guessed: boolean): Decoded {
  let text = raw
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n')
  const nul = count(text, '\0')
  if (nul > 0) text = text.replaceAll('\0', REPLACEMENT)
  let surrogates = 0
  if (!text.isWellFormed()) {
    // With the u flag a class of surrogates matches only those that have no partner.
    surrogates = text.match(/[\uD800-\uDFFF]/gu)?.length ?? 0
    text = text.toWellFormed()
  }
  return { text, encoding, guessed, replaced: { nul, surrogates, undecodable } }
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined // a TypeError says that the bytes are not UTF-8, the answer asked for
  }
}

/**
 * UTF-8 in which a few bytes are wrong: a file cut off in the middle of a character, or a pasted
 * line in another encoding. In any legacy encoding a byte above 0x7F is hardly ever part of a
 * valid sequence, so ten good characters for each bad byte settle it.
 */
function damagedUtf8(bytes: Uint8Array): Raw | undefined {
  const raw = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const inSource = countBytes(bytes, [0xef, 0xbf, 0xbd])
  const undecodable = count(raw, REPLACEMENT) - inSource
  let good = 0
  const enough = undecodable * 10
  for (const found of raw.matchAll(/[\u{80}-\u{FFFC}\u{10000}-\u{10FFFF}]+/gu)) {
    good += found[0].length
    if (good >= enough) return { raw, undecodable }
  }
  // Only the last character is cut: one good character before it is enough.
  return good > 0 && undecodable === 1 && raw.endsWith(REPLACEMENT) ? { raw, undecodable } : undefined
}

function decodeWide(bytes: Uint8Array, encoding: string): Raw {
  if (encoding === 'utf-8') {
    const raw = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    const inSource = countBytes(bytes, [0xef, 0xbf, 0xbd])
    return { raw, undecodable: count(raw, REPLACEMENT) - inSource }
  }
  if (encoding.startsWith('utf-32')) {
    const raw = iconv.decode(asBuffer(bytes), encoding, { stripBOM: false })
    return { raw, undecodable: 0 }
  }
  const even = bytes.length - (bytes.length % 2)
  let units = asBuffer(bytes).subarray(0, even)
  if (encoding === 'utf-16be') units = Buffer.from(units).swap16()
  // Buffer keeps unpaired surrogates, which TextDecoder would replace uncounted.
  const raw = units.toString('utf16le')
  return even === bytes.length ? { raw, undecodable: 0 } : { raw: raw + REPLACEMENT, undecodable: 1 }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function count(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found++
  return found
}

function countBytes(bytes: Uint8Array, sequence: number[]): number {
  const haystack = asBuffer(bytes)
  const needle = Buffer.from(sequence)
  let found = 0
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1)) found++
  return found
}

function notText(): AppError {
  return new AppError(
    'invalid',
    'This is not a text: its bytes belong to another kind of file, whatever its name says.',
  )
}
