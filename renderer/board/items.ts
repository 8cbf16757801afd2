import { z } from 'zod'
import type { NewCardContent } from '../../db/contract/board.ts'

/** The type of what lists give to a drag, and a board takes from a drop: one `{kind, uid}`, or an array of them. */
export const dragType = 'application/x-claimboard'

const Dragged = z.object({
  kind: z.enum(['passage', 'claim', 'proposition', 'actor', 'document', 'event', 'hypothesis', 'tag']),
  uid: z.string(),
})

/** Something that can be put on a board. A tag stands for the passages that carry it. */
export type BoardItem =
  | { readonly kind: z.infer<typeof Dragged>['kind']; readonly subject: string }
  | Exclude<NewCardContent, { subject: string }>

/** Lets a row of a list be dragged onto a board. */
export function startDrag(event: React.DragEvent, ...items: readonly z.infer<typeof Dragged>[]): void {
  event.dataTransfer.setData(dragType, JSON.stringify(items))
  event.dataTransfer.effectAllowed = 'copy'
}

/** What a drop brings; nothing where it is not of this program. */
export function dropped(data: string): BoardItem[] {
  if (data === '') return []
  const parsed = z.union([Dragged, z.array(Dragged)]).safeParse(readJson(data))
  if (!parsed.success) return []
  return [parsed.data].flat().map(({ kind, uid }): BoardItem => ({ kind, subject: uid }))
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Another program's drag under our type: as good as none.
    return undefined
  }
}
