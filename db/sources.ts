import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { SourceInfo } from './contract/source.ts'
import { loadNames } from './export/names.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { insertRow, removeRows, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

/** What is known of somebody who speaks in one document without being an actor. */
export interface SourceFields {
  readonly wording?: string | undefined
  /** How many they are. */
  readonly number?: number | null | undefined
  readonly affiliation?: string | null | undefined
  readonly access?: string | null | undefined
  readonly reliability?: string | null | undefined
  readonly reliabilityReason?: string | null | undefined
  /** A source, perhaps of another document, that is possibly the same. */
  readonly sameAs?: string | null | undefined
}

/** @returns the source that a document calls by exactly this wording */
export function findSource(db: ReadableDb, document: string, wording: string): string | undefined {
  return db.value<string>(
    sql`select uid from live_source where document = ${document} and wording = ${wording} order by uid limit 1`,
  )
}

/**
 * The source of a document with exactly this wording; it is made where there is none. Fields that are
 * given are written to one that exists.
 */
export function findOrCreateSource(
  db: WritableDb,
  document: string,
  wording: string,
  fields: SourceFields,
  analyst: string,
): { source: string; created: boolean } {
  const found = findSource(db, document, wording)
  if (found !== undefined) {
    updateSource(db, found, fields)
    return { source: found, created: false }
  }
  requireLive(db, 'document', [document])
  if (fields.sameAs != null) requireLive(db, 'source', [fields.sameAs])
  return {
    source: insertRow(db, 'source', { document, ...columnsOf({ ...fields, wording }) }, analyst),
    created: true,
  }
}

/** @throws AppError `invalid` when a source is called the same as itself */
export function updateSource(db: WritableDb, source: string, fields: SourceFields): void {
  if (fields.sameAs === source) {
    throw new AppError('invalid', 'A source is the same as itself; name another one.', { field: 'sameAs' })
  }
  if (fields.sameAs != null) requireLive(db, 'source', [fields.sameAs])
  updateRow(db, 'source', source, columnsOf(fields))
}

function columnsOf({ reliabilityReason, sameAs, ...fields }: SourceFields) {
  const { wording, number, affiliation, access, reliability } = fields
  return {
    wording,
    number,
    affiliation,
    access,
    reliability,
    reliability_reason: reliabilityReason,
    same_as: sameAs,
  }
}

/** The sources of a document, or all of them, by their wording. */
export function listSources(
  db: ReadableDb,
  { document }: Input<'sources.list'>,
  names = loadNames(db),
): SourceInfo[] {
  const rows = db.all<Omit<SourceInfo, 'possiblySame'>>(sql`
    select s.uid, s.document, d.title as "documentTitle", d.publisher, s.wording, s.number, s.affiliation,
      s.access, s.reliability, s.reliability_reason as "reliabilityReason", s.same_as as "sameAs",
      (select count(distinct t.claim) from live_claimant t where t.source = s.uid) as claims
    from live_source s join document d on d.uid = s.document
    order by s.wording collate nocase, s.uid`)
  const groups = Map.groupBy(rows, ({ uid }) => names.source(uid))
  return rows
    .filter((row) => document === undefined || row.document === document)
    .map((row) => ({
      ...row,
      publisher: names.actor(row.publisher),
      possiblySame: (groups.get(names.source(row.uid)) ?? []).flatMap(({ uid }) =>
        uid === row.uid ? [] : [uid],
      ),
    }))
}

/** @throws AppError `conflict` when the document has another source of this wording */
function refuseTwin(db: ReadableDb, document: string, wording: string, except: string): void {
  const twin = findSource(db, document, wording)
  if (twin === undefined || twin === except) return
  throw new AppError('conflict', `This document has a source “${wording}” already.`, { field: 'wording' })
}

export const sourceHandlers: QueryHandlers<'sources.list'> &
  CommandHandlers<'sources.update' | 'sources.remove'> = {
  'sources.list': (db, input) => listSources(db, input),
  'sources.update': (db, { source, ...fields }, { relabel }) => {
    requireLive(db, 'source', [source])
    const document = db.value<string>(sql`select document from source where uid = ${source}`) ?? ''
    if (fields.wording !== undefined) refuseTwin(db, document, fields.wording, source)
    updateSource(db, source, fields)
    if (fields.reliability !== undefined) relabel('Grade source')
    return {}
  },
  'sources.remove': (db, { source }) => {
    requireLive(db, 'source', [source])
    removeRows(db, 'source', [source])
    return {}
  },
}
