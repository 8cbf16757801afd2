import { readingStatuses, reliabilities } from '../../db/contract/vocabulary.ts'
import { attempt } from '../state/notices.ts'
import { Button } from '../ui/Button.tsx'
import { removeDocuments, setGrade, setStatus } from './managing.ts'

/** How many documents are chosen, and what can be done with all of them at once. */
export function ChosenDocuments({
  documents,
  readOnly,
  onDone,
}: {
  readonly documents: readonly string[]
  readonly readOnly: boolean
  onDone(): void
}) {
  return (
    <div className="chosen-documents" role="toolbar" aria-label="Chosen documents">
      <span className="spread">
        <strong>{documents.length.toLocaleString('en')} chosen</strong>
        {!readOnly && (
          <Button
            look="quiet"
            className="danger"
            aria-label="Delete the chosen documents"
            onClick={() => attempt(() => removeDocuments(documents))}
          >
            Delete
          </Button>
        )}
        <Button look="quiet" aria-label="Choose nothing" title="Choose nothing (Esc)" onClick={onDone}>
          ×
        </Button>
      </span>
      {!readOnly && (
        <span className="acts">
          <select
            aria-label="Reading status of the chosen documents"
            value=""
            onChange={(event) => {
              const status = event.target.value as keyof typeof readingStatuses
              attempt(() => setStatus(documents, status))
            }}
          >
            <option value="" disabled>
              Reading…
            </option>
            {Object.entries(readingStatuses).map(([token, words]) => (
              <option key={token} value={token}>
                {words}
              </option>
            ))}
          </select>
          <select
            aria-label="Grade of the chosen documents"
            value=""
            onChange={(event) => {
              const grade = event.target.value
              attempt(() =>
                setGrade(documents, grade === 'none' ? null : (grade as keyof typeof reliabilities)),
              )
            }}
          >
            <option value="" disabled>
              Grade…
            </option>
            {Object.entries(reliabilities).map(([token, words]) => (
              <option key={token} value={token}>
                {token} {words}
              </option>
            ))}
            <option value="none">Not judged</option>
          </select>
        </span>
      )}
    </div>
  )
}
