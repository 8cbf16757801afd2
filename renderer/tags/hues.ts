import type { TagInfo } from '../../db/contract/tag.ts'

/** The colours that the theme has for tags, `--t1` to `--t6`, as the light theme shows them: they share one lightness. */
export const themeColours: readonly { readonly colour: string; readonly name: string }[] = [
  { colour: '#3b6fd4', name: 'Blue' },
  { colour: '#b0632b', name: 'Brown' },
  { colour: '#1f8a70', name: 'Green' },
  { colour: '#8a4bb0', name: 'Violet' },
  { colour: '#a88a12', name: 'Ochre' },
  { colour: '#c0426b', name: 'Rose' },
]

/**
 * The colour a tag is shown in, as CSS. One of the theme's colours follows the theme; any other one is shown as
 * it was chosen; a tag without one takes its parent's, or its turn.
 */
export function hueOf(tag: Pick<TagInfo, 'uid' | 'parent' | 'colour'>, tags: readonly TagInfo[]): string {
  if (tag.colour) {
    const index = themeColours.findIndex(({ colour }) => colour === tag.colour?.toLowerCase())
    return index >= 0 ? `var(--t${index + 1})` : tag.colour
  }
  // A cycle of parents has no top; the walk ends after as many steps as there are tags.
  let top = tag
  for (let steps = 0; steps < tags.length && top.parent; steps++) {
    const parent = tags.find(({ uid }) => uid === top.parent)
    if (!parent) break
    top = parent
    if (top.colour) return hueOf(top, tags)
  }
  const turn = Math.max(
    0,
    tags.findIndex(({ uid }) => uid === top.uid),
  )
  return `var(--t${(turn % themeColours.length) + 1})`
}
