import { Button } from '../ui/Button.tsx'
import { type HistoryOf, openHistoryOf } from './view.ts'

/** The way from a thing to its history. */
export function HistoryLink({ of }: { readonly of: HistoryOf }) {
  return (
    <Button
      look="quiet"
      className="link"
      title="Who changed what of it, and when"
      onClick={() => openHistoryOf(of)}
    >
      History of this
    </Button>
  )
}
