import { edtfRange } from '../contract/edtf.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import type { Names } from './names.ts'
import { batchSize } from './passage-batches.ts'
import { type Cell, columnsOf, type ExportTable, Part } from './table.ts'

const columns = [
  'document_id',
  'document_title',
  'kind',
  'publisher',
  'author',
  'republished_by',
  'published',
  'published_from',
  'published_to',
  'published_reason',
  'captured',
  'source_url',
  'language',
  'direction',
  'source_reliability',
  'source_reliability_reason',
  'reading_status',
  'document_note',
  'document_sha256',
  'file_name',
  'encoding',
  'paragraphs',
  'passages',
  'claims',
  'document_by',
  'document_at',
]

type StoredDocument = Readonly<Record<string, string | null>> & {
  readonly uid: string
  readonly created_by: string
}

/** One row per document, in the order of import; `document_sha256` is that of the original. */
export function documentsTable(db: ReadableDb, names: Names): ExportTable {
  return {
    name: 'documents',
    columns: columnsOf([columns]),
    total: db.value<number>(sql`select count(*) from live_document`) ?? 0,
    rows: function* (emit) {
      let after = ''
      let done = 0
      for (;;) {
        const batch = db.all<StoredDocument>(
          sql`select * from live_document where uid > ${after} order by uid limit ${batchSize}`,
        )
        const last = batch.at(-1)
        if (!last) return
        const counts = countsOf(
          db,
          batch.map(({ uid }) => uid),
        )
        for (const document of batch) emit([new Part(cellsOf(document, names, counts))])
        after = last.uid
        done += batch.length
        yield done
      }
    },
  }
}

interface Counts {
  readonly passages: ReadonlyMap<string, number>
  readonly claims: ReadonlyMap<string, number>
}

function cellsOf(d: StoredDocument, names: Names, { passages, claims }: Counts): Cell[] {
  const value = (column: string) => d[column] ?? null
  const published = edtfRange(value('published') ?? '')
  return [
    d.uid,
    value('title'),
    value('kind'),
    names.actor(value('publisher')),
    names.actor(value('author')),
    names.actor(value('republished_by')),
    value('published'),
    published?.from ?? null,
    published?.to ?? null,
    value('published_reason'),
    value('captured'),
    value('source_url'),
    value('language'),
    value('direction'),
    value('reliability'),
    value('reliability_reason'),
    value('reading_status'),
    value('note'),
    value('original'),
    value('file_name'),
    value('encoding'),
    value('paragraphs'),
    passages.get(d.uid) ?? 0,
    claims.get(d.uid) ?? 0,
    names.analyst(d.created_by),
    value('created_at'),
  ]
}

function countsOf(db: ReadableDb, documents: readonly string[]): Counts {
  const list = jsonList(documents)
  const passages = db.tuples<[string, number]>(
    sql`select document, count(*) from live_passage where document in ${list} group by document`,
  )
  const claims = db.tuples<[string, number]>(sql`
    select document, count(distinct claim) from (
      select p.document, e.claim from passage p join live_evidence e on e.passage = p.uid where p.document in ${list}
      union all select document, claim from live_evidence where document in ${list})
    group by document`)
  return { passages: new Map(passages), claims: new Map(claims) }
}
