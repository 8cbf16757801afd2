import type { Analyst } from './analyst.ts'
import { contentsOf } from './card-contents.ts'
import { createCards } from './cards.ts'
import type { Board, BoardInfo } from './contract/board.ts'
import type { CardInfo, LinkInfo } from './contract/card.ts'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import { drawBoard } from './export/board-svg.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { readPicture } from './pictures.ts'
import { insertRow, removeRows, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

function listBoards(db: ReadableDb): BoardInfo[] {
  return db.all(sql`select uid, title, (select count(*) from live_card where board = b.uid) as cards
    from live_board b order by position, uid`)
}

type CardRow = Omit<CardInfo, 'content'> & { readonly body: string | null; readonly picture: string | null }

/** A board with everything on it, cards from the back to the front. @throws AppError `not-found` */
export function getBoard(db: ReadableDb, board: string): Board {
  const title = db.value<string>(sql`select title from live_board where uid = ${board}`)
  if (title === undefined) throw new AppError('not-found', 'This board is no longer in the project.')
  const rows =
    db.all<CardRow>(sql`select uid, kind, subject, body, picture, x, y, width, height, layer, container, colour,
      created_at as "createdAt"
    from live_card where board = ${board} order by layer, uid`)
  const contents = contentsOf(db, rows)
  const containers = containersOf(rows)
  const cards = rows.map(({ body: _, picture: __, ...row }) => ({
    ...row,
    container: containers.get(row.uid) ?? null,
    content: contents.get(row.uid) ?? ({ kind: 'gone' } as const),
  }))
  const links = db.all<LinkInfo>(sql`
    select uid, from_card as "from", to_card as "to", label, kind, direction, coalesce(style, 'solid') as style, colour
    from live_card_link where board = ${board} order by uid`)
  return { uid: board, title, cards, links }
}

/** The groups that cards are in; one that is gone, or that two copies have put into each other, holds nothing. */
function containersOf(rows: readonly CardRow[]): Map<string, string> {
  const groups = new Set(rows.flatMap(({ uid, kind }) => (kind === 'group' ? uid : [])))
  const containers = new Map(
    rows.flatMap(({ uid, container }) =>
      container !== null && groups.has(container) ? [[uid, container] as const] : [],
    ),
  )
  for (const uid of groups) {
    const path = new Set([uid])
    for (let at = containers.get(uid); at !== undefined; at = containers.get(at)) {
      if (path.has(at)) {
        containers.delete(uid)
        break
      }
      path.add(at)
    }
  }
  return containers
}

/**
 * The one board that a person means by its id or its exact title.
 *
 * @throws AppError `not-found`; `conflict` when several boards have the title
 */
export function findBoard(db: ReadableDb, reference: string): string {
  for (const matches of [sql`uid = ${reference}`, sql`title = ${reference.trim()}`]) {
    const found = db.column<string>(sql`select uid from live_board where ${matches} order by uid`)
    if (found.length > 1) {
      throw new AppError(
        'conflict',
        `${found.length} boards are called “${reference}”. Name the one that is meant by its id: ${found.join(', ')}.`,
      )
    }
    if (found[0] !== undefined) return found[0]
  }
  throw new AppError('not-found', `There is no board “${reference}”. Name it by its exact title or its id.`)
}

export function createBoard(db: WritableDb, { title, cards }: Input<'boards.create'>, analyst: Analyst) {
  const position = db.value<number>(sql`select coalesce(max(position), 0) + 1 from live_board`)
  const board = insertRow(db, 'board', { title, position }, analyst.uid)
  if (cards.length === 0) return { board, cards: [] }
  return { board, cards: createCards(db, { board, cards, skipKnown: false }, analyst).cards }
}

function passagesOfTag(db: ReadableDb, { tag, limit }: Input<'boards.passagesOfTag'>) {
  const tagged = sql`live_passage where uid in (select passage from tagging where tag = ${tag} and deleted = 0)`
  const passages = db.column<string>(
    sql`select uid from ${tagged} order by document, start_offset, end_offset, uid limit ${limit}`,
  )
  return { passages, total: db.value<number>(sql`select count(*) from ${tagged}`) ?? 0 }
}

type Queries = QueryHandlers<
  'boards.list' | 'boards.get' | 'boards.draw' | 'boards.picture' | 'boards.passagesOfTag'
>
type Commands = CommandHandlers<'boards.create' | 'boards.rename' | 'boards.remove'>

export const boardHandlers: Queries & Commands = {
  'boards.list': (db) => listBoards(db),
  'boards.get': (db, { board }) => getBoard(db, board),
  'boards.draw': (db, { board }) => drawBoard(db, getBoard(db, board)),
  'boards.picture': (db, { picture }) => readPicture(db, picture),
  'boards.passagesOfTag': (db, input) => passagesOfTag(db, input),
  'boards.create': (db, input, { analyst, relabel }) => {
    const { length } = input.cards
    if (length > 0) relabel(length === 1 ? 'Create board with a card' : `Create board with ${length} cards`)
    return createBoard(db, input, analyst)
  },
  'boards.rename': (db, { board, title }) => {
    requireLive(db, 'board', [board])
    updateRow(db, 'board', board, { title })
    return {}
  },
  'boards.remove': (db, { board }) => {
    requireLive(db, 'board', [board])
    removeRows(db, 'board', [board])
    return {}
  },
}
