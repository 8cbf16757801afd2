import type { SharedTable } from '../model.ts'

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
export const kinds: readonly Kind[] = [
  { kind: 'the project itself', table: 'project', name: 'r.title' },
  { kind: 'documents', table: 'document', name: 'r.title' },
  { kind: 'passages', table: 'passage', name: 'r.quote' },
  { kind: 'tags', table: 'tag', name: 'r.name' },
  { kind: 'taggings', table: 'tagging', name: null },
  { kind: 'actors', table: 'actor', name: 'r.name' },
  { kind: 'names of actors', table: 'alias', name: 'r.form' },
  { kind: 'sources', table: 'source', name: 'r.wording' },
  { kind: 'statements', table: 'proposition', name: 'r.statement' },
  {
    kind: 'claims',
    table: 'claim',
    name: `coalesce((select a.initials from SCHEMA.analyst a where a.uid = r.created_by), '?') || '-' || r.number || ' ' ||
      coalesce((select p.statement from SCHEMA.proposition p where p.uid = r.proposition), '')`,
  },
  { kind: 'claimants', table: 'claimant', name: null },
  { kind: 'pieces of evidence', table: 'evidence', name: null },
  { kind: 'figures', table: 'figure', name: 'r.measure' },
  { kind: 'events', table: 'event', name: 'r.title' },
  { kind: 'links between claims', table: 'relation', name: null },
  { kind: 'hypotheses', table: 'hypothesis', name: 'r.statement' },
  { kind: 'judgements', table: 'judgement', name: null },
  { kind: 'assessments', table: 'assessment', name: null },
  { kind: 'leads', table: 'lead', name: 'r.body' },
  { kind: 'notes', table: 'note', name: `coalesce(r.title, r.body)` },
  { kind: 'boards', table: 'board', name: 'r.title' },
  { kind: 'cards', table: 'card', name: null },
  { kind: 'links between cards', table: 'card_link', name: null },
  { kind: 'views of the table', table: 'view', name: 'r.name' },
]
