import type { ClaimInfo, EvidenceInfo } from '../contract/claim.ts'
import { claimantNames } from '../contract/claim-words.ts'
import { readableDate } from '../contract/readable-date.ts'
import { claimStatuses, evidenceRoles, propositionKinds, stances } from '../contract/vocabulary.ts'
import { facts, type Html, html } from '../export/html.ts'
import { claimFacts } from '../pack/claim-article.ts'

/** What of claims is printed. */
export interface ClaimPrint {
  /** What analysts wrote beside them. */
  readonly notes: boolean
  /** Whether each says its sentence: not where all of them stand under the one that they report. */
  readonly statement?: boolean
}

/** Claims one below the other, or a line that there are none. */
export function claimList(claims: readonly ClaimInfo[], none: string, how: ClaimPrint): Html {
  return claims.length === 0
    ? html`<p class="quiet">${none}</p>`
    : html`${claims.map((claim) => claimPart(claim, how))}`
}

/** A claim with all that is known of it and the sentences that carry it. */
export function claimPart(claim: ClaimInfo, { notes, statement = true }: ClaimPrint): Html {
  return html`<section class="claim">
<h3 dir="auto"><span class="cite">${claim.cite}</span>${statement ? claim.statement : null}</h3>
${claimDetails(claim, notes)}
</section>
`
}

/** What stands under a claim's statement. */
export function claimDetails(claim: ClaimInfo, notes: boolean): Html {
  const known = claimFacts(claim).filter(([name]) => name !== 'Note')
  return html`${facts([
    ...known,
    ['Kind', propositionKinds[claim.kind]],
    ['Status', claimStatuses[claim.status]],
  ])}
${claim.evidence.map(evidencePart)}
${notes && claim.note !== null ? html`<p class="note" dir="auto">${claim.note}</p>` : null}`
}

/** "Port Authority asserts (B3)" */
export function saidBy(claim: ClaimInfo): string {
  const grade = `${claim.reliability ?? ''}${claim.credibility ?? ''}`
  return `${claimantNames(claim)} ${stances[claim.stance]}${grade === '' ? '' : ` (${grade})`}`
}

function evidencePart(evidence: EvidenceInfo): Html {
  const { role, quote, lookedFor } = evidence
  if (role === 'absence')
    return html`<p>Looked for and not found: ${lookedFor ?? ''}</p><p class="quiet" dir="auto">${citation(evidence)}</p>`
  return html`<blockquote dir="auto">${quote ?? ''}</blockquote>
<p class="quiet" dir="auto">${role === 'content' ? null : `${evidenceRoles[role]} · `}${citation(evidence)}</p>`
}

/** Where a piece of evidence was published: "Coastal Monitor, “Guards”, 8 Jan 2026 (B)". */
function citation({ publisher, documentTitle, published, documentReliability }: EvidenceInfo): string {
  const title = documentTitle === null ? '' : `“${documentTitle}”`
  const where = [publisher, title, readableDate(published)].filter(Boolean).join(', ')
  return documentReliability === null ? where : `${where} (${documentReliability})`
}
