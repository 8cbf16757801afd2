import type { Analyst } from './analyst.ts'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { CommandHandlers } from './handlers.ts'
import { insertRow, removeRows, requireLive, updateRow } from './rows.ts'
import { jsonList, type ReadableDb, sql, type WritableDb } from './sql.ts'

/**
 * Links two cards of a board.
 *
 * @throws AppError `not-found` when a card is gone; `invalid` for a card and itself, or cards of two boards
 */
export function createLink(db: WritableDb, input: Input<'links.create'>, analyst: Analyst): string {
  const { from, to, label, kind, direction = 'forward', style = 'solid', colour } = input
  const board = boardOfEnds(db, from, to)
  const ends = { board, from_card: from, to_card: to }
  return insertRow(
    db,
    'card_link',
    { ...ends, label: label || null, kind, direction, style, colour },
    analyst.uid,
  )
}

function boardOfEnds(db: ReadableDb, from: string, to: string): string {
  if (from === to) throw new AppError('invalid', 'A link joins two cards.')
  requireLive(db, 'card', [from, to])
  const boards = db.column<string>(
    sql`select distinct board from live_card where uid in ${jsonList([from, to])}`,
  )
  const [board] = boards
  if (board === undefined || boards.length > 1) {
    throw new AppError('invalid', 'A link joins cards of the same board.')
  }
  return board
}

export function editLink(db: WritableDb, input: Input<'links.edit'>): void {
  const { link, from, to, label, kind, direction, style, colour } = input
  const ends = db.get<{ from: string; to: string }>(
    sql`select from_card as "from", to_card as "to" from live_card_link where uid = ${link}`,
  )
  if (!ends) throw new AppError('not-found', 'This link is no longer on the board.')
  if (from !== undefined || to !== undefined) boardOfEnds(db, from ?? ends.from, to ?? ends.to)
  updateRow(db, 'card_link', link, {
    from_card: from,
    to_card: to,
    label: label === undefined ? undefined : label || null,
    kind,
    direction,
    style,
    colour,
  })
}

export const cardLinkHandlers: CommandHandlers<'links.create' | 'links.edit' | 'links.remove'> = {
  'links.create': (db, input, { analyst }) => ({ link: createLink(db, input, analyst) }),
  'links.edit': (db, input) => {
    editLink(db, input)
    return {}
  },
  'links.remove': (db, { links }, { relabel }) => {
    requireLive(db, 'card_link', links)
    const { size } = new Set(links)
    if (size > 1) relabel(`Delete ${size} links`)
    removeRows(db, 'card_link', links)
    return {}
  },
}
