import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { grouped } from './claim-lists.ts'
import { claimColumns, claimParts } from './claim-part.ts'
import { claimWords } from './evidence.ts'
import type { Names } from './names.ts'
import { batchSize } from './passage-batches.ts'
import { columnsOf, type ExportTable, Part } from './table.ts'
import { flags, forTagSets, type TagSet, tagHeadings, tagNames } from './tags.ts'

/** Parallel lists, an item per piece of evidence; a passage that there is not is an empty text. */
const evidenceColumns = [
  'evidence_roles',
  'passage_ids',
  'passages',
  'document_ids',
  'documents',
  'looked_for',
] as const

/**
 * One row per claim, oldest first, with its evidence joined in lists and a column of 0 and 1 for each tag: 1
 * where one of the claim's passages carries it.
 */
export function claimsTable(db: ReadableDb, names: Names): ExportTable {
  const tags = tagNames(db)
  return {
    name: 'claims',
    columns: columnsOf([claimColumns, evidenceColumns, tagHeadings(tags)], undefined, claimWords),
    total: db.value<number>(sql`select count(*) from claim`) ?? 0,
    rows: function* (emit) {
      const flagsOf = forTagSets(tags, (places) => flags(tags, places))
      let after = ''
      let done = 0
      for (;;) {
        const uids = db.column<string>(
          sql`select uid from live_claim where uid > ${after} order by uid limit ${batchSize}`,
        )
        const last = uids.at(-1)
        if (last === undefined) return
        const claims = claimParts(db, names, uids)
        const evidence = evidenceOf(db, uids)
        const tagged = tagSetsOf(db, uids)
        for (const uid of uids) {
          const evidencePart = toPart(evidence.get(uid) ?? [])
          emit([claims.get(uid) as Part, evidencePart, flagsOf(tagged.get(uid) ?? null)])
        }
        after = last
        done += uids.length
        yield done
      }
    },
  }
}

interface Evidence {
  readonly role: string
  readonly passage: string | null
  readonly quote: string | null
  readonly document: string | null
  readonly title: string | null
  readonly lookedFor: string | null
}

function toPart(evidence: readonly Evidence[]): Part {
  const list = (value: (e: Evidence) => string | null) => evidence.map((e) => value(e) ?? '')
  return new Part([
    list((e) => e.role),
    list((e) => e.passage),
    list((e) => e.quote),
    list((e) => e.document),
    list((e) => e.title),
    list((e) => e.lookedFor),
  ])
}

function evidenceOf(db: ReadableDb, claims: readonly string[]): Map<string, Evidence[]> {
  const rows = db.tuples<[claim: string, role: string, ...(string | null)[]]>(sql`
    select e.claim, e.role, p.uid, p.quote, d.uid, d.title, e.looked_for
    from live_evidence e left join passage p on p.uid = e.passage
      left join document d on d.uid = coalesce(p.document, e.document)
    where e.claim in ${jsonList(claims)} order by e.claim, e.position, e.uid`)
  return grouped(
    rows,
    ([, role, passage = null, quote = null, document = null, title = null, lookedFor = null]) => {
      return { role, passage, quote, document, title, lookedFor }
    },
  )
}

/** The tags of the passages that claims rest on. */
function tagSetsOf(db: ReadableDb, claims: readonly string[]): Map<string, TagSet> {
  return new Map(
    db.tuples<[claim: string, tags: string]>(sql`
      select e.claim, group_concat(t.tag) from live_evidence e
        join tagging t on t.passage = e.passage and t.deleted = 0
      where e.claim in ${jsonList(claims)} group by e.claim`),
  )
}
