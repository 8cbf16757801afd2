import { getBoard } from '../boards.ts'
import { drawBoard } from '../export/board-svg.ts'
import { html } from '../export/html.ts'
import type { Sink } from '../export/sink.ts'
import type { ReadableDb } from '../sql.ts'
import { sheetHead, sheetStart } from './sheet.ts'

/** Writes a board, drawn to fit one sheet. @returns whether it is wider than high @throws AppError `not-found` */
export function writeBoard(db: ReadableDb, uid: string, out: Sink): boolean {
  const board = getBoard(db, uid)
  const { svg, width, height } = drawBoard(db, board)
  out.write(sheetStart(board.title))
  out.write(html`<div class="board-sheet">${sheetHead('Board', board.title)}`.html)
  // In a page of HTML the declaration of XML would be text. What is drawn is escaped already.
  out.write(svg.replace(/^<\?xml[^>]*\?>/, ''))
  out.write('</div>\n')
  return width > height
}
