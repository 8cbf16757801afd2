import type { TagInfo } from '../contract/tag.ts'
import { tagColour } from '../contract/tag-colours.ts'

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
  return new Map(
    tags.map((tag, place) => [
      tag.uid,
      {
        colour: tagColour(tag, tags),
        pattern: patterns[place % patterns.length] ?? 'solid',
        path: tag.path.join(' > '),
      },
    ]),
  )
}
