import { call } from '../api.ts'
import { showToast } from '../state/notices.ts'
import { createStore } from '../state/store.ts'
import { showTab } from '../state/tabs.ts'
import { save } from '../state/tasks.ts'
import { contentsFor } from './contents.ts'
import type { BoardItem } from './items.ts'

/** What waits for a board to be chosen, and where on the screen to ask: CSS pixels. */
export const boardChoice = createStore<{
  readonly items: readonly BoardItem[] | null
  readonly at: { readonly x: number; readonly y: number }
}>({ items: null, at: { x: 0, y: 0 } })

/** What a board is called before anybody has named it. */
const firstTitle = 'Untitled board'

/**
 * Puts things on a board: on the only one there is, on one that the person chooses, or on a new one where there
 * is none. What is on the board already is not put there again.
 */
export async function addToBoard(items: readonly BoardItem[]): Promise<void> {
  const at = whereLooked()
  if (items.length === 0) return
  const boards = await call('boards.list', {})
  const [only] = boards
  if (boards.length > 1) boardChoice.set({ items, at })
  else if (only) await putOn(only, items)
  else await putOnNew(items)
}

export async function putOn(
  { uid, title }: { readonly uid: string; readonly title: string },
  items: readonly BoardItem[],
): Promise<void> {
  const contents = await contentsFor(items)
  if (contents.length === 0) return
  const { cards, known } = await save('cards.create', {
    board: uid,
    cards: contents.map((content) => ({ content })),
    skipKnown: true,
  })
  tell(uid, cards.length === 0 ? `Already on “${title}”.` : said(cards.length, known, title))
}

export async function putOnNew(items: readonly BoardItem[]): Promise<void> {
  const contents = await contentsFor(items)
  if (contents.length === 0) return
  const { board, cards } = await save('boards.create', {
    title: firstTitle,
    cards: contents.map((content) => ({ content })),
  })
  tell(board, said(cards.length, 0, firstTitle))
}

function said(added: number, known: number, title: string): string {
  const what = added === 1 ? 'Added' : `${added} cards added`
  return known === 0 ? `${what} to “${title}”.` : `${what} to “${title}”; ${known} more stood there already.`
}

function tell(board: string, text: string): void {
  const show = { label: 'Show', run: () => showTab({ kind: 'board', board }) }
  showToast({ tone: 'good', text, action: show })
}

/** Where the eye is: at the selected text, else at what has the focus. */
function whereLooked(): { x: number; y: number } {
  const selected = document.getSelection()
  const range = selected && selected.rangeCount > 0 && !selected.isCollapsed ? selected.getRangeAt(0) : null
  const rect = (range ?? document.activeElement ?? document.body).getBoundingClientRect()
  return { x: rect.left, y: rect.bottom }
}

/** Makes a board and opens it; it is renamed where it is listed. */
export async function createBoard(): Promise<void> {
  const { board } = await save('boards.create', { title: firstTitle })
  showTab({ kind: 'board', board })
}
