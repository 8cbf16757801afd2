import { useStore } from '../state/store.ts'
import { Button } from '../ui/Button.tsx'
import { claimForm } from './drafts.ts'
import { continueDraft, discardDraft } from './entering.ts'
import './lines.css'
import './claim-form.css'

/** Claims that were begun and put aside. */
export function KeptDrafts() {
  const { kept } = useStore(claimForm)
  if (kept.length === 0) return null
  return (
    <section className="facts" aria-label="Unfinished claims">
      <div className="spread">
        <h2>Unfinished claims</h2>
        <span className="count">{kept.length}</span>
      </div>
      {kept.map((draft) => {
        const words = draft.values.statement.trim() || 'A claim without a statement'
        return (
          <div key={draft.id} className="kept-draft">
            <button
              type="button"
              className="link-button"
              title="Continue"
              onClick={() => continueDraft(draft)}
            >
              {words}
            </button>
            <Button look="quiet" aria-label={`Discard ${words}`} onClick={() => discardDraft(draft)}>
              ×
            </Button>
          </div>
        )
      })}
    </section>
  )
}
