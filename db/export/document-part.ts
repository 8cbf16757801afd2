import { decodeBlocks, paragraphStarts } from '../blocks.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import type { Names } from './names.ts'
import { Part } from './table.ts'

/** What a row of passages or claims says of its document. */
export const documentColumns = [
  'document_id',
  'document_title',
  'publisher',
  'author',
  'published',
  'captured',
  'source_url',
  'language',
  'source_reliability',
  'document_sha256',
] as const

type StoredDocument = [
  uid: string,
  title: string,
  publisher: string | null,
  author: string | null,
  published: string | null,
  captured: string | null,
  sourceUrl: string | null,
  language: string | null,
  reliability: string | null,
  original: string,
]

export function documentParts(db: ReadableDb, names: Names, uids: readonly string[]): Map<string, Part> {
  const rows = db.tuples<StoredDocument>(sql`
    select uid, title, publisher, author, published, captured, source_url, language, reliability, original
    from live_document where uid in ${jsonList(uids)}`)
  return new Map(
    rows.map(([uid, title, publisher, author, ...rest]) => {
      return [uid, new Part([uid, title, names.actor(publisher), names.actor(author), ...rest])]
    }),
  )
}

export const noDocument = () => new Part(documentColumns.map(() => null))

/** Where the numbered paragraphs of documents start. */
export function paragraphsOf(db: ReadableDb, uids: readonly string[]): Map<string, readonly number[]> {
  const rows = db.tuples<[string, string]>(
    sql`select document, blocks from document_text where document in ${jsonList(uids)}`,
  )
  return new Map(rows.map(([uid, blocks]) => [uid, paragraphStarts(decodeBlocks(blocks))]))
}

/** What the progress of an export by documents counts to. */
export function documentCount(db: ReadableDb): number {
  return db.value<number>(sql`select count(*) from live_document`) ?? 0
}
