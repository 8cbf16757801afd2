/** How much of a card is drawn: everything, its text only, or its shape. */
export type Detail = 'full' | 'title' | 'shape'

// Below the first, 11-pixel labels are less than 6 pixels high; below the second, no text can be read at all.
const titleBelow = 0.55
const shapeBelow = 0.22

export function detailAt(zoom: number): Detail {
  if (zoom < shapeBelow) return 'shape'
  return zoom < titleBelow ? 'title' : 'full'
}
