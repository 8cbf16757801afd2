import { AppError } from '../contract/errors.ts'
import { type TableShape, tagOfColumn } from '../contract/evidence-columns.ts'
import { claimParts, noClaim } from '../export/claim-part.ts'
import { claimRowMaker, claimsColumns } from '../export/claims.ts'
import { documentParts, noDocument } from '../export/document-part.ts'
import { evidenceTableColumns, noEvidence, noTag, tagPart } from '../export/evidence.ts'
import { passageBatch } from '../export/passage-batches.ts'
import { noPassage, passageParts } from '../export/passage-part.ts'
import { passageRowMaker, passagesColumns } from '../export/passages.ts'
import { type Column, Part, type Row } from '../export/table.ts'
import { type TagName, tagHeadings } from '../export/tags.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { type Knowledge, knowledgeOf, type RowKey } from './knowledge.ts'

/** A function that makes the rows of keys, in their order: the very rows that an export of the shape has. */
export function rowMaker(db: ReadableDb, shape: TableShape): (keys: readonly RowKey[]) => Row[] {
  const { names, tags } = knowledgeOf(db)
  switch (shape) {
    case 'claims': {
      const make = claimRowMaker(db, names, tags)
      return (keys) => make(keys.map(([, , , claim]) => claim as string))
    }
    case 'passages': {
      const make = passageRowMaker(db, names, tags)
      return (keys) =>
        make(
          passageBatch(
            db,
            names,
            keys.map(([passage]) => passage as string),
          ),
        )
    }
    case 'evidence':
      return (keys) => evidenceRows(db, knowledgeOf(db), keys)
  }
}

function evidenceRows(db: ReadableDb, { names, tags, tagPlaces }: Knowledge, keys: readonly RowKey[]): Row[] {
  const batch = passageBatch(db, names, distinct(keys.map(([passage]) => passage)))
  const passages = passageParts(db, names, batch.passages)
  const placeOf = new Map(
    batch.passages.map(([uid, document], i) => [uid, { document, part: passages[i] as Part }]),
  )
  const evidence = evidenceOf(db, distinct(keys.map(([, , uid]) => uid)))
  const elsewhere = distinct([...evidence.values()].map(({ document }) => document))
  const documents = new Map([...batch.documents, ...documentParts(db, names, elsewhere)])
  const claims = claimParts(db, names, distinct(keys.map(([, , , claim]) => claim)))
  const none = {
    document: noDocument(),
    passage: noPassage(),
    tag: noTag(),
    evidence: noEvidence(),
    claim: noClaim(),
  }
  return keys.map(([passage, tag, uid, claim]) => {
    const place = passage === null ? undefined : placeOf.get(passage)
    const piece = uid === null ? undefined : evidence.get(uid)
    const document = place?.document ?? piece?.document ?? null
    const tagged = tag === null ? undefined : tags[tagPlaces.get(tag) ?? -1]
    return [
      (document === null ? undefined : documents.get(document)) ?? none.document,
      place?.part ?? none.passage,
      tagged ? tagPart(tagged) : none.tag,
      piece?.part ?? none.evidence,
      (claim === null ? undefined : claims.get(claim)) ?? none.claim,
    ]
  })
}

function evidenceOf(db: ReadableDb, uids: readonly string[]) {
  const rows = db.tuples<[uid: string, role: string, document: string | null, lookedFor: string | null]>(
    sql`select uid, role, document, looked_for from evidence where uid in ${jsonList(uids)}`,
  )
  return new Map(
    rows.map(([uid, role, document, lookedFor]) => [uid, { document, part: new Part([role, lookedFor]) }]),
  )
}

function distinct(uids: readonly (string | null)[]): string[] {
  return [...new Set(uids.filter((uid) => uid !== null))]
}

/**
 * The columns of a shape by their names in the table, in the order asked for. Those of tags that are gone are
 * left out: a kept view outlives them.
 *
 * @throws AppError `invalid` for other columns that there are not, or that are named twice
 */
export function pickTableColumns(
  db: ReadableDb,
  shape: TableShape,
  wanted: readonly string[],
): readonly Column[] {
  const { tags, tagPlaces } = knowledgeOf(db)
  const byName = new Map(exportColumns(shape, tags).map((column) => [column.name, column]))
  const headings = tagHeadings(tags)
  const twice = wanted.find((name, i) => wanted.indexOf(name) !== i)
  if (twice !== undefined) {
    throw new AppError('invalid', `The column “${twice}” is named twice.`, { field: 'columns' })
  }
  return wanted.flatMap((name) => {
    const tag = tagOfColumn(name)
    if (tag !== undefined && shape !== 'evidence') {
      return byName.get(headings[tagPlaces.get(tag) ?? -1] ?? '') ?? []
    }
    const column = tag === undefined ? byName.get(name) : undefined
    if (column) return column
    throw new AppError('invalid', `The table of ${shape} has no column “${name}”.`, { field: 'columns' })
  })
}

function exportColumns(shape: TableShape, tags: readonly TagName[]): Column[] {
  switch (shape) {
    case 'claims':
      return claimsColumns(tags)
    case 'passages':
      return passagesColumns(tags)
    case 'evidence':
      return evidenceTableColumns()
  }
}
