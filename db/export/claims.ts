import { grouped } from '../grouped.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { claimColumns, claimParts } from './claim-part.ts'
import { claimWords } from './evidence.ts'
import type { Names } from './names.ts'
import { batchSize } from './passage-batches.ts'
import { type Column, columnsOf, type ExportTable, Part, type Row } from './table.ts'
import {
  flags,
  forTagSets,
  type TagName,
  type TagSet,
  tagHeadings,
  tagList,
  tagListColumns,
  tagNames,
} from './tags.ts'

/** Parallel lists, an item per piece of evidence; a passage that there is not is an empty text. */
const evidenceColumns = [
  'evidence_roles',
  'passage_ids',
  'passages',
  'document_ids',
  'documents',
  'looked_for',
] as const

/** Who published the documents of the evidence and when, in step with the lists above. */
const outletColumns = ['publishers', 'published'] as const

export function claimsColumns(tags: readonly TagName[]): Column[] {
  return columnsOf(
    [claimColumns, evidenceColumns, tagHeadings(tags), outletColumns, tagListColumns],
    undefined,
    claimWords,
  )
}

/**
 * One row per claim, oldest first, with its evidence joined in lists and a column of 0 and 1 for each tag: 1
 * where one of the claim's passages carries it.
 */
export function claimsTable(db: ReadableDb, names: Names): ExportTable {
  const tags = tagNames(db)
  return {
    name: 'claims',
    columns: claimsColumns(tags),
    total: db.value<number>(sql`select count(*) from claim`) ?? 0,
    rows: function* (emit) {
      const rowsOf = claimRowMaker(db, names, tags)
      let after = ''
      let done = 0
      for (;;) {
        const uids = db.column<string>(
          sql`select uid from live_claim where uid > ${after} order by uid limit ${batchSize}`,
        )
        const last = uids.at(-1)
        if (last === undefined) return
        for (const row of rowsOf(uids)) emit(row)
        after = last
        done += uids.length
        yield done
      }
    },
  }
}

/** A function that makes the rows of visible claims, in the order asked for. */
export function claimRowMaker(
  db: ReadableDb,
  names: Names,
  tags: readonly TagName[],
): (uids: readonly string[]) => Row[] {
  const flagsOf = forTagSets(tags, (places) => flags(tags, places))
  const listOf = forTagSets(tags, (places) => tagList(tags, places))
  return (uids) => {
    const claims = claimParts(db, names, uids)
    const evidence = evidenceOf(db, uids)
    const tagged = tagSetsOf(db, uids)
    return uids.map((uid) => {
      const own = evidence.get(uid) ?? []
      const set = tagged.get(uid) ?? null
      return [claims.get(uid) as Part, evidencePart(own), flagsOf(set), outletPart(own, names), listOf(set)]
    })
  }
}

interface Evidence {
  readonly role: string
  readonly passage: string | null
  readonly quote: string | null
  readonly document: string | null
  readonly title: string | null
  readonly publisher: string | null
  readonly published: string | null
  readonly lookedFor: string | null
}

function evidencePart(evidence: readonly Evidence[]): Part {
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

function outletPart(evidence: readonly Evidence[], names: Names): Part {
  return new Part([
    evidence.map(({ publisher }) => names.actor(publisher) ?? ''),
    evidence.map(({ published }) => published ?? ''),
  ])
}

function evidenceOf(db: ReadableDb, claims: readonly string[]): Map<string, Evidence[]> {
  const rows = db.tuples<[claim: string, role: string, ...(string | null)[]]>(sql`
    select e.claim, e.role, p.uid, p.quote, d.uid, d.title, d.publisher, d.published, e.looked_for
    from live_evidence e left join passage p on p.uid = e.passage
      left join document d on d.uid = coalesce(p.document, e.document)
    where e.claim in ${jsonList(claims)} order by e.claim, e.position, e.uid`)
  return grouped(rows, ([, role, ...values]) => {
    const [passage, quote, document, title, publisher, published, lookedFor] = values.map((v) => v ?? null)
    return { role, passage, quote, document, title, publisher, published, lookedFor } as Evidence
  })
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
