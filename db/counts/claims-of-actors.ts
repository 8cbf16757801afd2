import type { Written } from '../kept.ts'
import { mergedActors } from '../merged-actors.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { hiddenRows } from '../visibility.ts'
import { keptCounts } from './kept-counts.ts'
import {
  claimsIn,
  claimsOf,
  claimVisibility,
  evidenceCells,
  mayHideElsewhere,
  rowsIn,
  valuesIn,
} from './written-rows.ts'

/**
 * In how many claims an actor is a claimant, as the author of a document too, a holder or spoken about; each claim
 * once. Merged actors count with the one that stands for them.
 */
export const claimsOfActors = keptCounts({
  cells: {
    ...evidenceCells,
    proposition: claimVisibility.proposition,
    claim: [...claimVisibility.claim, 'position'],
    claimant: ['', 'deleted', 'who', 'claim'],
    about: ['', 'deleted'],
    document: ['deleted', 'author'],
    actor: ['deleted', 'merged_into'],
  },
  count: (db, only) => new Map(only ? countOf(db, only) : countAll(db)),
  touched,
})

type Rows = [actor: string, claims: number][]

function countAll(db: ReadableDb): Rows {
  return db.tuples(sql`
    with ${hiddenRows('claim')}, ${mergedTable(mergedActors(db))}, named (actor, claim) as (
      select actor, claim from claimant
        where deleted = 0 and actor is not null and claim not in (select uid from hidden_claim)
      union all select actor, claim from about
        where deleted = 0 and claim not in (select uid from hidden_claim) and actor not in (select uid from actor where deleted = 1)
      union all select holder, uid from claim
        where deleted = 0 and holder is not null and uid not in (select uid from hidden_claim)
      union all select d.author, t.claim from claimant t join live_evidence e on e.claim = t.claim
        left join passage p on p.uid = e.passage join document d on d.uid = coalesce(e.document, p.document)
        where t.kind = 'author' and t.deleted = 0 and t.claim not in (select uid from hidden_claim) and d.author is not null)
    select coalesce(merged.into_uid, named.actor) as actor, count(distinct named.claim)
    from named left join merged on merged.uid = named.actor group by 1`)
}

function countOf(db: ReadableDb, actors: readonly string[]): Rows {
  const merged = mergedActors(db)
  // A cross join keeps its order: else SQLite may begin with all evidence.
  const these = jsonList([
    ...actors,
    ...[...merged].flatMap(([uid, into]) => (actors.includes(into) ? [uid] : [])),
  ])
  return db.tuples(sql`
    with ${mergedTable(merged)}, named (actor, claim) as (
      select actor, claim from live_claimant where actor in ${these}
      union all select actor, claim from live_about where actor in ${these}
      union all select holder, uid from live_claim where holder in ${these}
      union all select d.author, e.claim from document d cross join passage p on p.document = d.uid and p.deleted = 0
        cross join live_evidence e on e.passage = p.uid
        where d.author in ${these} and e.document is null and ${byAuthor}
      union all select d.author, e.claim from document d cross join live_evidence e on e.document = d.uid
        where d.author in ${these} and ${byAuthor})
    select coalesce(merged.into_uid, named.actor) as actor, count(distinct named.claim)
    from named left join merged on merged.uid = named.actor group by 1`)
}

/** Whether the claim of evidence `e` is made by the author of what it rests on. */
const byAuthor = sql`exists (select 1 from claimant t where t.claim = e.claim and t.kind = 'author' and t.deleted = 0)`

function mergedTable(merged: ReadonlyMap<string, string>) {
  return sql`merged (uid, into_uid) as materialized
    (select key, value from json_each(${JSON.stringify(Object.fromEntries(merged))}))`
}

function touched(db: ReadableDb, written: readonly Written[]): Set<string> | undefined {
  if (written.some(({ tbl, col }) => col === 'merged_into' || (tbl === 'passage' && col === 'document')))
    return undefined
  if (mayHideElsewhere(db, written)) return undefined
  const actors = jsonList(rowsIn(written, 'actor'))
  // Who stands for whom is another one without it, or with it.
  const inMerge = sql`select 1 from actor where (uid in ${actors} and merged_into is not null) or merged_into in ${actors}`
  if (db.value(sql`${inMerge} limit 1`) !== undefined) return undefined
  const passages = [...valuesIn(written, 'evidence', 'passage'), ...rowsIn(written, 'passage')]
  const documents = [
    ...valuesIn(written, 'evidence', 'document'),
    ...rowsIn(written, 'document', ['deleted']),
  ]
  const claims = jsonList([
    ...claimsIn(db, written),
    ...claimsOf(db, written, 'claimant'),
    ...claimsOf(db, written, 'about'),
    ...claimsOf(db, written, 'evidence'),
    ...db.column<string>(sql`select claim from evidence where passage in ${jsonList(passages)}`),
  ])
  const named = db.column<string>(sql`
    select actor from claimant where actor is not null and claim in ${claims}
    union select actor from about where claim in ${claims}
    union select holder from claim where holder is not null and uid in ${claims}
    union select d.author from evidence e left join passage p on p.uid = e.passage
      join document d on d.uid = coalesce(e.document, p.document) where d.author is not null and e.claim in ${claims}
    union select author from document where author is not null and (uid in ${jsonList(documents)}
      or uid in (select document from passage where uid in ${jsonList(passages)}))`)
  const merged = mergedActors(db)
  const before = [
    ...valuesIn(written, 'claimant', 'actor'),
    ...valuesIn(written, 'about', 'actor'),
    ...valuesIn(written, 'claim', 'holder'),
    ...valuesIn(written, 'document', 'author'),
    ...rowsIn(written, 'actor'),
  ]
  return new Set([...named, ...before].map((uid) => merged.get(uid) ?? uid))
}
