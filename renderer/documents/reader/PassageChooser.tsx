import type { PassageInfo } from '../../../db/contract/passage.ts'
import { useAnswer } from '../../state/queries.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'

// Enough of a quote to know it by: UTF-16 code units.
const shown = 60

interface Props {
  readonly at: { readonly x: number; readonly y: number }
  /** Passages that lie on top of each other. */
  readonly passages: readonly PassageInfo[]
  onChoose(passage: string): void
  onClose(): void
}

/** Offers each of several passages that were clicked at once. */
export function PassageChooser({ at, passages, onChoose, onClose }: Props) {
  const { data: tags = [] } = useAnswer('tags.list', {})
  const names = new Map(tags.map(({ uid, name }) => [uid, name]))
  const items = passages.map((passage, i) => {
    const own = passage.tags.map((tag) => names.get(tag) ?? '').join(', ') || 'Highlight'
    const quote = passage.quote.length > shown ? `${passage.quote.slice(0, shown).trimEnd()}…` : passage.quote
    return { label: `${i + 1}. ${own}: “${quote}”`, run: () => onChoose(passage.uid) }
  })
  return <ContextMenu label="Passages here" at={at} items={items} onClose={onClose} />
}
