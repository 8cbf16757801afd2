import type { TagInfo } from '../contract/tag.ts'
import { tagColours } from '../tags.ts'

/** How a tag is told from others on paper: by its name and pattern, and by a colour where the printer has any. */
export interface TagLook {
  /** `#rrggbb` */
  readonly colour: string
  /** A line style of CSS. */
  readonly pattern: (typeof patterns)[number]
  /** "Demands > Security posts" */
  readonly path: string
}

/** Lines that stay different in black and white, at the width of a pencil stroke. */
const patterns = ['solid', 'dashed', 'double', 'dotted'] as const

/** Passages without a tag. */
export const plainLook = { colour: '#5d6775', pattern: 'solid' } as const

/** The look of each tag by its id. One without a colour takes its parent's, or its turn, as in the window. */
export function tagLooks(tags: readonly TagInfo[]): ReadonlyMap<string, TagLook> {
  const byUid = new Map(tags.map((tag, place) => [tag.uid, { tag, place }]))
  return new Map(
    tags.map((tag, place) => [
      tag.uid,
      {
        colour: colourOf(tag, byUid),
        pattern: patterns[place % patterns.length] ?? 'solid',
        path: tag.path.join(' > '),
      },
    ]),
  )
}

function colourOf(
  tag: TagInfo,
  tags: ReadonlyMap<string, { readonly tag: TagInfo; readonly place: number }>,
): string {
  let top = tag
  // A circle of parents, which two copies that are merged can leave, has no top.
  for (let steps = 0; steps < tags.size; steps++) {
    if (top.colour !== null && /^#[0-9a-f]{6}$/i.test(top.colour)) return top.colour
    const parent = top.parent === null ? undefined : tags.get(top.parent)?.tag
    if (!parent) break
    top = parent
  }
  const turn = tags.get(top.uid)?.place ?? 0
  return tagColours[turn % tagColours.length] ?? plainLook.colour
}
