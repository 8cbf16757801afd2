import { type ReadableDb, sql } from '../sql.ts'
import { arrangeTags } from '../tag-tree.ts'
import { listTags } from '../tags.ts'
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
  const heading = (tag: TagName) => `tag: ${tagPathText(tag)}`
  const uses = Map.groupBy(tags, heading)
  return tags.map((tag) =>
    uses.get(heading(tag))?.length === 1 ? heading(tag) : `${heading(tag)} (${tag.uid})`,
  )
}

/** A set of tags as a query joins it: ids with commas between them, in any order, perhaps several times. */
export type TagSet = string | null

/**
 * What stands for a set of tags, made once for each of the sets that come up most.
 *
 * @param make is given the places of the tags in the order of the tree, each once however many analysts gave
 *   it; tags that are not visible have none
 */
export function forTagSets<T>(
  tags: readonly TagName[],
  make: (places: readonly number[]) => T,
): (set: TagSet) => T {
  const placeOf = new Map(tags.map(({ uid }, place) => [uid, place]))
  const known = new Map<TagSet, T>()
  return (set) => {
    const found = known.get(set)
    if (found !== undefined) return found
    const places = (set?.split(',') ?? []).flatMap((uid) => placeOf.get(uid) ?? [])
    const made = make([...new Set(places)].sort((a, b) => a - b))
    if (known.size < mostKnown) known.set(set, made)
    return made
  }
}

/** Passages share few sets of tags; where they do not, memory stays flat all the same. */
const mostKnown = 1_000

/** The cells of all tag columns: 1 at the given places, else 0. */
export function flags(tags: readonly TagName[], places: readonly number[]): Part {
  const cells = new Array<number>(tags.length).fill(0)
  for (const place of places) cells[place] = 1
  return new Part(cells)
}

/** The tags of a row by name, beside the columns of 0 and 1. */
export const tagListColumns = ['tags'] as const

/** The cell of `tags`: the paths of the tags at the given places, in the order of the tree. */
export function tagList(tags: readonly TagName[], places: readonly number[]): Part {
  return new Part([places.map((place) => tagPathText(tags[place] as TagName))])
}

/** A tag's path as one text: "Demands > Security". */
export function tagPathText({ path }: TagName): string {
  return path.join(' > ')
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
