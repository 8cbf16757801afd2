import type { TagInfo } from './tag.ts'

/** The colours that the theme has for tags, `--t1` to `--t6`, as the light theme shows them: they share one lightness. */
export const themeColours: readonly { readonly colour: string; readonly name: string }[] = [
  { colour: '#3b6fd4', name: 'Blue' },
  { colour: '#b0632b', name: 'Brown' },
  { colour: '#1f8a70', name: 'Green' },
  { colour: '#8a4bb0', name: 'Violet' },
  { colour: '#a88a12', name: 'Ochre' },
  { colour: '#c0426b', name: 'Rose' },
]

type Coloured = Pick<TagInfo, 'uid' | 'parent' | 'colour'>

/**
 * The colour of a tag, `#rrggbb`: its own, or its parent's, or its turn among the theme's.
 *
 * @param tags all tags, in the order of their tree
 */
export function tagColour(tag: Coloured, tags: readonly Coloured[]): string {
  let top = tag
  // A circle of parents, which two copies that are merged can leave, has no top: there are no more steps than tags.
  for (let steps = 0; steps <= tags.length; steps++) {
    if (top.colour !== null && /^#[0-9a-f]{6}$/i.test(top.colour)) return top.colour
    const parent = tags.find(({ uid }) => uid === top.parent)
    if (!parent) break
    top = parent
  }
  const turn = tags.findIndex(({ uid }) => uid === top.uid)
  return (themeColours[Math.max(0, turn) % themeColours.length] as (typeof themeColours)[number]).colour
}
