interface TagPlace {
  readonly uid: string
  readonly parent: string | null
  readonly name: string
}

/**
 * Puts tags into the order of their tree, parents before their children and siblings as they came, and adds
 * each one's path of names from the root. Two copies that are merged can leave a tag without its parent, or
 * parents in a circle: such tags are shown as roots, the latter with what hangs below each.
 */
export function arrangeTags<T extends TagPlace>(tags: readonly T[]): (T & { path: string[] })[] {
  const byUid = new Map(tags.map((tag) => [tag.uid, tag]))
  const children = new Map<string | null, T[]>()
  for (const tag of tags) {
    const parent = parentOf(tag, byUid)
    const siblings = children.get(parent)
    if (siblings) siblings.push(tag)
    else children.set(parent, [tag])
  }
  const arranged: (T & { path: string[] })[] = []
  // A stack, since a file from elsewhere may nest tags deeper than calls can.
  const waiting = [{ parent: null as string | null, path: [] as string[], next: 0 }]
  for (let level = waiting.at(-1); level; level = waiting.at(-1)) {
    const tag = children.get(level.parent)?.[level.next++]
    if (!tag) {
      waiting.pop()
      continue
    }
    const path = [...level.path, tag.name]
    arranged.push({ ...tag, parent: level.parent, path })
    waiting.push({ parent: tag.uid, path, next: 0 })
  }
  return arranged
}

/** The parent that a tag is shown under: null where it is gone, or where the way up comes back to the tag. */
function parentOf(tag: TagPlace, byUid: ReadonlyMap<string, TagPlace>): string | null {
  if (tag.parent === null || !byUid.has(tag.parent)) return null
  const seen = new Set<string>()
  for (let at: TagPlace | undefined = tag; at && !seen.has(at.uid); at = byUid.get(at.parent ?? '')) {
    if (at.parent === tag.uid) return null
    seen.add(at.uid)
  }
  return tag.parent
}
