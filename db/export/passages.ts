import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { grouped } from './claim-lists.ts'
import { documentColumns, documentParts } from './document-part.ts'
import type { Names } from './names.ts'
import { passageBatches, passageCount } from './passage-batches.ts'
import { passageColumns, passageParts } from './passage-part.ts'
import { columnsOf, type ExportTable, Part } from './table.ts'
import { tagHeadings, tagNames, tagsOfPassages } from './tags.ts'

const ownColumns = ['claims']

/** One row per passage, in the order of documents and places, with a column of 0 and 1 for each tag. */
export function passagesTable(db: ReadableDb, names: Names): ExportTable {
  const tags = tagNames(db)
  return {
    name: 'passages',
    columns: columnsOf([documentColumns, passageColumns, ownColumns, tagHeadings(tags)]),
    total: passageCount(db),
    rows: function* (emit) {
      const places = new Map(tags.map(({ uid }, i) => [uid, i]))
      const flags = flagParts(tags.length)
      let done = 0
      for (const batch of passageBatches(db)) {
        const uids = batch.map(([uid]) => uid)
        const documents = documentParts(db, names, [...new Set(batch.map(([, document]) => document))])
        const passages = passageParts(db, names, batch)
        const claims = claimsOf(db, names, uids)
        const tagged = tagsOfPassages(db, uids, places)
        for (const [i, [uid, document]] of batch.entries()) {
          const own = new Part([claims.get(uid) ?? []])
          emit([documents.get(document) as Part, passages[i] as Part, own, flags(tagged.get(uid) ?? [])])
        }
        done += batch.length
        yield done
      }
    },
  }
}

/** Passages with the same tags share their columns of 0 and 1; so few of them are kept that memory stays flat. */
const mostFlagParts = 1_000

/** @returns for the places of tags, in order, the cells of all tag columns */
export function flagParts(count: number): (places: readonly number[]) => Part {
  const known = new Map<string, Part>()
  return (places) => {
    const key = places.join()
    const found = known.get(key)
    if (found) return found
    const cells = new Array<number>(count).fill(0)
    for (const place of places) cells[place] = 1
    const part = new Part(cells)
    if (known.size < mostFlagParts) known.set(key, part)
    return part
  }
}

/** The short ids of the claims that rest on each passage. */
function claimsOf(db: ReadableDb, names: Names, passages: readonly string[]): Map<string, string[]> {
  const rows = db.tuples<[passage: string, by: string, number: number]>(sql`
    select e.passage, c.created_by, c.number from live_evidence e join claim c on c.uid = e.claim
    where e.passage in ${jsonList(passages)} group by e.passage, c.uid order by min(e.position), c.uid`)
  return grouped(rows, ([, by, number]) => names.cite(by, number))
}
