import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { grouped } from './claim-lists.ts'
import { documentColumns, documentCount } from './document-part.ts'
import type { Names } from './names.ts'
import { passageBatches } from './passage-batches.ts'
import { passageColumns, passageParts } from './passage-part.ts'
import { columnsOf, type ExportTable, Part } from './table.ts'
import { flags, forTagSets, tagHeadings, tagNames } from './tags.ts'

const ownColumns = ['claims']

/** One row per passage, in the order of documents and places, with a column of 0 and 1 for each tag. */
export function passagesTable(db: ReadableDb, names: Names): ExportTable {
  const tags = tagNames(db)
  return {
    name: 'passages',
    columns: columnsOf([documentColumns, passageColumns, ownColumns, tagHeadings(tags)]),
    total: documentCount(db),
    rows: function* (emit) {
      const flagsOf = forTagSets(tags, (places) => flags(tags, places))
      let done = 0
      for (const { passages, documents } of passageBatches(db, names)) {
        const parts = passageParts(db, names, passages)
        const claims = claimsOf(
          db,
          names,
          passages.map(([uid]) => uid),
        )
        for (const [i, [uid, document, tagSet]] of passages.entries()) {
          const own = new Part([claims.get(uid) ?? []])
          emit([documents.get(document) as Part, parts[i] as Part, own, flagsOf(tagSet)])
        }
        done += documents.size
        yield done
      }
    },
  }
}

/** The short ids of the claims that rest on each passage. */
function claimsOf(db: ReadableDb, names: Names, passages: readonly string[]): Map<string, string[]> {
  const rows = db.tuples<[passage: string, by: string, number: number]>(sql`
    select e.passage, c.created_by, c.number from live_evidence e join claim c on c.uid = e.claim
    where e.passage in ${jsonList(passages)} group by e.passage, c.uid order by min(e.position), c.uid`)
  return grouped(rows, ([, by, number]) => names.cite(by, number))
}
