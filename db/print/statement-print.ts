import type { ClaimInfo } from '../contract/claim.ts'
import { readableDate } from '../contract/readable-date.ts'
import type { RelationInfo } from '../contract/relation.ts'
import { bySide, relationWords, supportWords } from '../contract/statement-words.ts'
import { acts, propositionKinds, relationStates } from '../contract/vocabulary.ts'
import { facts, type Html, html } from '../export/html.ts'
import { claimPage, propositionPage } from '../proposition-page.ts'
import type { ReadableDb } from '../sql.ts'
import { claimDetails, claimPart, saidBy } from './claim-part.ts'
import type { NounPage } from './sheet.ts'

/** @throws AppError `not-found` */
export function propositionPrint(db: ReadableDb, uid: string, notes: boolean): NounPage {
  const page = propositionPage(db, uid)
  const content = html`<p>${supportWords(page.sources, page.origins)}</p>
${facts([
  ['Kind', propositionKinds[page.kind]],
  ['Horizon', readableDate(page.horizon)],
  ['Outcome', page.outcome],
  ['Also said as', page.joined.map(({ statement }) => `“${statement}”`).join('; ')],
  ['Note', notes ? page.note : null],
])}
${bySide(page.claims).map(
  ({ title, claims }) => html`<h2>${title}</h2>
${claims.map((claim) => claimPart(claim, { notes, statement: claim.statement !== page.statement }))}`,
)}
${page.claims.length === 0 ? html`<p class="quiet">No claim reports this statement.</p>` : null}
${relations(page.relations, notes)}`
  return { title: page.statement, kind: 'Statement', content }
}

/** @throws AppError `not-found` */
export function claimPrint(db: ReadableDb, uid: string, notes: boolean): NounPage {
  const claim = claimPage(db, uid)
  const content = html`<p>${supportWords(claim.sources, claim.origins)}</p>
${claimDetails(claim, notes)}
${
  claim.positions.length < 2
    ? null
    : html`<h2>Positions in time</h2>
<p>${claim.positions.map(({ when, act }) => `${readableDate(when) || 'undated'} ${acts[act]}`).join(' → ')}</p>`
}
${claim.reportedBy === null ? null : html`<h2>Reported by</h2>${claimLines([claim.reportedBy])}`}
${claim.reports.length === 0 ? null : html`<h2>Reports</h2>${claimLines(claim.reports)}`}
${claim.others.length === 0 ? null : html`<h2>Others on this statement</h2>${claimLines(claim.others)}`}
${relations(claim.relations, notes)}`
  return { title: claim.statement, kind: `Claim ${claim.cite}`, content }
}

function claimLines(claims: readonly ClaimInfo[]): Html {
  return html`<ol class="passages cited">${claims.map(
    (claim) => html`<li><b>${claim.cite}</b><div dir="auto">${claim.statement}</div>
<p class="about" dir="auto">${saidBy(claim)}</p></li>\n`,
  )}</ol>`
}

function relations(all: readonly RelationInfo[], notes: boolean): Html | null {
  if (all.length === 0) return null
  return html`<h2>Links</h2>
<table><colgroup><col style="width: 40mm"><col><col style="width: 20mm"></colgroup>
<thead><tr><th>Link</th><th>With</th><th>State</th></tr></thead>
<tbody>
${all.map(
  (relation) =>
    html`<tr><td>${relationWords(relation)}</td><td dir="auto">${otherWords(relation)}${notes && relation.note !== null ? html`<br><span class="quiet">${relation.note}</span>` : null}</td><td>${relationStates[relation.state]}</td></tr>\n`,
)}
</tbody></table>`
}

function otherWords({ other }: RelationInfo): string {
  switch (other.kind) {
    case 'claim':
      return `${other.claim.cite} ${other.claim.statement} – ${saidBy(other.claim)}`
    case 'proposition':
      return other.statement
    case 'report':
      return `${other.report} (a report that is not in the project)`
  }
}
