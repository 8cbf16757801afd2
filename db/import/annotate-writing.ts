import type { z } from 'zod'
import type { Analyst } from '../analyst.ts'
import type { AnnotateResult } from '../contract/exchange.ts'
import { type ReadableDb, sql, type WritableDb } from '../sql.ts'

export type Counts = z.infer<typeof AnnotateResult>

/** What the lines of a plan need while they are written. */
export interface Writing {
  readonly db: WritableDb
  readonly analyst: Analyst
  readonly counts: Counts
}

export function noCounts(): Counts {
  return {
    tags: 0,
    passages: 0,
    taggings: 0,
    actors: 0,
    aliases: 0,
    sources: 0,
    events: 0,
    claims: 0,
    links: 0,
    leads: 0,
    hypotheses: 0,
    judgements: 0,
    assessments: 0,
    boards: 0,
    cards: 0,
    updated: 0,
    unchanged: 0,
  }
}

/** The number of the last change that the journal holds: it tells whether anything was written since. */
export function lastChange(db: ReadableDb): number {
  return db.value<number>(sql`select coalesce(max(n), 0) from change`) ?? 0
}

/** Later lines outdo earlier ones in the fields that they write. */
export function fold<T extends object>(given: T, more: T): void {
  for (const [field, value] of Object.entries(more)) {
    if (value !== undefined) Object.assign(given, { [field]: value })
  }
}
