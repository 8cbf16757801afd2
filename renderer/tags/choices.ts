import type { TagInfo } from '../../db/contract/tag.ts'

/** What the tag picker offers: a tag that is there, or one to be made. */
export type TagChoice =
  | { readonly kind: 'tag'; readonly tag: TagInfo }
  | { readonly kind: 'create'; readonly path: readonly string[] }

/**
 * The tags whose path has every typed word, the best first: names that begin with what was typed, then the
 * rest, in the order of the tree. "Parent / Child" that is not there yet is offered to be made.
 */
export function tagChoices(tags: readonly TagInfo[], typed: string): TagChoice[] {
  const query = typed.trim().toLocaleLowerCase()
  const words = query.split(/[\s/]+/u).filter(Boolean)
  const rank = ({ name, path }: TagInfo): number | null => {
    const lower = name.toLocaleLowerCase()
    if (lower === query) return 0
    if (lower.startsWith(query)) return 1
    const whole = path.join(' ').toLocaleLowerCase()
    return words.every((word) => whole.includes(word)) ? 2 : null
  }
  const found = tags
    .map((tag) => ({ tag, rank: rank(tag) }))
    .filter((entry): entry is { tag: TagInfo; rank: number } => entry.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ tag }): TagChoice => ({ kind: 'tag', tag }))
  const path = pathOf(typed)
  if (path.length === 0 || tags.some((tag) => isAt(tag, path))) return found
  return [...found, { kind: 'create', path }]
}

function pathOf(typed: string): string[] {
  return typed
    .split('/')
    .map((name) => name.replace(/\s+/gu, ' ').trim())
    .filter(Boolean)
}

/** Whether a tag stands at a path; one name alone is found wherever it stands. */
function isAt(tag: TagInfo, path: readonly string[]): boolean {
  const own = path.length === 1 ? [tag.name] : tag.path
  return own.join('\0').toLocaleLowerCase() === path.join('\0').toLocaleLowerCase()
}
