import type { Call } from '../../db/contract/contract.ts'
import { dateProblem } from '../../db/contract/entered-date.ts'
import type { ClaimDraft, DraftEvidence, DraftFigure, Field, Problems } from './draft.ts'
import { withNumber } from './how-many.ts'
import { numberIn } from './propose.ts'
import type { ActorWho, Who } from './who.ts'

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
export function problemsOfFigures(typed: readonly DraftFigure[]): string | undefined {
  const figures = typed.map(withNumber)
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

export function figureInput(figure: DraftFigure) {
  const { low, high, event, ...words } = withNumber(figure)
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
