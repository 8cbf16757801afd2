import { grouped } from '../grouped.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { documentColumns, documentCount } from './document-part.ts'
import type { Names } from './names.ts'
import { type PassageBatch, passageBatches } from './passage-batches.ts'
import { passageColumns, passageParts } from './passage-part.ts'
import { type Column, columnsOf, type ExportTable, Part, type Row } from './table.ts'
import { flags, forTagSets, type TagName, tagHeadings, tagList, tagListColumns, tagNames } from './tags.ts'

const ownColumns = ['claims']

export function passagesColumns(tags: readonly TagName[]): Column[] {
  return columnsOf([documentColumns, passageColumns, ownColumns, tagHeadings(tags), tagListColumns])
}

/** One row per passage, in the order of documents and places, with a column of 0 and 1 for each tag. */
export function passagesTable(db: ReadableDb, names: Names): ExportTable {
  const tags = tagNames(db)
  return {
    name: 'passages',
    columns: passagesColumns(tags),
    total: documentCount(db),
    rows: function* (emit) {
      const rowsOf = passageRowMaker(db, names, tags)
      let done = 0
      for (const batch of passageBatches(db, names)) {
        for (const row of rowsOf(batch)) emit(row)
        done += batch.documents.size
        yield done
      }
    },
  }
}

/** A function that makes the rows of a batch of passages, in its order. */
export function passageRowMaker(
  db: ReadableDb,
  names: Names,
  tags: readonly TagName[],
): (batch: PassageBatch) => Row[] {
  const flagsOf = forTagSets(tags, (places) => flags(tags, places))
  const listOf = forTagSets(tags, (places) => tagList(tags, places))
  return ({ passages, documents }) => {
    const parts = passageParts(db, names, passages)
    const claims = claimsOf(
      db,
      names,
      passages.map(([uid]) => uid),
    )
    return passages.map(([uid, document, set], i) => {
      const own = new Part([claims.get(uid) ?? []])
      return [documents.get(document) as Part, parts[i] as Part, own, flagsOf(set), listOf(set)]
    })
  }
}

/** The short ids of the claims that rest on each passage. */
function claimsOf(db: ReadableDb, names: Names, passages: readonly string[]): Map<string, string[]> {
  const rows = db.tuples<[passage: string, by: string, number: number]>(sql`
    select e.passage, c.created_by, c.number from live_evidence e join claim c on c.uid = e.claim
    where e.passage in ${jsonList(passages)} group by e.passage, c.uid order by min(e.position), c.uid`)
  return grouped(rows, ([, by, number]) => names.cite(by, number))
}
