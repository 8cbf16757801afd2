import type { EvidenceInfo } from '../../db/contract/claim.ts'
import { evidenceRoles } from '../../db/contract/vocabulary.ts'
import { startDrag } from '../board/items.ts'
import { goToEvidence } from './showing.ts'
import './claim-rows.css'

/** The words that carry a claim; a click goes to the sentence. */
export function EvidenceQuote({
  claim,
  evidence,
}: {
  readonly claim: string
  readonly evidence: EvidenceInfo
}) {
  const { role, passage, quote, lookedFor, documentTitle } = evidence
  if (role === 'absence') {
    return (
      <button type="button" className="evidence-quote absence" onClick={() => goToEvidence(claim, evidence)}>
        Looked for in “{documentTitle}” and not found: {lookedFor}
      </button>
    )
  }
  return (
    <button
      type="button"
      className="evidence-quote"
      title={`Go to the sentence in “${documentTitle}”`}
      draggable={passage !== null}
      onDragStart={(event) => passage !== null && startDrag(event, { kind: 'passage', uid: passage })}
      onClick={() => goToEvidence(claim, evidence)}
    >
      {role !== 'content' && <small>{evidenceRoles[role]}</small>}
      <span className="quote" dir="auto">
        {quote}
      </span>
    </button>
  )
}
