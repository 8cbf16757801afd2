import type { Board } from '../contract/board.ts'
import { lanesOf, type Rect, routeLink } from '../contract/board-geometry.ts'
import { hasHeadAt, hueTag, kindHues, linkTone } from '../contract/board-look.ts'
import type { CardInfo, LinkInfo } from '../contract/card.ts'
import { footing, heading, headingDetail, linkText, mainText } from '../contract/card-words.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { hue, inks } from './board-svg-style.ts'

/**
 * A board as JSON Canvas 1.0 (jsoncanvas.org): every card is a text node or a group, in whole pixels, from the
 * back to the front; every link an edge. A card's text ends in a link to what it stands for, as
 * `claimboard:KIND/ID`, and the object `claimboard`, which other readers ignore, keeps what the format has no
 * place for, so that nothing is lost on the way back.
 */
export function boardCanvas(db: ReadableDb, board: Board): string {
  const tagColours = new Map(db.tuples<[string, string | null]>(sql`select uid, colour from live_tag`))
  const ordered = [
    ...board.cards.filter(({ kind }) => kind === 'group'),
    ...board.cards.filter(({ kind }) => kind !== 'group'),
  ]
  const places = new Map<string, Rect>(board.cards.map((card) => [card.uid, card]))
  const lanes = lanesOf(board.links)
  const canvas = {
    nodes: ordered.map((card) => node(card, tagColours)),
    edges: board.links.flatMap((link) => {
      const from = places.get(link.from)
      const to = places.get(link.to)
      return from && to ? [edge(link, routeLink(from, to, lanes.get(link.uid)))] : []
    }),
    claimboard: {
      version: 1,
      board: { uid: board.uid, title: board.title },
      cards: Object.fromEntries(board.cards.map((card) => [card.uid, ownPart(card)])),
      links: Object.fromEntries(board.links.map(({ uid, from: _, to: __, ...link }) => [uid, link])),
    },
  }
  return `${JSON.stringify(canvas, null, 2)}\n`
}

function node(card: CardInfo, tagColours: ReadonlyMap<string, string | null>) {
  const { uid, kind, content } = card
  // The format has whole pixels.
  const geometry = {
    x: Math.round(card.x),
    y: Math.round(card.y),
    width: Math.max(1, Math.round(card.width)),
    height: Math.max(1, Math.round(card.height)),
  }
  const tag = hueTag(content)
  const own = kindHues[kind]
  const color = card.colour ?? (tag && tagColours.get(tag)) ?? (own === null ? undefined : hue(own))
  const look = color ? { color } : {}
  if (content.kind === 'group') {
    return {
      id: uid,
      type: 'group',
      ...geometry,
      ...(content.title ? { label: content.title } : {}),
      ...look,
    }
  }
  return { id: uid, type: 'text', ...geometry, text: markdown(card), ...look }
}

/** Markdown: what the card is, what it says (a source's words as a quotation), where it is from. */
function markdown({ kind, subject, content }: CardInfo): string {
  const text = mainText(content)
  if (kind === 'note' && subject === null) return text
  const parts = [
    kind === 'note' || kind === 'picture'
      ? ''
      : `**${heading(kind, content)}** ${headingDetail(content)}`.trim(),
    content.kind === 'passage' ? text.replace(/^/gmu, '> ') : text,
    footing(content),
    subject === null ? '' : `[${kind}](claimboard:${kind}/${subject})`,
  ]
  return parts.filter(Boolean).join('\n\n')
}

function edge(link: LinkInfo, { fromSide, toSide }: ReturnType<typeof routeLink>) {
  const label = linkText(link)
  const tone = linkTone(link)
  const color = link.colour ?? (tone === 'plain' ? undefined : inks[tone])
  return {
    id: link.uid,
    fromNode: link.from,
    fromSide,
    fromEnd: hasHeadAt(link.direction, 'from') ? 'arrow' : 'none',
    toNode: link.to,
    toSide,
    toEnd: hasHeadAt(link.direction, 'to') ? 'arrow' : 'none',
    ...(color ? { color } : {}),
    ...(label ? { label } : {}),
  }
}

function ownPart({ kind, subject, x, y, width, height, layer, container, colour, content }: CardInfo) {
  const own = content.kind === 'note' || content.kind === 'group' || content.kind === 'picture'
  return {
    kind,
    subject,
    ...(own && subject === null ? { body: mainText(content) } : {}),
    ...(content.kind === 'picture' ? { picture: content.picture } : {}),
    geometry: { x, y, width, height, layer, container },
    colour,
  }
}
