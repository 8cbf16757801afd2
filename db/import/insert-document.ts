import type { Analyst } from '../analyst.ts'
import { encodeBlocks, paragraphStarts } from '../blocks.ts'
import { Name } from '../contract/common.ts'
import { actorColumn } from '../document-actors.ts'
import { sha256 } from '../ids.ts'
import { ensureRow, insertRow } from '../rows.ts'
import { jsonList, type ReadableDb, sql, type WritableDb } from '../sql.ts'
import type { ExtractResult } from './extracted.ts'

/** A file as it was read, before anything was made of it. */
export interface DocumentFile {
  /** Without folders; null for what came without a file. */
  readonly name: string | null
  readonly bytes: Uint8Array
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  readonly sha256: string
}

/**
 * Adds a document with its original and its frozen text. The original is kept once per SHA-256, so a document
 * that was deleted and comes again is a new document on the same original: what was deleted stays deleted, and
 * an undo of that deletion still finds what it was.
 *
 * @returns the document's id
 */
export function insertDocument(
  db: WritableDb,
  extracted: ExtractResult,
  file: DocumentFile,
  analyst: Analyst,
): string {
  const { text, blocks, proposed } = extracted
  const original = { media_type: extracted.mediaType, size: file.bytes.length }
  ensureRow(db, 'original', file.sha256, original, analyst.uid)
  // Bytes are not journalled: those of an import that was undone are still there.
  db.run(sql`insert into original_bytes (original, bytes)
    select ${file.sha256}, ${file.bytes} where not exists (select 1 from original_bytes where original = ${file.sha256})`)
  const document = insertRow(
    db,
    'document',
    {
      title: extracted.title,
      kind: 'article',
      language: extracted.language,
      direction: extracted.direction,
      publisher: actorColumn(db, nameOf(proposed.publisher), 'media', analyst),
      author: actorColumn(db, nameOf(proposed.author), 'person', analyst),
      published: proposed.published,
      captured: proposed.captured,
      source_url: proposed.sourceUrl,
      reading_status: 'unread',
      original: file.sha256,
      file_name: file.name,
      encoding: extracted.encoding,
      paragraphs: paragraphStarts(blocks).length,
    },
    analyst.uid,
  )
  db.run(sql`insert into document_text (document, body, blocks, sha256)
    values (${document}, ${text}, ${encodeBlocks(blocks)}, ${sha256(text)})`)
  return document
}

/** @returns original → the newest document that it was imported as; what was not imported is left out */
export function documentsOfOriginals(
  db: ReadableDb,
  originals: readonly string[],
): Map<string, { uid: string; title: string }> {
  const rows = db.tuples<[string, string, string]>(sql`
    select original, uid, title from live_document where original in ${jsonList(originals)} order by uid`)
  return new Map(rows.map(([original, uid, title]) => [original, { uid, title }]))
}

/** A name as a source gives it: undefined unless it could be an actor's. */
function nameOf(proposed: string | undefined): string | undefined {
  return Name.safeParse(proposed).data
}
