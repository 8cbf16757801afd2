import { AppError } from './contract/errors.ts'
import { insertRow, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

/** What is known of somebody who speaks in one document without being an actor. */
export interface SourceFields {
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
    source: insertRow(db, 'source', { document, wording, ...columnsOf(fields) }, analyst),
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

function columnsOf({ number, affiliation, access, reliability, reliabilityReason, sameAs }: SourceFields) {
  return { number, affiliation, access, reliability, reliability_reason: reliabilityReason, same_as: sameAs }
}
