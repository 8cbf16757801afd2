import {
  headOf,
  type LinkRoute,
  labelStop,
  type Point,
  pathOf,
  pointOn,
  type Rect,
} from '../contract/board-geometry.ts'
import { hasHeadAt, linkTone } from '../contract/board-look.ts'
import type { LinkInfo } from '../contract/card.ts'
import { linkText } from '../contract/card-words.ts'
import { textWidth } from '../text/text-width.ts'
import { fonts, inks } from './board-svg-style.ts'
import { element, type Markup } from './svg.ts'

const labelSize = 12
const labelPadding = 4

/** @param cards what the label keeps clear of */
export function drawLink(link: LinkInfo, route: LinkRoute, cards: readonly Rect[]): Markup[] {
  const stroke = link.colour ?? inks[linkTone(link)]
  const dashes = link.style === 'dashed' ? '6 5' : undefined
  const line = element('path', {
    d: pathOf(route),
    fill: 'none',
    stroke,
    'stroke-width': 1.75,
    'stroke-dasharray': dashes,
  })
  const heads = (['from', 'to'] as const)
    .filter((end) => hasHeadAt(link.direction, end))
    .map((end) => element('path', { d: headOf(route, end), fill: stroke }))
  const text = linkText(link)
  return [
    line,
    ...heads,
    ...(text === '' ? [] : drawLabel(text, pointOn(route, labelStop(route, text, cards)), stroke)),
  ]
}

function drawLabel(text: string, middle: Point, fill: string): Markup[] {
  const width = textWidth(text, 'bold', labelSize) + 2 * labelPadding
  const height = labelSize + 2 * labelPadding
  return [
    element('rect', {
      x: middle.x - width / 2,
      y: middle.y - height / 2,
      width,
      height,
      rx: 3,
      fill: '#ffffff',
    }),
    element(
      'text',
      {
        ...fonts.bold,
        x: middle.x,
        y: middle.y + labelSize * 0.36,
        'font-size': labelSize,
        fill,
        'text-anchor': 'middle',
      },
      text,
    ),
  ]
}
