import { AppError } from '../../db/contract/errors.ts'
import { markable } from '../passages/span.ts'
import { problemOf, showToast } from '../state/notices.ts'
import { answered } from '../state/queries.ts'
import { shownReader } from '../state/reader.ts'
import { selection } from '../state/selection.ts'
import { save } from '../state/tasks.ts'
import {
  type ClaimDraft,
  type DraftEvidence,
  edited,
  type Field,
  newDraft,
  nextDraft,
  type Problems,
  restsOn,
  withEvidence,
} from './draft.ts'
import { inputOf, problemsOf } from './draft-input.ts'
import { changeDraft, claimForm, focusField } from './drafts.ts'
import { aroundSpan, proposeClaim } from './propose.ts'
import { showClaim } from './showing.ts'
import type { Known, Who } from './who.ts'

/** What is known of who may speak in a document, as far as the window has asked for it already. */
function knownIn(document: string | null): Known {
  const documents = answered('documents.list', {}) ?? []
  return {
    actors: answered('actors.list', {}) ?? [],
    sources: document === null ? [] : (answered('sources.list', { document }) ?? []),
    author: documents.find(({ uid }) => uid === document)?.author?.name ?? null,
  }
}

/** The words that are selected in the text, else the selected passage, as evidence; null where nothing is. */
function selectedPlace(): DraftEvidence | null {
  const { text, passage, document } = selection.get()
  const { handle } = shownReader.get()
  if (text && handle) {
    const span = markable(handle.text, text)
    if (!span) return null
    const quote = handle.text.slice(span.start, span.end)
    return { kind: 'place', document: handle.document, ...span, quote, role: 'content' }
  }
  if (passage === null || document === null) return null
  const info = answered('passages.list', { document })?.find(({ uid }) => uid === passage)
  return info ? { kind: 'passage', document, passage, quote: info.quote, role: 'content' } : null
}

/**
 * Opens the form for a claim on what is selected. While one is open for the same words, it has the focus again;
 * one for other words is put aside.
 */
export function newClaim(): void {
  if (answered('project.get', {})?.readOnly) {
    showToast({ tone: 'plain', text: 'This project can be read but not changed.' })
    return
  }
  const place = selectedPlace()
  const { draft, kept } = claimForm.get()
  if (draft && (!place || restsOn(draft, place))) {
    focusField('act')
    return
  }
  const document = place?.document ?? shownReader.get().handle?.document ?? null
  if (document === null) {
    showToast({
      tone: 'plain',
      text: 'Open a document and select the words that carry the claim, then press C.',
    })
    return
  }
  if (draft) putAside()
  const known = place ? kept.find((one) => restsOn(one, place)) : undefined
  if (known) {
    continueDraft(known)
    return
  }
  const opened = newDraft(
    crypto.randomUUID(),
    document,
    place ? [place] : [],
    proposalFor(place),
    knownIn(document),
    lastClaimants(document),
  )
  claimForm.set({ draft: opened, problems: {}, failure: null })
  focusField(place ? 'act' : 'statement')
}

function proposalFor(place: DraftEvidence | null) {
  const { handle } = shownReader.get()
  if (!place || place.kind === 'absence') return proposeClaim('', '')
  if (place.kind === 'passage' || !handle) return proposeClaim(place.quote, place.quote)
  return proposeClaim(place.quote, aroundSpan(handle.text, place.start, place.end))
}

/** Who made the last claim; a source speaks in its own document only. */
function lastClaimants(document: string | null): readonly Who[] {
  const { last } = claimForm.get()
  if (last.document === document) return last.who
  return last.who.filter(({ kind }) => kind === 'actor' || kind === 'analyst')
}

/** Names the last claimant again, in the form or in a new one. */
export function repeatClaimant(): void {
  if (!claimForm.get().draft) newClaim()
  const { draft } = claimForm.get()
  if (!draft) return
  const claimants = lastClaimants(draft.document)
  if (claimants.length > 0) changeDraft((one) => edited(one, { claimants }))
  else showToast({ tone: 'plain', text: 'There is no last claimant yet.' })
}

/** Adds what is selected to the claim that is open: in the form, or in the inspector. */
export async function addSelectedEvidence(): Promise<void> {
  const place = selectedPlace()
  const { draft } = claimForm.get()
  const { subject } = selection.get()
  if (!place || place.kind === 'absence') {
    showToast({ tone: 'plain', text: 'Select the words that are to be evidence first, then press E.' })
  } else if (draft) {
    changeDraft((one) => withEvidence(one, place))
    backToText(place)
  } else if (subject?.kind === 'claim') {
    const { kind: _, quote: __, ...evidence } = place
    backToText(place)
    const given = 'passage' in evidence ? { passage: evidence.passage, role: evidence.role } : { ...evidence }
    await save('claims.addEvidence', { claim: subject.uid, evidence: [given] })
  } else {
    showToast({ tone: 'plain', text: 'Open a claim first: evidence is added to the claim that is shown.' })
  }
}

/** The text has the focus, and nothing in it is selected. */
function backToText(place: DraftEvidence | undefined): void {
  const { handle } = shownReader.get()
  if (place?.kind === 'place' && place.document === handle?.document)
    handle.select({ start: place.end, end: place.end })
  handle?.focus()
}

/** Closes the form. What was entered is kept, what was only proposed is not. */
export function closeForm(): void {
  const { draft } = claimForm.get()
  if (!draft) return
  putAside()
  backToText(draft.evidence[0])
}

function putAside(): void {
  const { draft, kept } = claimForm.get()
  if (!draft) return
  const others = kept.filter(({ id }) => id !== draft.id)
  claimForm.set({
    draft: null,
    kept: draft.touched ? [draft, ...others] : others,
    problems: {},
    failure: null,
  })
}

export function continueDraft(draft: ClaimDraft): void {
  putAside()
  const kept = claimForm.get().kept.filter(({ id }) => id !== draft.id)
  claimForm.set({ draft, kept, problems: {}, failure: null })
  focusField('statement')
}

export function discardDraft(draft: ClaimDraft): void {
  const { kept, draft: open } = claimForm.get()
  claimForm.set({
    kept: kept.filter(({ id }) => id !== draft.id),
    ...(open?.id === draft.id ? { draft: null, problems: {}, failure: null } : {}),
  })
}

const fields: readonly Field[] = [
  'statement',
  'claimants',
  'stance',
  'holder',
  'act',
  'about',
  'reliability',
  'credibility',
  'note',
  'evidence',
]

/**
 * Saves the claim in the form. The text has the focus at once, so that reading goes on while it is saved; what
 * was refused comes back with the reason at its field.
 */
export async function saveClaim(another: boolean): Promise<void> {
  const { draft } = claimForm.get()
  if (!draft) return
  const problems = problemsOf(draft)
  if (Object.keys(problems).length > 0) {
    showProblems(problems)
    return
  }
  const { sent } = claimForm.get()
  const next = another ? nextDraft(crypto.randomUUID(), draft) : null
  claimForm.set({
    draft: next,
    sent: [...sent, draft],
    problems: {},
    failure: null,
    last: { document: draft.document, who: draft.values.claimants },
  })
  // The claim that was shown before is nobody's next click or key: this one takes its place when it is stored.
  if (selection.get().subject?.kind === 'claim') selection.set({ subject: null })
  if (next) focusField('statement')
  else backToText(draft.evidence[0])
  try {
    const { claim } = await save('claims.create', inputOf(draft))
    forgetSent(draft)
    if (claimForm.get().draft === null && selection.get().text === null) showClaim(claim)
  } catch (error) {
    forgetSent(draft)
    putAside()
    const field = fieldOf(error)
    const message = problemOf(error) ?? 'The claim was not saved.'
    claimForm.set({ draft, problems: {}, failure: field ? null : message })
    if (field) showProblems({ [field]: message })
  }
}

function forgetSent(draft: ClaimDraft): void {
  claimForm.set({ sent: claimForm.get().sent.filter(({ id }) => id !== draft.id) })
}

function showProblems(problems: Problems): void {
  claimForm.set({ problems })
  const first = fields.find((field) => problems[field] !== undefined) ?? (Object.keys(problems)[0] as Field)
  if (first) focusField(first)
}

/** The field that the store has refused. */
function fieldOf(error: unknown): Field | undefined {
  if (!(error instanceof AppError)) return undefined
  const { field } = (error.detail ?? {}) as { field?: string }
  return field === undefined || field === '' ? undefined : (field.split('.')[0] as Field)
}
