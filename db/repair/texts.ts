import type Database from 'better-sqlite3'
import { blocksFit, decodeBlocks, encodeBlocks, paragraphStarts } from '../blocks.ts'
import type { Block } from '../contract/document.ts'
import { sha256 } from '../ids.ts'
import { extractSync } from '../import/extract-runner.ts'
import { isMediaType } from '../import/limits.ts'
import { excerpt } from '../verify/finding.ts'

interface DocumentRow {
  readonly uid: string
  readonly title: string
  readonly original: string
  readonly file_name: string | null
  readonly media_type: string | null
}

interface TextRow {
  readonly body: string
  readonly bytes: Buffer
  readonly blocks: string
  readonly sha256: string
}

/**
 * Sees to texts and originals that are not what was imported. A text is read again from its original, where that
 * is sound; else what can be read of it stays; of a text that is gone, the words of its passages stay, each at its
 * place. An original that is gone is replaced by its text.
 *
 * @returns what was done, in sentences
 */
export function mendTexts(target: Database.Database): string[] {
  const documents = target
    .prepare(
      `select d.uid, d.title, d.original, d.file_name, o.media_type from document d left join original o on o.uid = d.original order by d.title`,
    )
    .all() as DocumentRow[]
  return target.transaction(() => {
    const done = documents.flatMap((document) => [
      ...mendText(target, document),
      ...mendOriginal(target, document),
    ])
    target.exec('delete from original_bytes where original not in (select uid from original)')
    return [...done, ...dropSpoiltBytes(target)]
  })()
}

function* mendText(target: Database.Database, document: DocumentRow): Iterable<string> {
  const text = target
    .prepare('select body, cast(body as blob) bytes, blocks, sha256 from document_text where document = ?')
    .get(document.uid) as TextRow | undefined
  const name = `“${excerpt(document.title)}”`
  const sound = text !== undefined && sha256(text.bytes) === text.sha256
  if (sound && blocksFit(text.blocks, text.body.length)) return
  const again = readAgain(target, document)
  if (
    again &&
    (!text || !sound || again.text === text.body) &&
    (!text || sha256(again.text) === text.sha256)
  ) {
    keep(target, document.uid, again.text, again.blocks)
    yield `The text of ${name} was read again from its original.`
  } else if (sound) {
    keep(target, document.uid, text.body, oneBlock(text.body))
    yield `The paragraphs of ${name} could not be read; its text is whole.`
  } else if (text) {
    const body = text.bytes.toString('utf8').replaceAll('\0', '\uFFFD')
    keep(
      target,
      document.uid,
      body,
      blocksFit(text.blocks, body.length) ? decodeBlocks(text.blocks) : oneBlock(body),
    )
    yield `The text of ${name} is not in every place what was imported: compare it with its source.`
  } else {
    const body = wordsOfPassages(target, document.uid)
    keep(target, document.uid, body, oneBlock(body))
    yield `The text of ${name} could not be read; only the words of its passages are there. Import it again.`
  }
}

function oneBlock(body: string): Block[] {
  return [{ kind: 'paragraph', start: 0, end: body.length }]
}

function keep(target: Database.Database, document: string, body: string, blocks: readonly Block[]): void {
  target
    .prepare(
      `insert into document_text (document, body, blocks, sha256) values (?, ?, ?, ?)
      on conflict (document) do update set body = excluded.body, blocks = excluded.blocks, sha256 = excluded.sha256`,
    )
    .run(document, body, encodeBlocks(blocks), sha256(body))
  target
    .prepare('update document set paragraphs = ? where uid = ?')
    .run(paragraphStarts(blocks).length, document)
}

/** What no document needs: pictures on boards, and originals of what was deleted. */
function dropSpoiltBytes(target: Database.Database): string[] {
  const keys = target.prepare('select original from original_bytes').pluck().all() as string[]
  const spoilt = keys.filter((key) => soundOriginal(target, key) === undefined)
  for (const key of spoilt) target.prepare('delete from original_bytes where original = ?').run(key)
  return spoilt.length === 0 ? [] : [`Pictures on boards that could not be read: ${spoilt.length}.`]
}

/** The text as an import would read it now; undefined where the original is gone or is not read in this way. */
function readAgain(target: Database.Database, { original, file_name, media_type }: DocumentRow) {
  const bytes = soundOriginal(target, original)
  // By the limits of an import on size, time and memory; what was never imported as a text is not read as one.
  if (!bytes || !isMediaType(media_type)) return undefined
  try {
    return extractSync({ bytes, name: file_name ?? 'original', mediaType: media_type })
  } catch {
    // A text that was pasted, or of a format that is read in another way: there are other means.
    return undefined
  }
}

function soundOriginal(target: Database.Database, original: string): Buffer | undefined {
  const bytes = target.prepare('select bytes from original_bytes where original = ?').pluck().get(original)
  return Buffer.isBuffer(bytes) && sha256(bytes) === original ? bytes : undefined
}

// What stands for a character that could not be read, so that the others keep their places.
const filler = '·'

function wordsOfPassages(target: Database.Database, document: string): string {
  const passages = target
    .prepare(
      'select start_offset start, prefix, quote, suffix from passage where document = ? order by start_offset',
    )
    .all(document) as { start: number; prefix: string; quote: string; suffix: string }[]
  const units: string[] = []
  for (const layer of ['context', 'quote'] as const) {
    for (const { start, prefix, quote, suffix } of passages) {
      const [from, words] =
        layer === 'quote' ? [start, quote] : [start - prefix.length, prefix + quote + suffix]
      if (from < 0 || from + words.length > longestText) continue
      for (let i = 0; i < words.length; i++) units[from + i] = words.charAt(i)
    }
  }
  const words = Array.from({ length: units.length }, (_, i) => units[i] ?? filler).join('')
  return words === '' ? 'The text of this document could not be read.' : words.toWellFormed()
}

/** Far more than any text has: a passage with a place beyond it has no place at all. */
const longestText = 2 ** 27

function* mendOriginal(target: Database.Database, { uid, original, title }: DocumentRow): Iterable<string> {
  const bytes = soundOriginal(target, original)
  if (bytes) {
    target
      .prepare('update original set size = ? where uid = ? and size <> ?')
      .run(bytes.length, original, bytes.length)
    return
  }
  const body = Buffer.from(
    target.prepare('select body from document_text where document = ?').pluck().get(uid) as string,
  )
  const key = sha256(body)
  target.prepare('delete from original_bytes where original = ?').run(original)
  const now = new Date().toISOString()
  target
    .prepare(
      `insert or ignore into original (uid, media_type, size, created_by, created_at, deleted) values (?, 'text/plain', ?, 'repair', ?, 0)`,
    )
    .run(key, body.length, now)
  target.prepare('insert or ignore into original_bytes (original, bytes) values (?, ?)').run(key, body)
  target.prepare('update document set original = ? where uid = ?').run(key, uid)
  yield key === original
    ? `The original of “${excerpt(title)}” was put together again from its text.`
    : `The original of “${excerpt(title)}” could not be read; its text stands in for it.`
}
