import { actorPage } from '../actor-page.ts'
import { listClaims } from '../claim-list.ts'
import type { ActorPage, Position } from '../contract/actor.ts'
import { AppError } from '../contract/errors.ts'
import type { Printout } from '../contract/print.ts'
import { readableDate } from '../contract/readable-date.ts'
import {
  actorKinds,
  acts,
  assessmentRatings,
  confidences,
  documentKinds,
  likelihoods,
  reliabilities,
} from '../contract/vocabulary.ts'
import { listEvents } from '../events.ts'
import { facts, type Html, html } from '../export/html.ts'
import { getHypothesis } from '../hypothesis-page.ts'
import { listSources } from '../sources.ts'
import type { ReadableDb } from '../sql.ts'
import { claimList } from './claim-part.ts'
import { figureTable } from './figure-table.ts'
import type { NounPage } from './sheet.ts'
import { claimPrint, propositionPrint } from './statement-print.ts'

type NounPrintout = Exclude<Printout, { kind: 'document' | 'board' | 'table' }>

/** @throws AppError `not-found` for what was deleted */
export function nounPage(db: ReadableDb, what: NounPrintout, notes: boolean): NounPage {
  switch (what.kind) {
    case 'claim':
      return claimPrint(db, what.claim, notes)
    case 'proposition':
      return propositionPrint(db, what.proposition, notes)
    case 'actor':
      return actorPrint(db, what.actor, notes)
    case 'source':
      return sourcePrint(db, what.source, notes)
    case 'event':
      return eventPrint(db, what.event, notes)
    case 'hypothesis':
      return hypothesisPrint(db, what.hypothesis, notes)
  }
}

function actorPrint(db: ReadableDb, uid: string, notes: boolean): NounPage {
  const actor = actorPage(db, uid)
  const names = [...actor.aliases.map(({ form }) => form), ...actor.merged.map(({ name }) => name)]
  const claims = listClaims(db, { actor: actor.uid })
  const content = html`${facts([
    ['Belongs to', actor.parentActor?.name ?? null],
    ['Parts', actor.children.map(({ name }) => name).join(', ')],
    ['Other names', names.join('; ')],
    ['Description', notes ? actor.description : null],
    ['Offices', actor.offices.map(officeWords).join('; ')],
  ])}
${positions(actor.positions)}
${documentsOf(actor)}
<h2>Claims</h2>
${claimList(claims, 'No claim names it.', { notes })}`
  return { title: actor.name, kind: actorKinds[actor.kind], content }
}

function officeWords({ title, organisation, heldFrom, heldTo }: ActorPage['offices'][number]): string {
  const held = [readableDate(heldFrom), readableDate(heldTo)].some((date) => date !== '')
    ? `${readableDate(heldFrom)}–${readableDate(heldTo)}`
    : ''
  return [title, organisation?.name, held].filter(Boolean).join(', ')
}

function positions(held: readonly Position[]): Html | null {
  if (held.length === 0) return null
  return html`<h2>Positions in time</h2>
<table><colgroup><col style="width: 28mm"><col style="width: 26mm"><col><col style="width: 18mm"></colgroup>
<thead><tr><th>When</th><th>Act</th><th>Statement</th><th>Claim</th></tr></thead>
<tbody>
${held.map(
  ({ when, act, statement, cite }) =>
    html`<tr><td>${readableDate(when) || 'undated'}</td><td>${acts[act]}</td><td dir="auto">${statement}</td><td>${cite}</td></tr>\n`,
)}
</tbody></table>`
}

const parts = {
  publisher: 'Published by it',
  author: 'Written by it',
  republisher: 'Published again by it',
} as const

function documentsOf({ documents }: ActorPage): Html | null {
  if (documents.length === 0) return null
  return html`<h2>Documents</h2>
<table><colgroup><col style="width: 28mm"><col><col style="width: 28mm"><col style="width: 38mm"></colgroup>
<thead><tr><th>Published</th><th>Title</th><th>Kind</th><th>Its part</th></tr></thead>
<tbody>
${documents.map(
  ({ published, title, kind, as }) =>
    html`<tr><td>${readableDate(published)}</td><td dir="auto">${title}</td><td>${documentKinds[kind]}</td><td>${parts[as]}</td></tr>\n`,
)}
</tbody></table>`
}

function sourcePrint(db: ReadableDb, uid: string, notes: boolean): NounPage {
  const all = listSources(db, {})
  const source = all.find((one) => one.uid === uid)
  if (!source) throw new AppError('not-found', 'This source is no longer in the project.')
  const same = all.filter((one) => source.possiblySame.includes(one.uid))
  const content = html`${facts([
    ['Speaks in', [source.publisher, `“${source.documentTitle}”`].filter(Boolean).join(', ')],
    ['How many', source.number === null ? null : String(source.number)],
    ['Affiliation', source.affiliation],
    ['Access', source.access],
    [
      'Reliability',
      source.reliability === null ? null : `${source.reliability}, ${reliabilities[source.reliability]}`,
    ],
    ['Why', source.reliabilityReason],
    [
      'Possibly the same',
      same
        .map(({ wording, publisher, documentTitle }) => `“${wording}”, ${publisher ?? documentTitle}`)
        .join('; '),
    ],
  ])}
<h2>Claims</h2>
${claimList(listClaims(db, { source: uid }), 'It makes no claim.', { notes })}`
  return { title: `“${source.wording}”`, kind: 'Source', content }
}

function eventPrint(db: ReadableDb, uid: string, notes: boolean): NounPage {
  const all = listEvents(db)
  const event = all.find((one) => one.uid === uid)
  if (!event) throw new AppError('not-found', 'This event is no longer in the project.')
  const claims = listClaims(db, { event: uid })
  const content = html`${facts([
    ['Date', readableDate(event.date)],
    ['Place', event.place?.name ?? null],
    ['Part of', all.find((one) => one.uid === event.partOf)?.title ?? null],
    [
      'Its parts',
      all
        .filter(({ partOf }) => partOf === uid)
        .map(({ title }) => title)
        .join('; '),
    ],
    ['Note', notes ? event.note : null],
  ])}
${figureTable(uid, claims)}
<h2>Claims</h2>
${claimList(claims, 'No claim speaks of it.', { notes })}`
  return { title: event.title, kind: 'Event', content }
}

function hypothesisPrint(db: ReadableDb, uid: string, notes: boolean): NounPage {
  const { statement, horizon, judgements, assessments } = getHypothesis(db, uid)
  const content = html`${facts([['Horizon', readableDate(horizon)]])}
<h2>Judgements in time</h2>
${
  judgements.length === 0
    ? html`<p class="quiet">Nobody has judged it.</p>`
    : html`<table><colgroup><col style="width: 24mm"><col style="width: 46mm"><col style="width: 24mm"><col><col style="width: 32mm"></colgroup>
<thead><tr><th>Day</th><th>Likelihood</th><th>Confidence</th><th>Why</th><th>By</th></tr></thead>
<tbody>
${judgements.map(
  ({ judgedAt, likelihood, confidence, reason, by }) =>
    html`<tr><td>${readableDate(judgedAt)}</td><td>${likelihood === null ? 'not judged' : likelihoods[likelihood]}</td><td>${confidence === null ? null : confidences[confidence]}</td><td dir="auto">${reason}</td><td dir="auto">${by}</td></tr>\n`,
)}
</tbody></table>`
}
<h2>How statements stand to it</h2>
${
  assessments.length === 0
    ? html`<p class="quiet">No statement was held against it.</p>`
    : html`<table><colgroup><col style="width: 36mm"><col>${notes ? html`<col>` : null}</colgroup>
<thead><tr><th>Consistency</th><th>Statement</th>${notes ? html`<th>Note</th>` : null}</tr></thead>
<tbody>
${assessments.map(
  ({ rating, statement: assessed, note }) =>
    html`<tr><td>${rating} ${assessmentRatings[rating]}</td><td dir="auto">${assessed}</td>${notes ? html`<td dir="auto">${note}</td>` : null}</tr>\n`,
)}
</tbody></table>`
}`
  return { title: statement, kind: 'Hypothesis', content }
}
