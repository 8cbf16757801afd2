import type { PassageInfo } from '../../../db/contract/passage.ts'
import { useAnswer } from '../../state/queries.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'

// Enough of a quote, or of a claim's statement, to know it by: UTF-16 code units.
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
  const claiming = passages.some(({ tags, claims }) => tags.length === 0 && claims.length > 0)
  const { data: claims = [], isSuccess } = useAnswer('claims.list', {}, claiming)
  // The menu takes its size and the focus when it comes up: with all that it has to say.
  if (claiming && !isSuccess) return null
  const statements = new Map(claims.map(({ uid, statement }) => [uid, statement]))
  const names = new Map(tags.map(({ uid, name }) => [uid, name]))
  const items = passages.map((passage, i) => {
    const [claim] = passage.claims
    const own = passage.tags.map((tag) => names.get(tag) ?? '').join(', ')
    const what = own || (claim ? `Claim: ${shortened(statements.get(claim) ?? '')}` : 'Highlight')
    const between = own || !claim ? ':' : ' –'
    return {
      label: `${i + 1}. ${what}${between} “${shortened(passage.quote)}”`,
      run: () => onChoose(passage.uid),
    }
  })
  return <ContextMenu label="Passages here" at={at} items={items} onClose={onClose} />
}

function shortened(text: string): string {
  return text.length > shown ? `${text.slice(0, shown).trimEnd()}…` : text
}
