import { gridStep } from './contract/board-geometry.ts'
import type { CardContent, CardInfo } from './contract/card.ts'
import { cardFrame, cardTexts, heightBeside } from './contract/card-measures.ts'
import { mainText } from './contract/card-words.ts'
import { textWidth, wrapText } from './text/text-width.ts'

type Kind = CardInfo['kind']

/** Widths in canvas pixels, and how many lines of text a new card shows at most. */
const shapes: Readonly<Record<Kind, { readonly width: number; readonly most: number }>> = {
  passage: { width: 280, most: 8 },
  claim: { width: 280, most: 6 },
  proposition: { width: 280, most: 6 },
  hypothesis: { width: 280, most: 6 },
  document: { width: 232, most: 3 },
  event: { width: 216, most: 3 },
  actor: { width: 144, most: 2 },
  note: { width: 208, most: 10 },
  picture: { width: 280, most: 1 },
  group: { width: 416, most: 1 },
}

// Frames and pictures are as large as what is in them; this is what they have before that is known.
const heights: Partial<Record<Kind, number>> = { group: 264, picture: 216 }
const emptyNoteLines = 3

/** The size that a new card gets, so that its text can be read: canvas pixels, on the grid. */
export function sizeFor(kind: Kind, content: CardContent): { width: number; height: number } {
  const { most } = shapes[kind]
  const width = widthFor(kind, content)
  const height = heights[kind]
  if (height !== undefined) return { width, height }
  const { face, size, lineHeight } = cardTexts[kind]
  const inner = width - 2 * sidePadding(kind)
  const lines = wrapText(mainText(content), { face, size, width: inner, most }).length
  const shown = kind === 'note' ? Math.max(emptyNoteLines, lines) : lines
  return { width, height: upToGrid(heightBeside(kind, content) + shown * lineHeight) }
}

/** The room beside the text: a pill's ends are round and need twice as much. */
export function sidePadding(kind: Kind): number {
  return kind === 'actor' ? 2 * cardFrame.padding : cardFrame.padding
}

/** An actor's card is as wide as its name. */
function widthFor(kind: Kind, content: CardContent): number {
  const { width } = shapes[kind]
  if (content.kind !== 'actor') return width
  const { face, size } = cardTexts.actor
  const wanted = upToGrid(textWidth(content.name, face, size) + 2 * sidePadding('actor'))
  return Math.max(width, Math.min(shapes.claim.width, wanted))
}

function upToGrid(length: number): number {
  return Math.ceil(length / gridStep) * gridStep
}
