import type { CardContent, CardInfo, LinkInfo, SourcePlace } from './card.ts'
import { readableDate } from './readable-date.ts'
import {
  actorKinds,
  acts,
  cardKinds,
  confidences,
  documentKinds,
  likelihoods,
  propositionKinds,
  relationKinds,
  stanceGlyphs,
  stances,
} from './vocabulary.ts'

/** What a card says in the first place: a quote, a statement, a name. */
export function mainText(content: CardContent): string {
  switch (content.kind) {
    case 'passage':
      return `“${content.quote}”`
    case 'claim':
    case 'proposition':
    case 'hypothesis':
      return content.statement
    case 'document':
    case 'event':
    case 'group':
      return content.title
    case 'actor':
      return content.name
    case 'note':
      return content.title ? `${content.title}\n${content.body}` : content.body
    case 'picture':
      return content.caption
    case 'gone':
      return 'What stood here was deleted from the project.'
  }
}

/** What a card is, as the line at its top says. */
export function heading(kind: CardInfo['kind'], content: CardContent): string {
  switch (content.kind) {
    case 'actor':
      return actorKinds[content.actorKind]
    case 'document':
      return documentKinds[content.documentKind]
    case 'proposition':
      return content.propositionKind === 'fact' ? 'Proposition' : propositionKinds[content.propositionKind]
    default:
      return cardKinds[kind]
  }
}

/** What is added to that: a claim's stance, with its sign. */
export function headingDetail(content: CardContent): string {
  return content.kind === 'claim' ? `${stanceGlyphs[content.stance]} ${stances[content.stance]}` : ''
}

/** The line at the bottom of a card: where it is from. Empty for a card that has no such line. */
export function footing(content: CardContent): string {
  switch (content.kind) {
    case 'passage':
      return placeLine(content.place)
    case 'claim': {
      const position = content.holder && content.act ? `${content.holder} ${acts[content.act]}` : ''
      const said = content.said ?? content.place?.published ?? null
      return joined([position || content.claimants.join(', '), readableDate(said), paragraph(content.place)])
    }
    case 'proposition':
      return `${content.claims} ${content.claims === 1 ? 'claim' : 'claims'}`
    case 'document':
      return joined([content.place.publisher, readableDate(content.place.published)])
    case 'event':
      return joined([readableDate(content.date), content.location])
    case 'hypothesis':
      return judgement(content)
    case 'actor':
    case 'note':
    case 'picture':
    case 'group':
    case 'gone':
      return ''
  }
}

/** Likelihood and confidence are never said in one sentence (ICD 203): two remarks. */
function judgement({
  likelihood,
  confidence,
  horizon,
}: Extract<CardContent, { kind: 'hypothesis' }>): string {
  return joined([
    likelihood && likelihoods[likelihood],
    confidence && `confidence ${confidences[confidence]}`,
    horizon && `by ${readableDate(horizon)}`,
  ])
}

function placeLine(place: SourcePlace): string {
  return joined([place.publisher ?? place.title, readableDate(place.published), paragraph(place)])
}

function paragraph(place: SourcePlace | null): string {
  return place?.paragraph ? `¶${place.paragraph}` : ''
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(' · ')
}

/** The grades that a card shows, such as B3. */
export function gradesOf(
  content: CardContent,
): Pick<SourcePlace, 'reliability'> & { credibility: number | null } {
  switch (content.kind) {
    case 'claim':
      return { reliability: content.reliability, credibility: content.credibility }
    case 'passage':
    case 'document':
      return { reliability: content.place.reliability, credibility: null }
    default:
      return { reliability: null, credibility: null }
  }
}

/** What a card is called where it cannot be seen: "Claim denies: Foreign guards will not work in the field." */
export function cardName({ kind, content }: Pick<CardInfo, 'kind' | 'content'>): string {
  const text = mainText(content).replace(/\s+/gu, ' ').trim()
  const what = heading(kind, content)
  const name = content.kind === 'claim' ? `${what} ${stances[content.stance]}` : what
  return text === '' ? name : `${name}: ${text}`
}

/** What stands at a link: its own words, else what kind it is. */
export function linkText({ label, kind }: Pick<LinkInfo, 'label' | 'kind'>): string {
  return label ?? (kind ? relationKinds[kind] : '')
}

/** A card as text for elsewhere: what it says, then where it is from. */
export function cardAsText({ kind, content }: Pick<CardInfo, 'kind' | 'content'>): string {
  const { reliability, credibility } = gradesOf(content)
  const title = 'place' in content && content.place && content.kind !== 'document' ? content.place.title : ''
  const grade = `${reliability ?? ''}${credibility ?? ''}`
  const cite = content.kind === 'claim' ? content.cite : ''
  const stance = content.kind === 'claim' ? stances[content.stance] : ''
  const source = joined([stance, footing(content), title, grade && `grade ${grade}`, cite])
  const text = mainText(content)
  if (kind === 'group' || source === '') return text
  return `${text}\n(${source})`
}
