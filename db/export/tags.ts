import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { arrangeTags } from '../tag-tree.ts'
import { listTags } from '../tags.ts'
import { grouped } from './claim-lists.ts'
import { columnsOf, type ExportTable, Part, pathInWords } from './table.ts'

export interface TagName {
  readonly uid: string
  readonly name: string
  /** Names from the root. */
  readonly path: readonly string[]
}

/** Every tag, in the order of the tree. */
export function tagNames(db: ReadableDb): TagName[] {
  return arrangeTags(
    db.all<{ uid: string; parent: string | null; name: string }>(
      sql`select uid, parent, name from live_tag order by position, uid`,
    ),
  )
}

/**
 * A heading for the column of each tag, from its path: "tag: Demands > Security". Tags that would share one are
 * told apart by their ids.
 */
export function tagHeadings(tags: readonly TagName[]): string[] {
  const heading = ({ path }: TagName) => `tag: ${path.join(' > ')}`
  const uses = Map.groupBy(tags, heading)
  return tags.map((tag) =>
    uses.get(heading(tag))?.length === 1 ? heading(tag) : `${heading(tag)} (${tag.uid})`,
  )
}

/**
 * The tags of passages, each once however many analysts gave it, in the order of the tree.
 *
 * @param tags what stands for each tag, in that order
 */
export function tagsOfPassages<T>(
  db: ReadableDb,
  passages: readonly string[],
  tags: ReadonlyMap<string, T>,
): Map<string, T[]> {
  const place = new Map([...tags.keys()].map((uid, i) => [uid, i]))
  const rows = db.tuples<[passage: string, tag: string]>(
    sql`select distinct passage, tag from live_tagging where passage in ${jsonList(passages)}`,
  )
  rows.sort(([, a], [, b]) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  return grouped(rows, ([, tag]) => tags.get(tag) as T)
}

const columns = ['tag_id', 'tag', 'tag_path', 'parent_id', 'colour', 'description', 'digit', 'passages']

/** One row per tag; `passages` counts those that carry the tag itself. */
export function tagsTable(db: ReadableDb): ExportTable {
  const tags = listTags(db)
  return {
    name: 'tags',
    columns: columnsOf([columns], columns, { tag_path: pathInWords }),
    total: tags.length,
    rows: function* (emit) {
      for (const { uid, name, path, parent, colour, description, digit, passages } of tags) {
        emit([new Part([uid, name, path, parent, colour, description, digit, passages])])
      }
      yield tags.length
    },
  }
}
