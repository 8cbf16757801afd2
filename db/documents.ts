import type { Analyst } from './analyst.ts'
import { decodeBlocks } from './blocks.ts'
import type { Input } from './contract/contract.ts'
import type { DocumentInfo, DocumentText } from './contract/document.ts'
import { checkDate } from './contract/edtf.ts'
import { AppError } from './contract/errors.ts'
import { claimsOfDocuments } from './counts/claims-of-documents.ts'
import { passagesOfDocuments } from './counts/passages-of-documents.ts'
import { actorColumn, actorNames } from './document-actors.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { claimsRestingOnDocuments, type RestingClaim, removeRestingClaims } from './resting-claims.ts'
import { removeRows, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, type Sql, sql, type WritableDb } from './sql.ts'

type DocumentRow = Omit<DocumentInfo, 'publisher' | 'author' | 'passages' | 'claims'> & {
  readonly publisher: string | null
  readonly author: string | null
}

/** Every document, in the order of import. */
export function listDocuments(db: ReadableDb): DocumentInfo[] {
  const passages = passagesOfDocuments(db)
  const claims = claimsOfDocuments(db)
  const actors = actorNames(db)
  return documentRows(db, sql`order by uid`).map((row) => ({
    ...row,
    publisher: actors(row.publisher),
    author: actors(row.author),
    passages: passages.get(row.uid) ?? 0,
    claims: claims.get(row.uid) ?? 0,
  }))
}

/** @throws AppError `not-found` */
export function getDocument(db: ReadableDb, document: string): DocumentInfo {
  const [row] = documentRows(db, sql`where uid = ${document}`)
  if (!row) throw gone()
  const actors = actorNames(db)
  const passages = db.value<number>(sql`select count(*) from live_passage where document = ${document}`)
  const claims = db.value<number>(sql`select count(distinct claim) from live_evidence
    where document = ${document} or passage in (select uid from live_passage where document = ${document})`)
  return {
    ...row,
    publisher: actors(row.publisher),
    author: actors(row.author),
    passages: passages ?? 0,
    claims: claims ?? 0,
  }
}

/** A document's frozen text. @throws AppError `not-found` */
export function documentBody(db: ReadableDb, document: string): string {
  const body = db.value<string>(sql`select body from document_text
    where document = ${document} and exists (select 1 from live_document where uid = ${document})`)
  if (body === undefined) throw gone()
  return body
}

/**
 * The one document that a person means by its id, the SHA-256 of its original, or its exact title.
 *
 * @throws AppError `not-found`; `conflict` when several documents answer to it
 */
export function findDocument(db: ReadableDb, reference: string): string {
  const attempts = [
    sql`uid = ${reference}`,
    sql`original = ${reference.toLowerCase()}`,
    sql`title = ${reference.replace(/\s+/gu, ' ').trim()}`,
  ]
  for (const matches of attempts) {
    const found = db.column<string>(sql`select uid from live_document where ${matches} order by uid`)
    if (found.length > 1) {
      throw new AppError(
        'conflict',
        `${found.length} documents answer to “${reference}”. Name the one that is meant by its id: ${found.join(', ')}.`,
      )
    }
    if (found[0] !== undefined) return found[0]
  }
  throw new AppError(
    'not-found',
    `There is no document “${reference}”. Name it by its exact title, its id or its SHA-256.`,
  )
}

function documentRows(db: ReadableDb, rest: Sql): DocumentRow[] {
  return db.all(sql`select uid, title, kind, language, direction, publisher, author,
      published, published_reason as publishedReason, captured, source_url as sourceUrl,
      reliability, reliability_reason as reliabilityReason, reading_status as readingStatus, note,
      file_name as fileName, encoding, paragraphs, original as sha256, created_at as createdAt
    from live_document ${rest}`)
}

function documentText(db: ReadableDb, document: string): DocumentText {
  const row = db.get<{
    body: string
    blocks: string
    direction: DocumentText['direction']
    mediaType: string | null
  }>(
    sql`select t.body, t.blocks, d.direction, o.media_type "mediaType" from live_document d
      join document_text t on t.document = d.uid left join original o on o.uid = d.original
      where d.uid = ${document}`,
  )
  if (!row) throw gone()
  const { body, blocks, direction, mediaType } = row
  return { body, blocks: decodeBlocks(blocks), direction, markdown: mediaType === 'text/markdown' }
}

/** Writes those fields of a document that are given. @throws AppError `invalid` for a date that is not EDTF */
export function updateDocument(db: WritableDb, input: Input<'documents.update'>, analyst: Analyst): void {
  requireLive(db, 'document', [input.document])
  checkDate(input.published, 'published')
  checkDate(input.captured, 'captured')
  updateRow(db, 'document', input.document, {
    title: input.title,
    kind: input.kind,
    publisher: actorColumn(db, input.publisher, 'media', analyst),
    author: actorColumn(db, input.author, 'person', analyst),
    published: input.published,
    published_reason: input.publishedReason,
    captured: input.captured,
    source_url: input.sourceUrl,
    language: input.language,
    reliability: input.reliability,
    reliability_reason: input.reliabilityReason,
    reading_status: input.readingStatus,
    note: input.note,
  })
}

function removeDocuments(db: WritableDb, documents: readonly string[]): RestingClaim[] {
  requireLive(db, 'document', documents)
  const resting = claimsRestingOnDocuments(db, documents)
  removeRestingClaims(db, resting)
  removeRows(db, 'document', documents)
  return resting
}

function gone(): AppError {
  return new AppError('not-found', 'This document is no longer in the project.')
}

type Queries = QueryHandlers<'documents.list' | 'documents.get' | 'documents.text'>
type Commands = CommandHandlers<'documents.update' | 'documents.mark' | 'documents.remove'>

export const documentHandlers: Queries & Commands = {
  'documents.list': (db) => listDocuments(db),
  'documents.get': (db, { document }) => getDocument(db, document),
  'documents.text': (db, { document }) => documentText(db, document),
  'documents.update': (db, input, { analyst }) => {
    updateDocument(db, input, analyst)
    return {}
  },
  'documents.mark': (db, { documents, readingStatus, reliability }, { relabel }) => {
    requireLive(db, 'document', documents)
    const uids = new Set(documents)
    for (const uid of uids) updateRow(db, 'document', uid, { reading_status: readingStatus, reliability })
    const what = uids.size === 1 ? 'document' : `${uids.size} documents`
    relabel(`${reliability === undefined ? 'Mark' : 'Grade'} ${what}`)
    return {}
  },
  'documents.remove': (db, { documents }, { relabel }) => {
    const count = new Set(documents).size
    const claims = removeDocuments(db, documents).length
    const what = count === 1 ? 'document' : `${count} documents`
    relabel(
      claims === 0 ? `Delete ${what}` : `Delete ${what} with ${claims} ${claims === 1 ? 'claim' : 'claims'}`,
    )
    return {}
  },
}
