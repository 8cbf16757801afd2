import { grouped } from '../grouped.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { linkInWords } from './claim-links.ts'
import { figureInWords } from './claim-lists.ts'
import { claimColumns, claimParts, noClaim } from './claim-part.ts'
import { documentColumns, documentCount, documentParts, noDocument } from './document-part.ts'
import type { Names } from './names.ts'
import { batchSize, passageBatches } from './passage-batches.ts'
import { noPassage, passageColumns, passageParts } from './passage-part.ts'
import { type Column, columnsOf, type ExportTable, joinedBy, Part, pathInWords, type Row } from './table.ts'
import { forTagSets, type TagName, tagNames } from './tags.ts'

const tagColumns = ['tag', 'tag_path'] as const
const evidenceColumns = ['evidence_role', 'looked_for'] as const

/** The order is a promise; columns are added at the end only. */
const order = [
  ...documentColumns,
  'passage_id',
  'passage_start',
  'passage_end',
  'passage_paragraph',
  'passage_quote',
  'passage_note',
  'tag',
  'tag_path',
  'claim_id',
  'evidence_role',
  'claim_statement',
  'claim_kind',
  'claimant',
  'claimant_kind',
  'stance',
  'holder',
  'act',
  'about',
  'said',
  'said_from',
  'said_to',
  'happened',
  'happened_from',
  'happened_to',
  'reliability',
  'credibility',
  'origins',
  'quote_type',
  'commitment',
  'basis',
  'nested_in',
  'events',
  'figures',
  'links',
  'status',
  'claim_note',
  'passage_by',
  'passage_at',
  'claim_by',
  'claim_at',
  'claim_cite',
  'proposition_id',
  'looked_for',
  'about_role',
  'said_wording',
  'happened_wording',
  'reliability_reason',
  'credibility_reason',
] as const

/** How the lists of a claim read in a spreadsheet. */
export const claimWords = { figures: joinedBy(figureInWords), links: joinedBy(linkInWords) }

export function evidenceTableColumns(): Column[] {
  const parts = [documentColumns, passageColumns, tagColumns, evidenceColumns, claimColumns]
  return columnsOf(parts, order, { ...claimWords, tag_path: pathInWords })
}

/**
 * One row per passage × tag × claim, in the order of documents and places. Nothing is left out: a passage
 * without tags or claims has its row, a claim has a row for each of its passages in each role, for each
 * document in which something was looked for and not found, or, where nothing of that is left, for itself.
 */
export function evidenceTable(db: ReadableDb, names: Names): ExportTable {
  return {
    name: 'evidence',
    columns: evidenceTableColumns(),
    total: documentCount(db),
    rows: function* (emit) {
      yield* passageRows(db, names, emit)
      yield* absenceRows(db, names, emit)
      yield* bareClaimRows(db, names, emit)
    },
  }
}

type Emit = (row: Row) => void

export const tagPart = ({ name, path }: TagName) => new Part([name, path])
export const noTag = () => new Part([null, null])
export const noEvidence = () => new Part([null, null])

function* passageRows(db: ReadableDb, names: Names, emit: Emit) {
  const tags = tagNames(db)
  const tagParts = tags.map(tagPart)
  const untagged = [noTag()]
  const partsOf = forTagSets(tags, (places) => {
    return places.length === 0 ? untagged : places.map((place) => tagParts[place] as Part)
  })
  const unclaimed = [[noEvidence(), noClaim()]] as const
  let done = 0
  for (const { passages, documents } of passageBatches(db, names)) {
    const parts = passageParts(db, names, passages)
    const claimed = evidenceOf(
      db,
      names,
      passages.map(([uid]) => uid),
    )
    for (const [i, [uid, document, tagSet]] of passages.entries()) {
      const documentPart = documents.get(document) as Part
      const passagePart = parts[i] as Part
      for (const tag of partsOf(tagSet)) {
        for (const [evidence, claim] of claimed.get(uid) ?? unclaimed) {
          emit([documentPart, passagePart, tag, evidence, claim])
        }
      }
    }
    done += documents.size
    yield done
  }
}

/** For each passage, its evidence with the claims. The passages are visible: the claims are asked for. */
function evidenceOf(
  db: ReadableDb,
  names: Names,
  passages: readonly string[],
): Map<string, (readonly [Part, Part])[]> {
  const rows = db.tuples<[passage: string, claim: string, role: string, lookedFor: string | null]>(sql`
    select e.passage, e.claim, e.role, e.looked_for from evidence e
    where e.deleted = 0 and e.passage in ${jsonList(passages)}
      and (e.document is null or exists (select 1 from live_document d where d.uid = e.document))
    order by e.passage, e.position, e.uid`)
  const claims = claimParts(db, names, [...new Set(rows.map(([, claim]) => claim))])
  const visible = rows.filter(([, claim]) => claims.has(claim))
  return grouped(visible, ([, claim, role, lookedFor]) => {
    return [new Part([role, lookedFor]), claims.get(claim) as Part]
  })
}

/** What was looked for in a document and not found. */
function* absenceRows(db: ReadableDb, names: Names, emit: Emit) {
  const passage = noPassage()
  const tag = noTag()
  const nowhere = noDocument()
  let after = ''
  for (;;) {
    const rows = db.tuples<
      [uid: string, claim: string, role: string, document: string | null, lookedFor: string | null]
    >(
      sql`select uid, claim, role, document, looked_for from live_evidence
        where passage is null and uid > ${after} order by uid limit ${batchSize}`,
    )
    const last = rows.at(-1)
    if (!last) return
    const claims = claimParts(db, names, [...new Set(rows.map(([, claim]) => claim))])
    const documents = documentParts(db, names, [
      ...new Set(rows.flatMap(([, , , document]) => document ?? [])),
    ])
    for (const [, claim, role, document, lookedFor] of rows) {
      const documentPart = document === null ? nowhere : (documents.get(document) as Part)
      emit([documentPart, passage, tag, new Part([role, lookedFor]), claims.get(claim) as Part])
    }
    after = last[0]
    yield documentCount(db)
  }
}

/** Claims whose evidence is gone. */
function* bareClaimRows(db: ReadableDb, names: Names, emit: Emit) {
  const rest = [noDocument(), noPassage(), noTag(), noEvidence()]
  let after = ''
  for (;;) {
    const uids = db.column<string>(sql`
      select c.uid from live_claim c where c.uid > ${after}
        and not exists (select 1 from live_evidence e where e.claim = c.uid) order by c.uid limit ${batchSize}`)
    const last = uids.at(-1)
    if (last === undefined) return
    const claims = claimParts(db, names, uids)
    for (const uid of uids) emit([...rest, claims.get(uid) as Part])
    after = last
    yield documentCount(db)
  }
}
