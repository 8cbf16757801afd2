import { AppError } from '../contract/errors.ts'

export type MediaType = 'text/plain' | 'text/markdown' | 'text/html'

const EXTENSIONS = new Map<string, MediaType>([
  ['txt', 'text/plain'],
  ['text', 'text/plain'],
  ['md', 'text/markdown'],
  ['markdown', 'text/markdown'],
  ['html', 'text/html'],
  ['htm', 'text/html'],
  ['xhtml', 'text/html'],
])

/**
 * The format a file is read as: what its first bytes are outranks everything, so that a picture
 * renamed to .txt is called a picture; then what the caller knows, then the extension. A file
 * without an extension is a web page if it begins like one, else plain text.
 *
 * @throws AppError `invalid` naming the file and what it is, for what Claimboard does not read.
 */
export function formatOf(input: {
  bytes: Uint8Array
  name: string
  mediaType?: MediaType | undefined
}): MediaType {
  const { bytes, name, mediaType } = input
  const extension = extensionOf(name)
  const found = signatureOf(bytes, extension)
  if (found !== undefined) throw unread(name, found)
  if (mediaType !== undefined) return mediaType
  const known = EXTENSIONS.get(extension)
  if (known !== undefined) return known
  if (extension !== '') throw unread(name, KINDS.get(extension) ?? `a .${extension} file`)
  const opening = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  return /^(?:\xEF\xBB\xBF)?\s*<(?:!doctype\s+html|html)\b/i.test(opening) ? 'text/html' : 'text/plain'
}

/** Whether a file's name says that it is read: what an import takes out of a folder. */
export function hasReadableExtension(name: string): boolean {
  return EXTENSIONS.has(extensionOf(name))
}

function extensionOf(name: string): string {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  const dot = file.lastIndexOf('.')
  // Something after a full stop that is no extension: "Interview of 3. May".
  return dot > 0 && /^[\p{L}\p{N}]{1,12}$/u.test(file.slice(dot + 1)) ? file.slice(dot + 1).toLowerCase() : ''
}

function unread(name: string, kind: string): AppError {
  return new AppError('invalid', `${name} is ${kind}. Claimboard reads .txt, .md and .html files.`)
}

/** What people call the files that they try, by extension. */
const KINDS = new Map([
  ['pdf', 'a PDF'],
  ['docx', 'a Word document'],
  ['doc', 'an old Word document'],
  ['odt', 'an OpenDocument text'],
  ['rtf', 'an RTF document'],
  ['epub', 'an e-book (EPUB)'],
  ['xlsx', 'an Excel workbook'],
  ['xls', 'an old Excel workbook'],
  ['ods', 'an OpenDocument spreadsheet'],
  ['csv', 'a table (CSV)'],
  ['tsv', 'a table (TSV)'],
  ['pptx', 'a PowerPoint presentation'],
  ['json', 'a JSON file'],
  ['jsonl', 'a JSON Lines file'],
  ['xml', 'an XML file'],
  ['mht', 'a web archive (MHTML)'],
  ['mhtml', 'a web archive (MHTML)'],
  ['eml', 'an e-mail'],
  ['msg', 'an Outlook message'],
  ['zip', 'a ZIP archive'],
  ['png', 'a PNG picture'],
  ['jpg', 'a JPEG picture'],
  ['jpeg', 'a JPEG picture'],
  ['gif', 'a GIF picture'],
  ['webp', 'a WebP picture'],
  ['svg', 'an SVG drawing'],
  ['mp3', 'a sound recording (MP3)'],
  ['mp4', 'a video (MP4)'],
  ['claimboard', 'a Claimboard project'],
])

/** First bytes by which other formats are known (as Latin-1), and what people call them. */
const SIGNATURES: [string, string][] = [
  ['%PDF-', 'a PDF'],
  ['\x89PNG\r\n\x1a\n', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF87a', 'a GIF picture'],
  ['GIF89a', 'a GIF picture'],
  ['II*\0', 'a TIFF picture'],
  ['MM\0*', 'a TIFF picture'],
  ['{\\rtf', 'an RTF document'],
  ['\x1f\x8b\x08', 'a gzip archive'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
  ['Rar!\x1a\x07', 'a RAR archive'],
  ['\x7fELF', 'a program'],
  ['MZ\x90\0', 'a program'],
  ['OggS', 'a sound recording (Ogg)'],
  ['ID3', 'a sound recording (MP3)'],
  ['fLaC', 'a sound recording (FLAC)'],
  ['\x1aE\xdf\xa3', 'a video (Matroska or WebM)'],
]

function signatureOf(bytes: Uint8Array, extension: string): string | undefined {
  // Far enough for the mark of a tar archive at 257.
  const head = Buffer.from(bytes.subarray(0, 300)).toString('latin1')
  const found = SIGNATURES.find(([signature]) => head.startsWith(signature))
  if (found) return found[1]
  // Word, OpenDocument and EPUB files are ZIP archives inside, old Office files share one container.
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06'))
    return KINDS.get(extension) ?? 'a ZIP archive'
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'))
    return KINDS.get(extension) ?? 'an old Office document'
  if (head.startsWith('SQLite format 3\0'))
    return extension === 'claimboard' ? 'a Claimboard project' : 'a database (SQLite)'
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'a WebP picture'
  if (head.startsWith('RIFF') && head.startsWith('WAVE', 8)) return 'a sound recording (WAV)'
  if (head.startsWith('ftyp', 4)) return 'a video or sound recording (MP4)'
  if (head.startsWith('ustar', 257)) return 'a tar archive'
  return undefined
}
