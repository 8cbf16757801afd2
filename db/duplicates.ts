import { mergeActors } from './actor-edit.ts'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { Duplicate } from './contract/merge.ts'
import { joinDocuments } from './document-join.ts'
import { UnionFind } from './export/union-find.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { mergedActors } from './merged-actors.ts'
import { plainName } from './plain-name.ts'
import { linkRow, requireLive } from './rows.ts'
import { identifier, type ReadableDb, type Sql, sql, type WritableDb } from './sql.ts'
import { mergeTags } from './tag-merge.ts'
import { arrangeTags } from './tag-tree.ts'
import { foldText } from './text/fold.ts'

type Kind = Duplicate['kind']

/** Things that look the same: their ids, the one that was made first at the head. */
export interface DuplicateGroup {
  readonly kind: Kind
  readonly because: string
  readonly uids: readonly string[]
  readonly obstacle: string | null
}

/** What looks the same and was made apart: documents by their texts, tags by their paths, actors by their names. */
export function duplicateGroups(db: ReadableDb, kind?: Kind): DuplicateGroup[] {
  const finders = { document: documentGroups, tag: tagGroups, actor: actorGroups }
  const kinds = kind ? [kind] : (Object.keys(finders) as Kind[])
  return kinds.flatMap((name) => finders[name](db))
}

function documentGroups(db: ReadableDb): DuplicateGroup[] {
  const rows = db.all<{ uid: string; original: string; sha256: string }>(sql`
    select d.uid, d.original, t.sha256 from live_document d join document_text t on t.document = d.uid
    order by d.created_at, d.uid`)
  const apart = toldApart(db, 'document')
  const byText = grouped(rows, ({ sha256 }) => [sha256], apart)
  const texts = byText.map((uids) => ({
    kind: 'document' as const,
    because: 'the same text',
    uids,
    obstacle: null,
  }))
  const inText = new Set(byText.flatMap((uids) => [...uids]))
  const others = rows.filter(({ uid }) => !inText.has(uid))
  const files = grouped(others, ({ original }) => [original], apart).map((uids) => ({
    kind: 'document' as const,
    because: 'the same file',
    uids,
    obstacle:
      'Their texts were read from the file in different ways, so that the places of passages in them differ.',
  }))
  return [...texts, ...files]
}

function tagGroups(db: ReadableDb): DuplicateGroup[] {
  const rows = arrangeTags(
    db.all<{ uid: string; parent: string | null; name: string; at: string }>(
      sql`select uid, parent, name, created_at at from live_tag order by created_at, uid`,
    ),
  ).sort((a, b) => (a.at < b.at || (a.at === b.at && a.uid < b.uid) ? -1 : 1))
  const groups = grouped(rows, ({ path }) => [path.map(folded).join('\0')], toldApart(db, 'tag'))
  return groups.map((uids) => ({ kind: 'tag', because: 'the same name', uids, obstacle: null }))
}

/** Names that one document alone gives an actor say nothing about others. */
function actorGroups(db: ReadableDb): DuplicateGroup[] {
  const merged = mergedActors(db)
  const names = new Map<string, Set<string>>()
  const actors = db.all<{ uid: string; name: string }>(
    sql`select uid, name from live_actor order by created_at, uid`,
  )
  const forms = db.all<{ uid: string; name: string }>(
    sql`select actor uid, form name from live_alias where document is null order by uid`,
  )
  for (const { uid } of actors) if (!merged.has(uid)) names.set(uid, new Set())
  for (const { uid, name } of [...actors, ...forms]) names.get(merged.get(uid) ?? uid)?.add(folded(name))
  const rows = [...names].map(([uid, set]) => ({ uid, names: set }))
  const apart = toldApart(db, 'actor', (uid) => merged.get(uid) ?? uid)
  const groups = grouped(rows, (row) => [...row.names], apart)
  return groups.map((uids) => ({ kind: 'actor', because: 'the same name', uids, obstacle: null }))
}

function folded(name: string): string {
  return foldText(name.trim())
}

/** By thing, what an analyst has said it is not; `now` gives what stands for a thing that was joined into another. */
function toldApart(
  db: ReadableDb,
  kind: Kind,
  now = (uid: string) => uid,
): ReadonlyMap<string, ReadonlySet<string>> {
  const apart = new Map<string, Set<string>>()
  const add = (one: string, other: string) => apart.set(one, (apart.get(one) ?? new Set()).add(other))
  for (const [one, other] of db.tuples<[string, string]>(
    sql`select one, other from live_distinction where kind = ${kind}`,
  )) {
    add(now(one), now(other))
    add(now(other), now(one))
  }
  return apart
}

/**
 * Rows that share a key and were not told apart, and those that share one with these, and so on; in the order of
 * the rows.
 */
function grouped<Row extends { readonly uid: string }>(
  rows: readonly Row[],
  keysOf: (row: Row) => readonly string[],
  apart: ReadonlyMap<string, ReadonlySet<string>>,
): string[][] {
  const sharing = new Map<string, string[]>()
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const uids = sharing.get(key)
      if (uids) uids.push(row.uid)
      else sharing.set(key, [row.uid])
    }
  }
  const sets = new UnionFind()
  for (const uids of sharing.values()) joinAll(sets, uids, apart)
  const groups = new Map<string, string[]>()
  for (const { uid } of rows) {
    const end = sets.find(uid)
    groups.set(end, [...(groups.get(end) ?? []), uid])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

/** Joins things that share a key, except pairs that were told apart; two of these can still meet through a third. */
function joinAll(
  sets: UnionFind,
  uids: readonly string[],
  apart: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const free = uids.find((uid) => !apart.has(uid))
  for (const uid of uids) {
    if (!apart.has(uid)) sets.join(free ?? uid, uid)
    else for (const other of uids) if (other !== uid && !apart.get(uid)?.has(other)) sets.join(uid, other)
  }
}

interface Titled {
  readonly title: string
  readonly madeBy: string | null
  readonly madeAt: string
}

/** A group in words, with what hangs on each member. */
export function describeDuplicate(db: ReadableDb, group: DuplicateGroup): Duplicate {
  const { kind, because, uids, obstacle } = group
  return {
    kind,
    because,
    obstacle,
    members: uids.flatMap((uid) => {
      const row = db.get<Titled>(sql`select ${kind === 'document' ? sql`t.title` : sql`t.name`} title,
        (select name from analyst where uid = t.created_by) madeBy, t.created_at madeAt
        from ${identifier(kind)} t where t.uid = ${uid}`)
      return row ? [{ uid, ...row, title: plainName(row.title), detail: detailOf(db, kind, uid) }] : []
    }),
  }
}

function detailOf(db: ReadableDb, kind: Kind, uid: string): string {
  const count = (one: string, many: string, query: Sql) => {
    const n = db.value<number>(query) ?? 0
    return n === 0 ? [] : [`${n} ${n === 1 ? one : many}`]
  }
  const words = {
    document: () => [
      ...count('passage', 'passages', sql`select count(*) from live_passage where document = ${uid}`),
      ...count(
        'claim',
        'claims',
        sql`select count(distinct e.claim) from live_evidence e left join passage p on p.uid = e.passage
          where coalesce(p.document, e.document) = ${uid}`,
      ),
    ],
    tag: () => [
      ...count(
        'passage',
        'passages',
        sql`select count(distinct passage) from live_tagging where tag = ${uid}`,
      ),
      ...count('tag below it', 'tags below it', sql`select count(*) from live_tag where parent = ${uid}`),
    ],
    actor: () => [
      ...count(
        'claim',
        'claims',
        sql`select count(*) from (select claim from live_claimant where actor = ${uid} union select uid from live_claim where holder = ${uid}
          union select claim from live_about where actor = ${uid})`,
      ),
      ...count('mention', 'mentions', sql`select count(*) from live_mention where actor = ${uid}`),
    ],
  }
  return words[kind]().join(', ') || 'nothing hangs on it'
}

function join(db: WritableDb, { kind, into, others }: Input<'duplicates.join'>, analyst: string): void {
  switch (kind) {
    case 'document':
      joinDocuments(db, into, others, analyst)
      return
    case 'tag':
      for (const tag of others) mergeTags(db, tag, into)
      return
    case 'actor':
      mergeActors(db, { into, actors: others })
  }
}

/** Says that one thing is none of the others; saying it again changes nothing. */
function distinguish(
  db: WritableDb,
  { kind, member, others }: Input<'duplicates.distinguish'>,
  analyst: string,
): void {
  if (others.includes(member)) {
    throw new AppError('invalid', 'A thing cannot be told apart from itself.', { field: 'others' })
  }
  requireLive(db, kind, [member, ...others])
  for (const uid of new Set(others)) {
    const [one, other] = [member, uid].sort() as [string, string]
    linkRow(db, 'distinction', [kind, one, other], { kind, one, other }, analyst)
  }
}

export const duplicateHandlers: QueryHandlers<'duplicates.list'> &
  CommandHandlers<'duplicates.join' | 'duplicates.distinguish'> = {
  'duplicates.list': (db, { kind, limit, offset }) => {
    const groups = duplicateGroups(db, kind)
    const shown = groups.slice(offset, offset + limit)
    return { duplicates: shown.map((group) => describeDuplicate(db, group)), total: groups.length }
  },
  'duplicates.join': (db, input, { analyst, relabel }) => {
    join(db, input, analyst.uid)
    relabel(`Join ${input.others.length + 1} ${input.kind}s`)
    return {}
  },
  'duplicates.distinguish': (db, input, { analyst, relabel }) => {
    distinguish(db, input, analyst.uid)
    relabel(`Tell ${input.others.length + 1} ${input.kind}s apart`)
    return {}
  },
}
