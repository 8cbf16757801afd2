import type { ClaimInfo } from '../contract/claim.ts'
import { claimantNames, figureWords } from '../contract/claim-words.ts'
import { conflictsAmong } from '../contract/figure-conflict.ts'
import { measures } from '../contract/vocabulary.ts'
import { type Html, html } from '../export/html.ts'

/** The figures that claims give for an event, side by side: who counts whom, and which cannot both be right. */
export function figureTable(event: string, claims: readonly ClaimInfo[]): Html | null {
  const figures = claims.flatMap((claim) =>
    claim.figures.filter((figure) => figure.event?.uid === event).map((figure) => ({ claim, ...figure })),
  )
  if (figures.length === 0) return null
  const conflicts = conflictsAmong(figures)
  const citeOf = new Map(figures.map(({ uid, claim }) => [uid, claim.cite]))
  const order = Object.keys(measures)
  const ordered = figures.toSorted((a, b) => order.indexOf(a.measure) - order.indexOf(b.measure))
  return html`<h2>Figures</h2>
<table><colgroup><col><col><col style="width: 18mm"><col style="width: 34mm"></colgroup>
<thead><tr><th>Figure</th><th>Who</th><th>Claim</th><th>At odds with</th></tr></thead>
<tbody>
${ordered.map((figure) => {
  const { uid, claim } = figure
  const against = (conflicts.get(uid) ?? []).map((other) => citeOf.get(other) ?? '').join(', ')
  return html`<tr><td dir="auto">${figureWords({ ...figure, event: null })}</td><td dir="auto">${claimantNames(claim)}</td><td>${claim.cite}</td><td>${against}</td></tr>\n`
})}
</tbody></table>`
}
