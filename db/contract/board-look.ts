import type { CardContent, CardInfo, LinkInfo } from './card.ts'

/** One of the theme's six hues, 1 to 6; null for the neutral one. */
export type Hue = 1 | 2 | 3 | 4 | 5 | 6 | null

/** The hue of each kind of card; a passage takes its first tag's instead. Every hue comes with a word. */
export const kindHues: Readonly<Record<CardInfo['kind'], Hue>> = {
  passage: 1,
  claim: 6,
  proposition: 5,
  actor: 4,
  document: null,
  event: 2,
  hypothesis: 3,
  note: null,
  picture: null,
  group: null,
}

/** The tag that gives a passage's card its hue. */
export function hueTag(content: CardContent): string | undefined {
  return content.kind === 'passage' ? content.tags[0] : undefined
}

/** Red is kept for what is at odds, green for what is corroborated. */
export type LinkTone = 'plain' | 'at-odds' | 'corroborated'

export function linkTone({ kind }: Pick<LinkInfo, 'kind'>): LinkTone {
  if (kind === 'contradicts') return 'at-odds'
  return kind === 'corroborates-independently' ? 'corroborated' : 'plain'
}

export function hasHeadAt(direction: LinkInfo['direction'], end: 'from' | 'to'): boolean {
  if (direction === 'both') return true
  return direction === (end === 'to' ? 'forward' : 'backward')
}
