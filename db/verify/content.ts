import { blocksFit } from '../blocks.ts'
import { isInsideSurrogatePair } from '../contract/offsets.ts'
import { sha256 } from '../ids.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { type Check, excerpt, type Finding, problem } from './finding.ts'

interface DocumentRow {
  readonly uid: string
  readonly title: string
}

function documents(db: ReadableDb): DocumentRow[] {
  return db.all<DocumentRow>(sql`select uid, title from live_document order by title, uid`)
}

function* texts(db: ReadableDb): Iterable<Finding> {
  const problemIn = ({ uid, title }: DocumentRow, what: string) =>
    problem('error', 'texts', `${what} of “${excerpt(title)}”.`, 'document', uid)
  for (const document of documents(db)) {
    yield null
    const text = db.get<{ body: string; bytes: Buffer; blocks: string; sha256: string }>(
      sql`select body, cast(body as blob) bytes, blocks, sha256 from document_text where document = ${document.uid}`,
    )
    if (!text) yield problemIn(document, 'There is no text')
    else if (sha256(text.bytes) !== text.sha256) {
      yield problemIn(document, 'The text is not what was imported (its checksum does not fit)')
    } else if (!blocksFit(text.blocks, text.body.length)) {
      yield problemIn(document, 'The paragraphs do not fit the text')
    }
  }
}

function* originals(db: ReadableDb): Iterable<Finding> {
  const used = db.all<{ uid: string; size: number; title: string | null }>(sql`
    select o.uid, o.size, (select title from live_document d where d.original = o.uid limit 1) title from live_original o
      where exists (select 1 from live_document d where d.original = o.uid) order by o.uid`)
  for (const { uid, size, title } of used) {
    yield null
    const bytes = db.value<Buffer>(sql`select bytes from original_bytes where original = ${uid}`)
    const fault = !bytes
      ? 'is missing'
      : bytes.length !== size || sha256(bytes) !== uid
        ? 'is not what was imported (its checksum does not fit)'
        : null
    if (fault)
      yield problem(
        'error',
        'originals',
        `The original of “${excerpt(title ?? uid)}” ${fault}.`,
        'original',
        uid,
      )
  }
}

interface PassageRow {
  readonly uid: string
  readonly start: number
  readonly end: number
  readonly quote: string
}

function* passages(db: ReadableDb): Iterable<Finding> {
  for (const { uid: document, title } of documents(db)) {
    yield null
    const body = db.value<string>(sql`select body from document_text where document = ${document}`) ?? ''
    const rows = db.all<PassageRow>(
      sql`select uid, start_offset "start", end_offset "end", quote from live_passage
        where document = ${document} order by start_offset, uid`,
    )
    for (const row of rows) {
      const fault = passageFault(body, row)
      if (!fault) continue
      const message = `The passage “${excerpt(row.quote)}” in “${excerpt(title)}” ${fault.words}.`
      yield problem(fault.severity, 'passages', message, 'passage', row.uid)
    }
  }
}

function passageFault(body: string, { start, end, quote }: PassageRow) {
  if (start < 0 || end > body.length || start >= end) {
    return { severity: 'error', words: 'has a place outside its text' } as const
  }
  if (isInsideSurrogatePair(body, start) || isInsideSurrogatePair(body, end)) {
    return { severity: 'error', words: 'begins or ends in the middle of a character' } as const
  }
  if (body.slice(start, end) === quote) return null
  return { severity: 'warning', words: 'is orphaned: the text at its place reads differently' } as const
}

/** Whether the texts are those that were imported, and whether the passages fit them. */
export const contentChecks: readonly Check[] = [
  { name: 'texts', title: 'Texts', run: texts },
  { name: 'originals', title: 'Originals', run: originals },
  { name: 'passages', title: 'Passages', run: passages },
]
