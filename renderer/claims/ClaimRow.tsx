import type { ClaimInfo } from '../../db/contract/claim.ts'
import { claimantNames, positionWords } from '../../db/contract/claim-words.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { stanceGlyphs, stances } from '../../db/contract/vocabulary.ts'
import { startDrag } from '../board/items.ts'
import { Grade } from '../ui/Grade.tsx'
import { EvidenceQuote } from './EvidenceQuote.tsx'
import { showClaim } from './showing.ts'
import { publication } from './words.ts'
import './claim-rows.css'

/** A claim in a few lines: its stance and sentence, who says it and where, its grades. A click shows all of it. */
export function ClaimRow({
  claim,
  quotes = false,
  statement = true,
}: {
  readonly claim: ClaimInfo
  /** Whether the words that carry it are shown, each a step from its sentence. */
  readonly quotes?: boolean
  /** Left out where the sentence stands above already. */
  readonly statement?: boolean
}) {
  const [first] = claim.evidence
  const position = positionWords(claim)
  return (
    <article className="claim-row">
      <button
        type="button"
        className="claim-head"
        draggable
        onDragStart={(event) => startDrag(event, { kind: 'claim', uid: claim.uid })}
        onClick={() => showClaim(claim.uid)}
      >
        <span className="claim-line-1">
          <span className="stance-glyph" aria-hidden="true">
            {stanceGlyphs[claim.stance]}
          </span>{' '}
          <span className="stance-word">{stances[claim.stance]}</span>{' '}
          {statement && <strong dir="auto">{claim.statement}</strong>}
        </span>
        <span className="claim-line-2">
          <span>{[claimantNames(claim), position].filter(Boolean).join(' · ')}</span>
          {(claim.said || first) && (
            <span>
              {[first && publication(first), claim.said && `said ${readableDate(claim.said)}`]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
          <Grade reliability={claim.reliability} credibility={claim.credibility} />
          {claim.status !== 'draft' && <span>{claim.status}</span>}
          <span className="cite">{claim.cite}</span>
        </span>
      </button>
      {quotes &&
        claim.evidence.map((one) => <EvidenceQuote key={one.uid} claim={claim.uid} evidence={one} />)}
    </article>
  )
}
