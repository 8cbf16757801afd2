import type { CardContent, CardInfo } from './contract/board.ts'
import { gridStep } from './contract/board-geometry.ts'
import { footing, mainText } from './contract/card-words.ts'
import { type Face, textWidth, wrapText } from './text/text-width.ts'

type Kind = CardInfo['kind']

/** How the text of a card is set. All lengths are canvas pixels. */
export interface CardText {
  readonly face: Face
  readonly size: number
  readonly lineHeight: number
  /** A new card shows at most so many lines. */
  readonly most: number
}

/** The frame around a card's text: the window's style sheet (renderer/board/card.css) has the same measures. */
export const cardFrame = {
  /** The coloured edge at the top. */
  edge: 3,
  padding: 12,
  /** The line with the kind and the grade, and the room below it. */
  head: 24,
  /** The line with source, date and paragraph, and the room above it. */
  foot: 24,
} as const

/** The statement, quote or name of each kind of card. */
export const cardTexts: Readonly<Record<Kind, CardText>> = {
  passage: { face: 'read', size: 15, lineHeight: 22, most: 8 },
  claim: { face: 'bold', size: 14, lineHeight: 20, most: 6 },
  proposition: { face: 'bold', size: 14, lineHeight: 20, most: 6 },
  document: { face: 'bold', size: 14, lineHeight: 20, most: 3 },
  actor: { face: 'bold', size: 14, lineHeight: 20, most: 2 },
  event: { face: 'bold', size: 14, lineHeight: 20, most: 3 },
  hypothesis: { face: 'bold', size: 14, lineHeight: 20, most: 6 },
  note: { face: 'ui', size: 13, lineHeight: 20, most: 10 },
  picture: { face: 'ui', size: 12, lineHeight: 18, most: 1 },
  group: { face: 'bold', size: 13, lineHeight: 20, most: 1 },
}

const widths: Readonly<Record<Kind, number>> = {
  passage: 264,
  claim: 264,
  proposition: 264,
  document: 232,
  actor: 184,
  event: 216,
  hypothesis: 264,
  note: 208,
  picture: 280,
  group: 416,
}

// Frames and pictures are as large as what is in them; this is what an empty one has.
const heights: Partial<Record<Kind, number>> = { group: 264, picture: 216 }
const emptyNoteLines = 3

/** The size that a new card gets, so that its text can be read: canvas pixels, on the grid. */
export function sizeFor(kind: Kind, content: CardContent): { width: number; height: number } {
  const height = heights[kind]
  if (height !== undefined) return { width: widths[kind], height }
  const text = cardTexts[kind]
  const width = widthFor(kind, content)
  const lines = wrapText(mainText(content), { ...text, width: width - 2 * cardFrame.padding }).length
  const shown = kind === 'note' ? Math.max(emptyNoteLines, lines) : lines
  const inner =
    (hasHead(kind) ? cardFrame.head : 0) + shown * text.lineHeight + (hasFoot(content) ? cardFrame.foot : 0)
  return { width, height: upToGrid(cardFrame.edge + 2 * cardFrame.padding - 4 + inner) }
}

/** An actor's card is no wider than its name. */
function widthFor(kind: Kind, content: CardContent): number {
  if (content.kind !== 'actor') return widths[kind]
  const { face, size } = cardTexts.actor
  // A pill's ends are round: its text keeps twice the distance.
  const wanted = textWidth(content.name, face, size) + 4 * cardFrame.padding
  return Math.max(widths.actor - 40, Math.min(widths.claim, upToGrid(wanted)))
}

export function hasHead(kind: Kind): boolean {
  return kind !== 'note' && kind !== 'picture' && kind !== 'group'
}

/** An actor says in its heading what it is; everything else that has a source says so at the bottom. */
export function hasFoot(content: CardContent): boolean {
  return content.kind !== 'actor' && footing(content) !== ''
}

function upToGrid(length: number): number {
  return Math.ceil(length / gridStep) * gridStep
}
