import { evidenceRoles } from '../../db/contract/vocabulary.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { selection } from '../state/selection.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/Button.tsx'
import type { ClaimDraft, DraftEvidence, EvidenceRole } from './draft.ts'
import { changeDraft } from './drafts.ts'
import { addSelectedEvidence } from './entering.ts'

const { absence: _, ...roles } = evidenceRoles
export const passageRoles: Readonly<Record<EvidenceRole, string>> = roles

/** What the claim in the form rests on: quotes with their roles, and what was looked for and not found. */
export function EvidenceFields({
  draft,
  problem,
}: {
  readonly draft: ClaimDraft
  readonly problem: string | undefined
}) {
  const { data: documents = [] } = useAnswer('documents.list', {})
  const { text } = useStore(selection)
  const titleOf = (document: string) => documents.find(({ uid }) => uid === document)?.title ?? ''
  const replace = (index: number, by: DraftEvidence | null) =>
    changeDraft((one) => ({
      ...one,
      touched: true,
      evidence: one.evidence.flatMap((piece, i) => (i === index ? (by ?? []) : piece)),
    }))
  const [first] = draft.evidence
  const extra = text !== null && !(first?.kind === 'place' && first.start === text.start)
  return (
    <fieldset className="evidence-fields" data-field="evidence" tabIndex={-1}>
      <legend>Evidence</legend>
      <ul>
        {draft.evidence.map((piece, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names, and their order is theirs.
          <li key={i} className="draft-evidence">
            {piece.kind === 'absence' ? (
              <label className="field">
                <span>Looked for in “{titleOf(piece.document)}” and not found</span>
                <input
                  value={piece.lookedFor}
                  placeholder="such as: any date of the talks"
                  onChange={(event) => replace(i, { ...piece, lookedFor: event.target.value })}
                />
              </label>
            ) : (
              <blockquote className="quote" dir="auto">
                {piece.quote}
              </blockquote>
            )}
            <span className="spread">
              {piece.kind === 'absence' ? (
                <small className="quiet">Absence</small>
              ) : (
                <select
                  className="bare"
                  aria-label={`Role of evidence ${i + 1}`}
                  value={piece.role}
                  onChange={(event) => replace(i, { ...piece, role: event.target.value as EvidenceRole })}
                >
                  {Object.entries(passageRoles).map(([role, words]) => (
                    <option key={role} value={role}>
                      {words}
                    </option>
                  ))}
                </select>
              )}
              <Button look="quiet" aria-label={`Remove evidence ${i + 1}`} onClick={() => replace(i, null)}>
                ×
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="actions">
        <Button
          look="quiet"
          className="link"
          disabled={!extra}
          title="Select more words in the text, then press E"
          // The text keeps its selection.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => attempt(addSelectedEvidence)}
        >
          Add the selection <kbd>E</kbd>
        </Button>
        {draft.document !== null && (
          <Button look="quiet" className="link" onClick={() => changeDraft(withAbsence)}>
            Looked for, not found
          </Button>
        )}
      </div>
    </fieldset>
  )
}

function withAbsence(draft: ClaimDraft): ClaimDraft {
  if (draft.document === null) return draft
  const absence: DraftEvidence = { kind: 'absence', document: draft.document, lookedFor: '' }
  return { ...draft, touched: true, evidence: [...draft.evidence, absence] }
}
