import type { TagInfo } from '../../db/contract/tag.ts'
import { tagColour, themeColours } from '../../db/contract/tag-colours.ts'

/** The colour a tag is shown in, as CSS. One of the theme's colours follows the theme; any other one is shown as it is. */
export function hueOf(tag: Pick<TagInfo, 'uid' | 'parent' | 'colour'>, tags: readonly TagInfo[]): string {
  const shown = tagColour(tag, tags)
  const index = themeColours.findIndex(({ colour }) => colour === shown.toLowerCase())
  return index >= 0 ? `var(--t${index + 1})` : shown
}
