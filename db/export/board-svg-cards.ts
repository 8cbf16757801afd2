import { sidePadding } from '../card-sizes.ts'
import { hueTag, kindHues } from '../contract/board-look.ts'
import type { CardInfo } from '../contract/card.ts'
import { cardFrame, cardTexts, hasFoot, hasHead, linesIn } from '../contract/card-measures.ts'
import { footing, gradesOf, heading, headingDetail, mainText } from '../contract/card-words.ts'
import { textWidth, wrapText } from '../text/text-width.ts'
import { fonts, hue, inked, inks, tinted } from './board-svg-style.ts'
import { element, type Markup } from './svg.ts'

/** What a card's picture needs to know beyond the card itself. */
export interface Drawing {
  readonly tagColours: ReadonlyMap<string, string | null>
  picture(uid: string): { readonly mediaType: string; readonly bytes: Uint8Array }
}

const { edge, padding, inset, head } = cardFrame
const corner = 6
const headSize = 11
const footSize = 12

export function drawGroup({ x, y, width, height, colour, content }: CardInfo): Markup {
  const stroke = colour ?? inks.frame
  const title = mainText(content)
  const { size } = cardTexts.group
  const frame = element('rect', {
    x: x + 0.5,
    y: y + 0.5,
    width: width - 1,
    height: height - 1,
    rx: 8,
    fill: 'none',
    stroke,
    'stroke-dasharray': '4 3',
  })
  if (title === '') return frame
  const [shown = ''] = wrapText(title, { face: 'bold', size, width: width - 4 * padding, most: 1 })
  const room = textWidth(shown, 'bold', size) + padding
  return element(
    'g',
    {},
    frame,
    element('rect', { x: x + padding, y: y - size, width: room, height: 2 * size, fill: '#ffffff' }),
    text('bold', size, shown, { x: x + padding * 1.5, y: y + size * 0.36, fill: colour ?? inks.quiet }),
  )
}

export function drawCard(card: CardInfo, drawing: Drawing): Markup {
  const { x, y, width, height, kind } = card
  const colour = hueOf(card, drawing)
  const pill = kind === 'actor'
  const rx = pill ? Math.min(28, height / 2) : corner
  const clip = `card-${card.uid}`
  const plain = kind === 'note' || kind === 'picture'
  return element(
    'g',
    {},
    element('clipPath', { id: clip }, element('rect', { x, y, width, height, rx })),
    element('rect', { x, y, width, height, rx, fill: kind === 'note' ? notePaper(card) : '#ffffff' }),
    element(
      'g',
      { 'clip-path': `url(#${clip})` },
      ...(plain ? [] : [element('rect', { x, y, width, height: edge, fill: colour })]),
      ...(card.content.kind === 'picture' ? drawPicture(card, drawing) : drawWords(card, colour)),
    ),
    element('rect', {
      x: x + 0.5,
      y: y + 0.5,
      width: width - 1,
      height: height - 1,
      rx,
      fill: 'none',
      stroke: plain && card.colour ? card.colour : inks.line,
      'stroke-dasharray': card.content.kind === 'gone' ? '4 3' : undefined,
    }),
  )
}

function notePaper({ colour }: CardInfo): string {
  return colour === null ? inks.note : tinted(colour)
}

function hueOf({ kind, colour, content }: CardInfo, { tagColours }: Drawing): string {
  const tag = hueTag(content)
  return colour ?? (tag && tagColours.get(tag)) ?? hue(kindHues[kind])
}

/** The heading with the grade, the text in as many lines as there is room for, and where it is from. */
function drawWords(card: CardInfo, colour: string): Markup[] {
  const { x, y, width, height, kind, content } = card
  const side = sidePadding(kind)
  const inner = width - 2 * side
  const left = x + side
  const top = y + edge + inset
  const withHead = hasHead(kind)
  const withFoot = hasFoot(content)
  const { face, size, lineHeight } = cardTexts[kind]
  const gone = content.kind === 'gone'
  const most = linesIn(height, kind, content)
  const lines = wrapText(mainText(content), { face, size, width: inner, most })
  const firstLine = top + (withHead ? head : 0) + lineHeight * 0.5 + size * 0.36
  const fill = gone ? inks.quiet : inks.ink
  return [
    ...(withHead ? drawHead(card, colour, { left, top, inner }) : []),
    ...lines.map((line, i) =>
      text(face, size, line, { ...across(line, left, inner), y: firstLine + i * lineHeight, fill }),
    ),
    ...(withFoot ? drawFoot(footing(content), { left, inner, bottom: y + height - inset - 1 }) : []),
  ]
}

function drawHead(
  { kind, content }: CardInfo,
  colour: string,
  { left, top, inner }: { left: number; top: number; inner: number },
): Markup[] {
  const { reliability, credibility } = gradesOf(content)
  const grade = `${reliability ?? ''}${credibility ?? ''}`
  const room = inner - (grade === '' ? 0 : 36)
  const [title = ''] = wrapText(heading(kind, content).toUpperCase(), {
    face: 'bold',
    size: headSize,
    width: room,
    most: 1,
  })
  const ink = inked(colour)
  const kindWidth = textWidth(title, 'bold', headSize) * 1.05
  const words = [
    text('bold', headSize, title, { x: left, y: top + 12, fill: ink, 'letter-spacing': '0.05em' }),
  ]
  const detail = headingDetail(content)
  if (detail !== '') {
    const [stance = ''] = wrapText(detail, {
      face: 'bold',
      size: headSize,
      width: room - kindWidth - 6,
      most: 1,
    })
    words.push(text('bold', headSize, stance, { x: left + kindWidth + 6, y: top + 12, fill: ink }))
  }
  if (grade === '') return words
  const width = textWidth(grade, 'bold', headSize) + 10
  const x = left + inner - width
  return [
    ...words,
    element('rect', { x, y: top - 1, width, height: 18, rx: 4, fill: '#ffffff', stroke: inks.line }),
    text('bold', headSize, grade, { x: x + 5, y: top + 12, fill: inks.ink }),
  ]
}

function drawFoot(
  words: string,
  { left, inner, bottom }: { left: number; inner: number; bottom: number },
): Markup[] {
  const [line = ''] = wrapText(words, { face: 'ui', size: footSize, width: inner, most: 1 })
  return [text('ui', footSize, line, { ...across(line, left, inner), y: bottom - 2, fill: inks.quiet })]
}

function drawPicture({ x, y, width, height, content }: CardInfo, drawing: Drawing): Markup[] {
  if (content.kind !== 'picture') return []
  const { mediaType, bytes } = drawing.picture(content.picture)
  const caption = content.caption === '' ? 0 : 26
  const shown = element('image', {
    x,
    y,
    width,
    height: Math.max(1, height - caption),
    preserveAspectRatio: 'xMidYMid meet',
    href: `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`,
  })
  if (caption === 0) return [shown]
  return [
    shown,
    ...drawFoot(content.caption, { left: x + padding, inner: width - 2 * padding, bottom: y + height - 6 }),
  ]
}

type Attributes = Parameters<typeof element>[1]

function text(face: keyof typeof fonts, size: number, words: string, more: Attributes): Markup {
  return element('text', { ...fonts[face], 'font-size': size, 'xml:space': 'preserve', ...more }, words)
}

/** Lines of scripts that run from right to left begin at the right. */
function across(line: string, left: number, inner: number): Attributes {
  const first = /\p{L}/u.exec(line)?.[0] ?? ''
  if (!/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first)) {
    return { x: left }
  }
  return { x: left + inner, direction: 'rtl' }
}
