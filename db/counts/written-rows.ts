import type { Written } from '../kept.ts'
import { identifier, jsonList, type ReadableDb, type SqlValue, sql } from '../sql.ts'

/** Cells that say whether a claim is visible. */
export const claimVisibility = { claim: ['', 'deleted', 'proposition'], proposition: ['deleted'] } as const

/** Cells that say where a claim rests, and whether that is visible. */
export const evidenceCells = {
  evidence: ['', 'deleted', 'place', 'claim'],
  passage: ['deleted', 'document'],
  document: ['deleted'],
} as const

/** Ids that a column of written cells had or has. */
export function valuesIn(written: readonly Written[], table: Written['tbl'], column: string): Set<string> {
  const found = written.flatMap(({ tbl, before, after }): (SqlValue | undefined)[] =>
    tbl === table ? [before?.[column], after?.[column]] : [],
  )
  return new Set(found.filter((value) => typeof value === 'string'))
}

/** Ids of rows whose cells were written. */
export function rowsIn(
  written: readonly Written[],
  table: Written['tbl'],
  cells?: readonly string[],
): string[] {
  return written.flatMap(({ tbl, uid, col }) =>
    tbl === table && (cells === undefined || cells.includes(col)) ? [uid] : [],
  )
}

/** Claims that were written, with those of written propositions. */
export function claimsIn(db: ReadableDb, written: readonly Written[]): string[] {
  return db.column<string>(sql`select uid from claim where uid in ${jsonList(rowsIn(written, 'claim'))}
    union select uid from claim where proposition in ${jsonList(rowsIn(written, 'proposition'))}`)
}

/** Claims that written rows of a table belong or belonged to. */
export function claimsOf(
  db: ReadableDb,
  written: readonly Written[],
  table: 'claimant' | 'about' | 'evidence' | 'claim_event' | 'figure',
): string[] {
  const uids = jsonList(rowsIn(written, table))
  const now = db.column<string>(sql`select claim from ${identifier(table)} where uid in ${uids}`)
  return [...valuesIn(written, table, 'claim'), ...now]
}

/**
 * Whether a document that was deleted or brought back may show or hide evidence that counts for another one, since it
 * names a document beside its passage. The program makes none such; a copy from elsewhere may have it.
 */
export function mayHideElsewhere(db: ReadableDb, written: readonly Written[]): boolean {
  return (
    rowsIn(written, 'document', ['deleted']).length > 0 &&
    db.value(sql`select 1 from evidence where passage is not null and document is not null limit 1`) !==
      undefined
  )
}
