import type { Session } from './session.ts'
import type { listKinds } from './syntax.ts'
import type { TableRow } from './table.ts'

/** A list for `--json`, and its main columns for a terminal. */
interface Listing {
  readonly values: readonly unknown[]
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

export const listings: Readonly<Record<(typeof listKinds)[number], (session: Session) => Listing>> = {
  documents: ({ call }) => {
    const values = call('documents.list', {})
    return {
      values,
      header: ['title', 'published', 'grade', 'passages', 'claims', 'id'],
      rows: values.map((d) => [d.title, d.published, d.reliability, d.passages, d.claims, d.uid]),
    }
  },
  tags: ({ call }) => {
    const values = call('tags.list', {})
    return {
      values,
      header: ['tag', 'digit', 'passages', 'id'],
      rows: values.map((t) => [t.path.join(' > '), t.digit, t.passages, t.uid]),
    }
  },
  passages: ({ call }) => {
    const names = new Map(call('tags.list', {}).map((tag) => [tag.uid, tag.name]))
    const values = call('documents.list', {}).flatMap((document) =>
      call('passages.list', { document: document.uid }).map((passage) => ({
        ...passage,
        documentTitle: document.title,
      })),
    )
    return {
      values,
      header: ['document', 'from', 'to', 'tags', 'quote'],
      rows: values.map((p) => [
        p.documentTitle,
        p.start,
        p.end,
        p.tags.map((tag) => names.get(tag) ?? '').join(', '),
        p.quote,
      ]),
    }
  },
  actors: ({ call }) => {
    const values = call('actors.list', {})
    return {
      values,
      header: ['actor', 'kind', 'also', 'claims', 'id'],
      rows: values.map((a) => [
        a.name,
        a.kind,
        a.aliases.map(({ form }) => form).join(', '),
        a.claims,
        a.uid,
      ]),
    }
  },
  claims: ({ call }) => {
    const values = call('claims.list', {})
    return {
      values,
      header: ['cite', 'grade', 'claimant', 'stance', 'statement'],
      rows: values.map((c) => [
        c.cite,
        // Of the two halves of an Admiralty grade either may not have been given yet.
        `${c.reliability ?? '-'}${c.credibility ?? '-'}`,
        c.claimants.map(({ name }) => name).join(', '),
        c.stance,
        c.statement,
      ]),
    }
  },
  boards: ({ call }) => {
    const values = call('boards.list', {})
    return { values, header: ['board', 'cards', 'id'], rows: values.map((b) => [b.title, b.cards, b.uid]) }
  },
}
