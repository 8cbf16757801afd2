import type { NewCardContent } from '../../db/contract/board.ts'
import { call } from '../api.ts'
import { showToast } from '../state/notices.ts'
import type { BoardItem } from './items.ts'

/** What is put on a board for these items: for a tag, its passages. */
export async function contentsFor(items: readonly BoardItem[]): Promise<NewCardContent[]> {
  return (await Promise.all(items.map(contentsOf))).flat()
}

async function contentsOf(item: BoardItem): Promise<NewCardContent[]> {
  if (!('subject' in item)) return [item]
  const { kind, subject } = item
  return kind === 'tag' ? passagesOf(subject) : [{ kind, subject }]
}

async function passagesOf(tag: string): Promise<NewCardContent[]> {
  const { passages, total } = await call('boards.passagesOfTag', { tag })
  if (total === 0) showToast({ tone: 'plain', text: 'No passage carries this tag yet.' })
  if (total > passages.length) {
    showToast({
      tone: 'plain',
      text: `The first ${passages.length} of ${total} passages were put on the board.`,
    })
  }
  return passages.map((subject) => ({ kind: 'passage', subject }))
}
