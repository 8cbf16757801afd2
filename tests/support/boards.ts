import { boardHandlers } from '../../db/boards.ts'
import { cardLinkHandlers } from '../../db/card-links.ts'
import { cardHandlers } from '../../db/cards.ts'
import type { NewCardContent } from '../../db/contract/board.ts'
import { testProject } from './factories.ts'

export const handlers = { ...boardHandlers, ...cardHandlers, ...cardLinkHandlers }

/** A project with an empty board in it, and what is done with boards in tests. */
export function withBoard() {
  const test = testProject()
  const { board } = test.call(handlers, 'boards.create', { title: 'Who agreed to what' })
  const get = () => test.call(handlers, 'boards.get', { board })
  /** Puts a card at a place, 200 × 100 pixels large. */
  const put = (content: NewCardContent, x = 0, y = 0): string => {
    const card = { content, x, y, width: 200, height: 100 }
    return test.call(handlers, 'cards.create', { board, cards: [card] }).cards[0] ?? ''
  }
  const note = (body: string, x = 0, y = 0) => put({ kind: 'note', body }, x, y)
  const card = (uid: string) => get().cards.find((candidate) => candidate.uid === uid)
  return { ...test, board, get, put, note, card }
}
