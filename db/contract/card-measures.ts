import type { CardContent, CardInfo } from './card.ts'
import { footing } from './card-words.ts'

type Kind = CardInfo['kind']

/** How the text of a card is set. All lengths are canvas pixels. */
export interface CardText {
  /** Inter, Inter in bold, or the serif in which sources speak. */
  readonly face: 'ui' | 'bold' | 'read'
  readonly size: number
  readonly lineHeight: number
}

/** The frame around a card's text: the window's style sheet (renderer/board/card.css) has the same measures. */
export const cardFrame = {
  /** The coloured edge at the top. */
  edge: 3,
  padding: 12,
  /** Above and below everything. */
  inset: 10,
  /** The line with the kind and the grade, and the room below it. */
  head: 24,
  /** The line with source, date and paragraph, and the room above it. */
  foot: 24,
} as const

const statement: CardText = { face: 'bold', size: 14, lineHeight: 20 }

/** The statement, quote or name of each kind of card. */
export const cardTexts: Readonly<Record<Kind, CardText>> = {
  passage: { face: 'read', size: 15, lineHeight: 22 },
  claim: statement,
  proposition: statement,
  document: statement,
  actor: statement,
  event: statement,
  hypothesis: statement,
  note: { face: 'ui', size: 13, lineHeight: 20 },
  picture: { face: 'ui', size: 12, lineHeight: 18 },
  group: { face: 'bold', size: 13, lineHeight: 20 },
}

export function hasHead(kind: Kind): boolean {
  return kind !== 'note' && kind !== 'picture' && kind !== 'group'
}

export function hasFoot(content: CardContent): boolean {
  return footing(content) !== ''
}

/** What of a card's height its text does not get. */
export function heightBeside(kind: Kind, content: CardContent): number {
  const { edge, inset, head, foot } = cardFrame
  return edge + 2 * inset + 1 + (hasHead(kind) ? head : 0) + (hasFoot(content) ? foot : 0)
}

/** How many lines of its text a card of this height shows. */
export function linesIn(height: number, kind: Kind, content: CardContent): number {
  return Math.max(1, Math.floor((height - heightBeside(kind, content)) / cardTexts[kind].lineHeight))
}
