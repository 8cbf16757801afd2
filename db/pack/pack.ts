import { listActors } from '../actors.ts'
import { decodeBlocks } from '../blocks.ts'
import { listClaims } from '../claim-list.ts'
import type { Input, Output } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import { listDocuments } from '../documents.ts'
import { actorsTable } from '../export/actors.ts'
import { claimsTable } from '../export/claims.ts'
import { csvWriter } from '../export/csv.ts'
import { documentsTable } from '../export/documents.ts'
import { evidenceTable } from '../export/evidence.ts'
import { loadNames } from '../export/names.ts'
import { batchSize } from '../export/passage-batches.ts'
import { passagesTable } from '../export/passages.ts'
import { BufferedSink } from '../export/sink.ts'
import { type ExportTable, pathInWords } from '../export/table.ts'
import { tagsTable } from '../export/tags.ts'
import { openTarget } from '../export/target.ts'
import type { ReaderContext, ReaderHandlers } from '../handlers.ts'
import { listPassages } from '../passages.ts'
import { plainError } from '../plain-error.ts'
import { privateFile } from '../private-copy.ts'
import { projectRow } from '../project-info.ts'
import { writeCopy } from '../share.ts'
import { openSnapshot } from '../snapshot.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { listTags } from '../tags.ts'
import { progressStep, type Task } from '../task.ts'
import { actorsPage } from './actors-page.ts'
import { claimArticle } from './claim-article.ts'
import { documentPage } from './document-page.ts'
import { historyTable } from './history-table.ts'
import { indexPage, readme } from './index-page.ts'
import { PackZip } from './pack-zip.ts'
import { type PackedDocument, packedDocuments } from './packed-documents.ts'
import { pageEnd, pageStart } from './page.ts'

type Packed = Output<'project.pack'>

/**
 * Writes an evidence pack: a ZIP with the originals, their texts, all tables as CSV, the history, pages that any
 * browser shows without the program or a network, and a list of SHA-256 checksums over all of it. It is there
 * when the task has ended well and otherwise is what it was before.
 *
 * Of one moment, and the same content gives the same bytes.
 */
export function* packProject(
  context: ReaderContext,
  { target: path, without }: Input<'project.pack'>,
): Task<Packed> {
  const target = openTarget(path, context.path)
  const leftOut = [...new Set(without)]
  const hidden = leftOut.some((part) => part !== 'history') ? privateFile() : null
  try {
    if (hidden) yield* writeCopy(context.db.connection.name, hidden.file, leftOut, true)
    const snapshot = openSnapshot(hidden?.file ?? context.db.connection.name)
    try {
      const out = new BufferedSink(target)
      const documents = yield* packTo(snapshot.db, out, !hidden && !leftOut.includes('history'))
      const bytes = out.flush()
      target.commit()
      return { documents, bytes, leftOut }
    } finally {
      snapshot.close()
    }
  } catch (error) {
    throw plainError(error)
  } finally {
    target.discard()
    hidden?.remove()
  }
}

function* packTo(db: ReadableDb, out: BufferedSink, history: boolean): Task<number> {
  const zip = new PackZip(out)
  const documents = packedDocuments(listDocuments(db))
  yield* writeOriginals(db, zip, documents)
  const names = loadNames(db)
  const tables: ExportTable[] = [
    evidenceTable(db, names),
    claimsTable(db, names),
    passagesTable(db, names),
    documentsTable(db, names),
    tagsTable(db),
    actorsTable(db, names),
    ...(history ? [historyTable(db)] : []),
  ]
  for (const table of tables) yield* writeTable(zip, table)
  yield* writePages(db, zip, documents, tables)
  zip.end()
  return documents.length
}

function* writeOriginals(db: ReadableDb, zip: PackZip, documents: readonly PackedDocument[]): Task<void> {
  for (const [index, { info, original, text }] of documents.entries()) {
    yield progressStep(index, documents.length, info.title)
    const bytes = db.value<Uint8Array>(sql`select bytes from original_bytes where original = ${info.sha256}`)
    const body = db.value<string>(sql`select body from document_text where document = ${info.uid}`)
    if (bytes === undefined || body === undefined) throw missing(info.title)
    zip.file(original, bytes)
    zip.file(text, body)
  }
}

function missing(title: string): AppError {
  return new AppError(
    'damaged',
    `“${title}” lacks its text or its original. Verify the project, and use a backup.`,
  )
}

function* writeTable(zip: PackZip, table: ExportTable): Task<void> {
  const entry = zip.entry(`data/${table.name}.csv`)
  const writer = csvWriter(entry, table.columns, { dialect: 'exact', separator: ',' })
  for (const done of table.rows((row) => writer.row(row))) {
    yield progressStep(Math.min(done, table.total), table.total, table.name)
  }
  writer.end()
  entry.close()
}

function* writePages(
  db: ReadableDb,
  zip: PackZip,
  documents: readonly PackedDocument[],
  tables: readonly ExportTable[],
): Task<void> {
  const project = projectRow(db)
  const tags = listTags(db)
  const paths = new Map(tags.map(({ uid, path }) => [uid, pathInWords(path)]))
  const pages = new Map(documents.map(({ info, page }) => [info.uid, page]))
  const claims = db.column<string>(sql`select uid from live_claim order by uid`)
  const cites = citesOf(db)
  const page = (file: string, title: string, up: '' | '../', content: string) =>
    zip.file(file, pageStart(title, project.title, up) + content + pageEnd)

  for (const [index, document] of documents.entries()) {
    yield progressStep(index, documents.length, document.info.title)
    const stored = db.get<{ body: string; blocks: string }>(
      sql`select body, blocks from document_text where document = ${document.info.uid}`,
    )
    if (!stored) throw missing(document.info.title)
    const passages = listPassages(db, document.info.uid)
    const content = {
      document,
      body: stored.body,
      blocks: decodeBlocks(stored.blocks),
      passages,
      tags: paths,
      cites,
    }
    page(document.page, document.info.title, '../', documentPage(content).html)
  }
  const names = loadNames(db)
  const list = zip.entry('claims.html')
  list.write(`${pageStart('Claims', project.title, '')}<h1>Claims</h1>\n`)
  for (let done = 0; done < claims.length; done += batchSize) {
    yield progressStep(done, claims.length, 'claims')
    for (const claim of listClaims(db, { claims: claims.slice(done, done + batchSize) }, names)) {
      list.write(claimArticle(claim, { pages, cites }).html)
    }
  }
  list.write(pageEnd)
  list.close()
  page('actors.html', 'Actors', '', actorsPage(listActors(db)).html)
  const data = tables.map(({ name }) => `data/${name}.csv`)
  page(
    'index.html',
    project.title,
    '',
    indexPage({ project, documents, tags, claims: claims.length, data }).html,
  )
  zip.file('README.txt', readme(project.title))
}

/** Short ids of claims by their ids. */
function citesOf(db: ReadableDb): Map<string, string> {
  return new Map(
    db.tuples<[string, string]>(
      sql`select c.uid, coalesce(a.initials, '?') || '-' || c.number from live_claim c
        left join analyst a on a.uid = c.created_by`,
    ),
  )
}

export const packHandlers: ReaderHandlers<'project.pack'> = {
  'project.pack': (context, input) => packProject(context, input),
}
