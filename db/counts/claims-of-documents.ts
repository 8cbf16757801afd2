import type { Written } from '../kept.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { hiddenRows } from '../visibility.ts'
import { keptCounts } from './kept-counts.ts'
import {
  claimsIn,
  claimVisibility,
  evidenceCells,
  mayHideElsewhere,
  rowsIn,
  valuesIn,
} from './written-rows.ts'

/** How many claims rest on something in each document, each claim once. */
export const claimsOfDocuments = keptCounts({
  cells: { ...claimVisibility, ...evidenceCells },
  count: (db, only) => new Map(only ? countOf(db, only) : countAll(db)),
  touched,
})

type Rows = [document: string, claims: number][]

function countAll(db: ReadableDb): Rows {
  return db.tuples(sql`with ${hiddenRows('claim')}
    select document, count(distinct claim) from (
      select p.document, e.claim from evidence e join passage p on p.uid = e.passage
        where e.deleted = 0 and p.deleted = 0 and e.claim not in (select uid from hidden_claim)
          and (e.document is null or e.document not in (select uid from document where deleted = 1))
      union all select document, claim from live_evidence where document is not null)
    where document not in (select uid from document where deleted = 1) group by document`)
}

function countOf(db: ReadableDb, documents: readonly string[]): Rows {
  const these = jsonList(documents)
  return db.tuples(sql`
    select document, count(distinct claim) from (
      select p.document, e.claim from passage p join live_evidence e on e.passage = p.uid
        where p.deleted = 0 and p.document in ${these}
      union all select document, claim from live_evidence where document in ${these}) group by document`)
}

function touched(db: ReadableDb, written: readonly Written[]): Set<string> | undefined {
  if (written.some(({ tbl, col }) => tbl === 'passage' && col === 'document')) return undefined
  if (mayHideElsewhere(db, written)) return undefined
  const passages = [...valuesIn(written, 'evidence', 'passage'), ...rowsIn(written, 'passage')]
  const evidence = jsonList(rowsIn(written, 'evidence'))
  const claims = jsonList(claimsIn(db, written))
  const documents = db.column<string>(sql`
    select document from passage where uid in ${jsonList(passages)}
    union select document from evidence where document is not null and passage in ${jsonList(passages)}
    union select coalesce(e.document, p.document) from evidence e left join passage p on p.uid = e.passage
      where e.uid in ${evidence} or e.claim in ${claims}
    union select p.document from evidence e join passage p on p.uid = e.passage
      where e.uid in ${evidence} or e.claim in ${claims}`)
  return new Set([...documents, ...valuesIn(written, 'evidence', 'document'), ...rowsIn(written, 'document')])
}
