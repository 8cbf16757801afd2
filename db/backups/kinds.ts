import type { SharedTable } from '../model.ts'
import { kindsOf } from '../row-words.ts'

/** A kind of thing that is compared between a backup and now. */
export interface Kind {
  /** Plural, in words. */
  readonly kind: string
  readonly table: SharedTable
  /** An expression over the row `r` that people recognise it by; null for what has no name of its own. */
  readonly name: string | null
}

/**
 * What an analyst would look for, the largest things first. Expressions are written over `r`, a row of the table,
 * and `SCHEMA`, the database that it is in.
 */
const tables: readonly Omit<Kind, 'kind'>[] = [
  { table: 'project', name: 'r.title' },
  { table: 'document', name: 'r.title' },
  { table: 'passage', name: 'r.quote' },
  { table: 'tag', name: 'r.name' },
  { table: 'tagging', name: null },
  { table: 'actor', name: 'r.name' },
  { table: 'alias', name: 'r.form' },
  { table: 'source', name: 'r.wording' },
  { table: 'proposition', name: 'r.statement' },
  {
    table: 'claim',
    name: `coalesce((select a.initials from SCHEMA.analyst a where a.uid = r.created_by), '?') || '-' || r.number || ' ' ||
      coalesce((select p.statement from SCHEMA.proposition p where p.uid = r.proposition), '')`,
  },
  { table: 'claimant', name: null },
  { table: 'evidence', name: null },
  { table: 'figure', name: 'r.measure' },
  { table: 'event', name: 'r.title' },
  { table: 'relation', name: null },
  { table: 'hypothesis', name: 'r.statement' },
  { table: 'judgement', name: null },
  { table: 'assessment', name: null },
  { table: 'lead', name: 'r.body' },
  { table: 'note', name: `coalesce(r.title, r.body)` },
  { table: 'board', name: 'r.title' },
  { table: 'card', name: null },
  { table: 'card_link', name: null },
  { table: 'view', name: 'r.name' },
]

export const kinds: readonly Kind[] = tables.map((one) => {
  return { ...one, kind: one.table === 'project' ? 'the project itself' : kindsOf(one.table) }
})
