import type { ClaimInfo, EvidenceInfo } from '../contract/claim.ts'
import { claimantNames, figureWords, positionWords } from '../contract/claim-words.ts'
import { readableDate } from '../contract/readable-date.ts'
import { credibilities, evidenceRoles, reliabilities, stances } from '../contract/vocabulary.ts'
import { facts, type Html, html } from '../export/html.ts'

/** A claim with all that is known of it, each piece of evidence a step from its sentence. */
export function claimArticle(
  claim: ClaimInfo,
  {
    pages,
    cites,
  }: { readonly pages: ReadonlyMap<string, string>; readonly cites: ReadonlyMap<string, string> },
): Html {
  return html`<article id="c-${claim.uid}">
<h2 dir="auto">${claim.cite} ${claim.statement}</h2>
${facts([
  ...claimFacts(claim),
  [
    'Reported by',
    claim.nestedIn === null
      ? null
      : html`<a href="#c-${claim.nestedIn}">${cites.get(claim.nestedIn) ?? '?'}</a>`,
  ],
  ['Note', claim.note],
])}
${claim.evidence.map((evidence) => evidenceQuote(evidence, pages))}
</article>
`
}

/** What is known of a claim besides its statement and its evidence, by name. */
export function claimFacts(claim: ClaimInfo): (readonly [name: string, value: string | null])[] {
  return [
    ['Who', `${claimantNames(claim)} ${stances[claim.stance]}`],
    ['Position', positionWords(claim)],
    ['About', claim.about.map(({ name }) => name).join(', ')],
    ['Reliability', graded(claim.reliability, reliabilities, claim.reliabilityReason)],
    ['Credibility', graded(claim.credibility, credibilities, claim.credibilityReason)],
    ['Said', dated(claim.said, claim.saidWording)],
    ['Happened', dated(claim.happened, claim.happenedWording)],
    ['Events', claim.events.map(({ name }) => name).join(', ')],
    ['Figures', claim.figures.map(figureWords).join('; ')],
  ]
}

function evidenceQuote(evidence: EvidenceInfo, pages: ReadonlyMap<string, string>): Html {
  const { document, documentTitle, publisher, published, passage, role, quote, lookedFor } = evidence
  const where = [publisher, documentTitle, readableDate(published)].filter(Boolean).join(' · ')
  const place = passage === null ? '' : `#p-${passage}`
  const link = html`<a href="${pages.get(document ?? '') ?? ''}${place}">${where}</a>`
  if (role === 'absence') return html`<p>Looked for and not found: ${lookedFor ?? ''} · ${link}</p>`
  return html`<blockquote dir="auto">${quote ?? ''}</blockquote>
<p class="quiet">${evidenceRoles[role]} · ${link}</p>`
}

function graded<Grade extends string | number>(
  grade: Grade | null,
  words: Readonly<Record<Grade, string>>,
  reason: string | null,
): string | null {
  return grade === null ? null : `${grade} ${words[grade]}${reason === null ? '' : `: ${reason}`}`
}

function dated(date: string | null, wording: string | null): string {
  return [readableDate(date), wording === null ? '' : `“${wording}”`].filter(Boolean).join(', ')
}
