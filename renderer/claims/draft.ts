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
import type { Proposal } from './propose.ts'
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
