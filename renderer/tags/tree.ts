import type { TagInfo } from '../../db/contract/tag.ts'

/** A tag as a row of the tree. */
export interface TagRow {
  readonly tag: TagInfo
  /** 1 for a root. */
  readonly level: number
  /** Whether what is below it is shown; null where nothing is below it. */
  readonly open: boolean | null
  /** Whether it is there only because something below it is what was looked for. */
  readonly aside: boolean
}

/**
 * The rows that are to be seen: not what lies below a closed tag. While something is looked for, tags whose names
 * have every word of it, with those above them.
 */
export function treeRows(tags: readonly TagInfo[], closed: ReadonlySet<string>, filter = ''): TagRow[] {
  const words = filter.toLocaleLowerCase().split(/\s+/u).filter(Boolean)
  const byUid = new Map(tags.map((tag) => [tag.uid, tag]))
  const parents = new Set(tags.flatMap(({ parent }) => parent ?? []))
  if (words.length > 0) {
    const found = new Set(tags.filter((tag) => has(tag, words)).map(({ uid }) => uid))
    const shown = new Set(found)
    for (const uid of found) for (const above of chain(uid, byUid)) shown.add(above)
    return tags
      .filter(({ uid }) => shown.has(uid))
      .map((tag) => ({ tag, level: tag.path.length, open: null, aside: !found.has(tag.uid) }))
  }
  const hidden = new Set<string>()
  return tags.flatMap((tag): TagRow[] => {
    if (tag.parent !== null && (hidden.has(tag.parent) || closed.has(tag.parent))) {
      hidden.add(tag.uid)
      return []
    }
    const open = parents.has(tag.uid) ? !closed.has(tag.uid) : null
    return [{ tag, level: tag.path.length, open, aside: false }]
  })
}

function has({ name, description }: TagInfo, words: readonly string[]): boolean {
  const text = `${name} ${description ?? ''}`.toLocaleLowerCase()
  return words.every((word) => text.includes(word))
}

/** The tags above one, from its parent up. */
function chain(uid: string, byUid: ReadonlyMap<string, TagInfo>): string[] {
  const above: string[] = []
  for (let at = byUid.get(uid)?.parent ?? null; at !== null; at = byUid.get(at)?.parent ?? null)
    above.push(at)
  return above
}

/** Where a tag goes: below which, and before which of those there; null is the root, and the end. */
export interface TagPlace {
  readonly parent: string | null
  readonly before: string | null
}

export type Step = 'up' | 'down' | 'in' | 'out'

/**
 * Where a key takes a tag: past the one before or after it, below the one before it, or out to stand after the
 * one above it. Null where there is no such place.
 */
export function stepOf(tags: readonly TagInfo[], uid: string, step: Step): TagPlace | null {
  const tag = tags.find((one) => one.uid === uid)
  if (!tag) return null
  const siblings = tags.filter(({ parent }) => parent === tag.parent)
  const at = siblings.indexOf(tag)
  switch (step) {
    case 'up': {
      const before = siblings[at - 1]
      return before ? { parent: tag.parent, before: before.uid } : null
    }
    case 'down':
      return at + 1 < siblings.length ? { parent: tag.parent, before: siblings[at + 2]?.uid ?? null } : null
    case 'in': {
      const before = siblings[at - 1]
      return before ? { parent: before.uid, before: null } : null
    }
    case 'out': {
      const above = tags.find((one) => one.uid === tag.parent)
      if (!above) return null
      const around = tags.filter(({ parent }) => parent === above.parent)
      return { parent: above.parent, before: around[around.indexOf(above) + 1]?.uid ?? null }
    }
  }
}

/** Where over a row something is held: on its upper edge, on its lower one, or on the row itself. */
export type Zone = 'before' | 'on' | 'after'

/**
 * @param y from the upper edge of a row
 * @param height of the row, in the same unit
 */
export function zoneOf(y: number, height: number): Zone {
  // The middle half means the row itself: edges as high as that can be hit.
  if (y < height / 4) return 'before'
  return y > (height * 3) / 4 ? 'after' : 'on'
}

/** Where a tag goes that is let go over a row; null where it would lie below itself, or stay where it is. */
export function dropPlace(
  tags: readonly TagInfo[],
  dragged: string,
  { tag, open }: Pick<TagRow, 'tag' | 'open'>,
  zone: Zone,
): TagPlace | null {
  const byUid = new Map(tags.map((one) => [one.uid, one]))
  const place = placeAt(tags, tag, open === true, zone)
  const { parent, before } = place
  if (parent !== null && (parent === dragged || chain(parent, byUid).includes(dragged))) return null
  if (before === dragged) return null
  const siblings = tags.filter((one) => one.parent === parent)
  const next = siblings[siblings.findIndex(({ uid }) => uid === dragged) + 1]?.uid ?? null
  const stays = siblings.some(({ uid }) => uid === dragged) && next === before
  return stays ? null : place
}

function placeAt(tags: readonly TagInfo[], tag: TagInfo, open: boolean, zone: Zone): TagPlace {
  if (zone === 'before') return { parent: tag.parent, before: tag.uid }
  if (zone === 'on') return { parent: tag.uid, before: null }
  // After a tag that shows what is below it comes its first child.
  if (open) return { parent: tag.uid, before: tags.find(({ parent }) => parent === tag.uid)?.uid ?? null }
  const siblings = tags.filter(({ parent }) => parent === tag.parent)
  return { parent: tag.parent, before: siblings[siblings.indexOf(tag) + 1]?.uid ?? null }
}

/** The tag and everything below it: where it cannot be put. */
export function withBelow(tags: readonly TagInfo[], uid: string): ReadonlySet<string> {
  const within = new Set([uid])
  // Parents come before what is below them.
  for (const tag of tags) if (tag.parent !== null && within.has(tag.parent)) within.add(tag.uid)
  return within
}
