import type { Call } from '../../db/contract/contract.ts'
import { dateProblem } from '../../db/contract/entered-date.ts'
import type {
  aboutRoles,
  acts,
  bases,
  claimStatuses,
  commitments,
  evidenceRoles,
  measures,
  propositionKinds,
  quoteTypes,
  reliabilities,
  stances,
} from '../../db/contract/vocabulary.ts'
import { numberIn, type Proposal } from './propose.ts'
import { type ActorWho, authorWho, type Known, subjectOf, type Who, whoOf } from './who.ts'

type Token<Vocabulary> = Extract<keyof Vocabulary, string>
export type EvidenceRole = Exclude<Token<typeof evidenceRoles>, 'absence'>

/** What a claim that is being entered rests on. Places are UTF-16 code units of a document. */
export type DraftEvidence =
  | {
      readonly kind: 'place'
      readonly document: string
      readonly start: number
      readonly end: number
      readonly quote: string
      readonly role: EvidenceRole
    }
  | {
      readonly kind: 'passage'
      readonly document: string
      readonly passage: string
      readonly quote: string
      readonly role: EvidenceRole
    }
  | { readonly kind: 'absence'; readonly document: string; readonly lookedFor: string }

export interface DraftFigure {
  readonly measure: Token<typeof measures>
  readonly low: string
  readonly high: string
  readonly qualifier: string
  readonly unit: string
  readonly counted: string
  readonly notCounted: string
  readonly event: string
  readonly asOf: string
}

/** What the form holds. Everything is text as it was typed, so that nothing is lost before it makes sense. */
export interface DraftValues {
  readonly statement: string
  readonly claimants: readonly Who[]
  readonly stance: Token<typeof stances>
  readonly holder: ActorWho | null
  readonly act: Token<typeof acts> | null
  readonly about: readonly { readonly who: ActorWho; readonly role: Token<typeof aboutRoles> }[]
  readonly reliability: Token<typeof reliabilities> | null
  readonly reliabilityReason: string
  readonly credibility: number | null
  readonly credibilityReason: string
  readonly note: string
  readonly said: string
  readonly saidWording: string
  readonly happened: string
  readonly happenedWording: string
  readonly events: readonly string[]
  readonly figures: readonly DraftFigure[]
  readonly nestedIn: string | null
  readonly quoteType: Token<typeof quoteTypes> | null
  readonly commitment: Token<typeof commitments> | null
  readonly basis: Token<typeof bases> | null
  readonly kind: Token<typeof propositionKinds>
  readonly status: Token<typeof claimStatuses>
}

/** A claim that is being entered, with the places that it rests on. */
export interface ClaimDraft {
  readonly id: string
  readonly document: string | null
  readonly evidence: readonly DraftEvidence[]
  readonly values: DraftValues
  /** What was typed into fields that choose somebody, and not chosen yet. */
  readonly typed: Readonly<Partial<Record<'claimants' | 'holder' | 'about', string>>>
  /** Whether the analyst has entered anything: what is only proposed is not worth keeping. */
  readonly touched: boolean
}

export type Field = keyof DraftValues | 'evidence'
export type Problems = Readonly<Partial<Record<Field, string>>>

const blank: DraftValues = {
  statement: '',
  claimants: [],
  stance: 'asserts',
  holder: null,
  act: null,
  about: [],
  reliability: null,
  reliabilityReason: '',
  credibility: null,
  credibilityReason: '',
  note: '',
  said: '',
  saidWording: '',
  happened: '',
  happenedWording: '',
  events: [],
  figures: [],
  nestedIn: null,
  quoteType: null,
  commitment: null,
  basis: null,
  kind: 'fact',
  status: 'draft',
}

export const blankFigure: DraftFigure = {
  measure: 'killed',
  low: '',
  high: '',
  qualifier: '',
  unit: '',
  counted: '',
  notCounted: '',
  event: '',
  asOf: '',
}

/**
 * A new claim, with what its words propose. The claimant is whom the sentence names, for a pronoun the last
 * claimant in this document, else the document's author.
 */
export function newDraft(
  id: string,
  document: string | null,
  evidence: readonly DraftEvidence[],
  proposal: Proposal,
  known: Known,
  last: readonly Who[],
): ClaimDraft {
  const named = proposal.attribution === null ? null : whoOf(known, proposal.attribution)
  const claimants =
    named !== null
      ? [named]
      : proposal.attribution !== null && last.length > 0
        ? last
        : document === null
          ? []
          : [authorWho(known)]
  const values = { ...blank, statement: proposal.statement, stance: proposal.stance, claimants }
  return { id, document, evidence, values, typed: {}, touched: false }
}

/** Another claim on the same evidence, by the same claimants. */
export function nextDraft(id: string, { document, evidence, values }: ClaimDraft): ClaimDraft {
  const { statement, claimants, reliability, reliabilityReason, kind } = values
  const same = { statement, claimants, reliability, reliabilityReason, kind }
  return { id, document, evidence, values: { ...blank, ...same }, typed: {}, touched: false }
}

/** Chooses what the holder of the position does; the holder is proposed where none is named yet. */
export function withAct(
  draft: ClaimDraft,
  act: DraftValues['act'],
  known: Pick<Known, 'actors'>,
): ClaimDraft {
  const { holder, statement, claimants } = draft.values
  const [claimant] = claimants
  const own = claimants.length === 1 && (claimant?.kind === 'actor' || claimant?.kind === 'new-actor')
  const proposed = holder ?? subjectOf(known.actors, statement) ?? (own ? claimant : null)
  return edited(draft, { act, holder: act === null ? holder : proposed })
}

export function edited(draft: ClaimDraft, change: Partial<DraftValues>): ClaimDraft {
  return { ...draft, touched: true, values: { ...draft.values, ...change } }
}

/** Adds a piece of evidence, once. */
export function withEvidence(draft: ClaimDraft, added: DraftEvidence): ClaimDraft {
  const key = JSON.stringify(added)
  if (draft.evidence.some((one) => JSON.stringify(one) === key)) return draft
  return { ...draft, touched: true, evidence: [...draft.evidence, added] }
}

/** Whether a draft is about this place: the same words selected again mean the same claim. */
export function restsOn({ evidence }: ClaimDraft, place: DraftEvidence): boolean {
  return evidence.some((one) => {
    if (one.kind === 'passage' && place.kind === 'passage') return one.passage === place.passage
    if (one.kind !== 'place' || place.kind !== 'place') return false
    return one.document === place.document && one.start === place.start && one.end === place.end
  })
}

/** Whether a draft rests on these words of its document, white space at their ends aside. */
export function restsOnSpan(
  { evidence }: ClaimDraft,
  span: { readonly start: number; readonly end: number },
): boolean {
  return evidence.some(
    (one) =>
      one.kind === 'place' &&
      span.start <= one.start &&
      one.end <= span.end &&
      span.end - span.start - (one.end - one.start) <= slack,
  )
}

// Code units of white space that a selection may have around what it means.
const slack = 4

/** What has to be mended before the claim can be saved, at the fields where it is wrong. */
export function problemsOf({ values, evidence, typed }: ClaimDraft): Problems {
  const problems: Partial<Record<Field, string>> = {}
  if (values.statement.trim() === '')
    problems.statement = 'A claim needs a statement: the sentence that can be true or false.'
  if (values.claimants.length === 0)
    problems.claimants = 'A claim needs a claimant: who says it, or “Own inference” where you conclude it.'
  for (const field of ['claimants', 'holder', 'about'] as const) {
    const words = typed[field]?.trim()
    if (words) problems[field] = `“${words}” is not chosen yet: press Enter in the field, or clear it.`
  }
  if (evidence.length === 0)
    problems.evidence =
      'A claim needs evidence: select the words that carry it and press E, or say what was looked for and not found.'
  else if (evidence.some((one) => one.kind === 'absence' && one.lookedFor.trim() === ''))
    problems.evidence = 'Say what was looked for and not found.'
  for (const field of ['said', 'happened'] as const) {
    const wrong = dateProblem(values[field])
    if (wrong !== undefined) problems[field] = wrong
  }
  const wrong = problemsOfFigures(values.figures)
  if (wrong !== undefined) problems.figures = wrong
  return problems
}

/** What is wrong with figures as they were typed, if anything is. */
export function problemsOfFigures(figures: readonly DraftFigure[]): string | undefined {
  if (figures.some(({ low, high }) => low.trim() === '' && high.trim() === ''))
    return 'A figure needs a number: the lowest, the highest or both.'
  if (figures.some(({ low, high }) => Number.isNaN(numberOf(low)) || Number.isNaN(numberOf(high))))
    return 'A figure is written in digits, such as 12 or 3.5.'
  return figures.map(({ asOf }) => dateProblem(asOf)).find((wrong) => wrong !== undefined)
}

/** What the store is asked to make of a draft that has no problems. */
export function inputOf({ values, evidence, document }: ClaimDraft): Call<'claims.create'> {
  const { claimants, holder, about, figures, events, ...fields } = values
  return {
    ...fields,
    statement: values.statement.trim(),
    claimants: claimants.map((one) => claimantInput(one, document)),
    holder: holder === null || values.act === null ? null : actorInput(holder),
    about: about.map(({ who, role }) => ({ actor: actorInput(who), role })),
    evidence: evidence.map(evidenceInput),
    reliabilityReason: orNull(values.reliabilityReason),
    credibilityReason: orNull(values.credibilityReason),
    note: orNull(values.note),
    said: orNull(values.said),
    saidWording: orNull(values.saidWording),
    happened: orNull(values.happened),
    happenedWording: orNull(values.happenedWording),
    events: events.map((title) => ({ title })),
    figures: figures.map(figureInput),
  }
}

export function claimantInput(who: Who, document: string | null): Call<'claims.create'>['claimants'][number] {
  switch (who.kind) {
    case 'actor':
    case 'new-actor':
      return { actor: actorInput(who) }
    case 'source':
      return { source: who.uid }
    case 'new-source':
      return { source: { document: document ?? '', wording: who.name, number: numberIn(who.name) } }
    case 'author':
      return { author: true }
    case 'analyst':
      return { analyst: true }
  }
}

export function actorInput(who: ActorWho) {
  return who.kind === 'actor' ? who.uid : { name: who.name, kind: who.actorKind }
}

function evidenceInput(one: DraftEvidence): Call<'claims.create'>['evidence'][number] {
  switch (one.kind) {
    case 'place':
      return { document: one.document, start: one.start, end: one.end, role: one.role }
    case 'passage':
      return { passage: one.passage, role: one.role }
    case 'absence':
      return { document: one.document, role: 'absence', lookedFor: one.lookedFor.trim() }
  }
}

export function figureInput({ low, high, event, ...words }: DraftFigure) {
  return {
    measure: words.measure,
    low: numberOf(low),
    high: numberOf(high),
    event: event.trim() === '' ? null : { title: event.trim() },
    qualifier: orNull(words.qualifier),
    unit: orNull(words.unit),
    counted: orNull(words.counted),
    notCounted: orNull(words.notCounted),
    asOf: orNull(words.asOf),
  }
}

/** A number as people write it, "1,200" too; NaN where it is none, null where there is nothing. */
function numberOf(text: string): number | null {
  const plain = text.trim().replaceAll(/[,\s](?=\d{3}\b)/gu, '')
  return plain === '' ? null : Number(plain)
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

/** What a key means in the form; null where it belongs to the field. */
export type FormKey =
  | { readonly do: 'save' | 'save-another' | 'close' | 'repeat' | 'more' }
  | { readonly do: 'credibility'; readonly credibility: number }

/**
 * Keys of the form. In a field that only chooses, letters choose by their first letters, a digit grades the
 * credibility wherever the focus is, and Enter saves.
 *
 * @param field what has the focus: a choice, a line of text, several lines of text, or a button
 */
export function formKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'code'>,
  field: 'choice' | 'line' | 'lines' | 'button',
): FormKey | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey, code } = event
  if (key === 'Escape') return { do: 'close' }
  if (altKey && code === 'KeyM') return { do: 'more' }
  if (key === 'Enter') {
    if (shiftKey) return { do: 'save-another' }
    if (ctrlKey || metaKey) return { do: 'save' }
    return field === 'choice' || field === 'line' ? { do: 'save' } : null
  }
  if (field !== 'choice' || ctrlKey || metaKey || altKey) return null
  if (key === '.') return { do: 'repeat' }
  return /^[1-6]$/.test(key) ? { do: 'credibility', credibility: Number(key) } : null
}
