import type { Board } from '../contract/board.ts'
import { boundsOf, lanesOf, type Rect, routeLink } from '../contract/board-geometry.ts'
import { readPicture } from '../pictures.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { type Drawing, drawCard, drawGroup } from './board-svg-cards.ts'
import { drawLink } from './board-svg-links.ts'
import { element } from './svg.ts'

// Room around everything, in canvas pixels.
const margin = 32

/** An empty board is a sheet of paper, in canvas pixels. */
const emptySheet: Rect = { x: 0, y: 0, width: 480, height: 320 }

/**
 * Draws a board as an SVG document (SVG 1.1, no scripts, nothing from elsewhere): in the colours of the light
 * theme, at one unit for a canvas pixel. Text is text, in the fonts of the program where they are installed.
 */
export function drawBoard(db: ReadableDb, board: Board): { svg: string; width: number; height: number } {
  const bounds = boundsOf(board.cards) ?? emptySheet
  const x = Math.floor(bounds.x - margin)
  const y = Math.floor(bounds.y - margin)
  const width = Math.ceil(bounds.x + bounds.width + margin) - x
  const height = Math.ceil(bounds.y + bounds.height + margin) - y
  const drawing: Drawing = {
    tagColours: new Map(db.tuples<[string, string | null]>(sql`select uid, colour from live_tag`)),
    picture: (uid) => readPicture(db, uid),
  }
  const groups = board.cards.filter(({ kind }) => kind === 'group')
  const cards = board.cards.filter(({ kind }) => kind !== 'group')
  const places = new Map<string, Rect>(board.cards.map((card) => [card.uid, card]))
  const lanes = lanesOf(board.links)
  const links = board.links.flatMap((link) => {
    const from = places.get(link.from)
    const to = places.get(link.to)
    return from && to ? drawLink(link, routeLink(from, to, lanes.get(link.uid)), cards) : []
  })
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `${x} ${y} ${width} ${height}` },
    element('title', {}, board.title),
    element('rect', { x, y, width, height, fill: '#ffffff' }),
    ...groups.map((group) => drawGroup(group)),
    ...links,
    ...cards.map((card) => drawCard(card, drawing)),
  )
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg.markup}\n`, width, height }
}
