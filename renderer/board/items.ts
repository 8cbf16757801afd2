import { z } from 'zod'
import type { NewCardContent } from '../../db/contract/board.ts'

/** The type of what lists and texts give to a drag, and a board takes from a drop: a {@link Dragged}, or an array of them. */
const dragType = 'application/x-claimboard'

const Row = z.object({
  kind: z.enum(['passage', 'claim', 'proposition', 'actor', 'document', 'event', 'hypothesis', 'tag']),
  uid: z.string(),
})

/** Words of a text that are no passage yet: UTF-16 code units, end exclusive. */
const Words = z.object({
  kind: z.literal('words'),
  place: z.object({ document: z.string(), start: z.int(), end: z.int() }),
})

const Dragged = z.union([Row, Words])
type Dragged = z.infer<typeof Dragged>

/** Something that can be put on a board. A tag stands for the passages that carry it. */
export type BoardItem =
  | { readonly kind: z.infer<typeof Row>['kind']; readonly subject: string }
  | Exclude<NewCardContent, { subject: string }>

/** Lets a row of a list, or words of a text, be dragged onto a board. */
export function startDrag(
  { dataTransfer }: Pick<DragEvent, 'dataTransfer'>,
  ...items: readonly Dragged[]
): void {
  if (!dataTransfer) return
  dataTransfer.setData(dragType, JSON.stringify(items))
  dataTransfer.effectAllowed = 'copy'
}

/** Whether something that a board takes is being dragged. What it is, the browser tells at the drop only. */
export function isDragged({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>): boolean {
  return dataTransfer?.types.includes(dragType) ?? false
}

/** What a drop brings; nothing where it is not of this program. */
export function dropped({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>): BoardItem[] {
  const data = dataTransfer?.getData(dragType) ?? ''
  if (data === '') return []
  const parsed = z.union([Dragged, z.array(Dragged)]).safeParse(readJson(data))
  if (!parsed.success) return []
  return [parsed.data]
    .flat()
    .map((one) =>
      one.kind === 'words' ? { kind: 'passage', place: one.place } : { kind: one.kind, subject: one.uid },
    )
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Another program's drag under our type: as good as none.
    return undefined
  }
}
