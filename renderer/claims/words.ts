import type { ClaimInfo, EvidenceInfo } from '../../db/contract/claim.ts'
import { authorName } from '../../db/contract/claim-words.ts'
import type { Call } from '../../db/contract/contract.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import type { RelationInfo } from '../../db/contract/relation.ts'
import { contradictionKinds, relationKinds } from '../../db/contract/vocabulary.ts'
import type { DraftFigure } from './draft.ts'
import type { ActorWho, Who } from './who.ts'

/** What is changed of a claim. */
export type ClaimEdit = Omit<Call<'claims.update'>, 'claim'>

/** Where and when a piece of evidence was published: "The Meridian · 13 Nov 2024". */
export function publication({ publisher, documentTitle, published }: EvidenceInfo): string {
  return [publisher ?? documentTitle, readableDate(published)].filter(Boolean).join(' · ')
}

/** Claimants as the fields that name them hold them. */
export function claimantsOf({ claimants }: Pick<ClaimInfo, 'claimants'>): Who[] {
  return claimants.flatMap(({ kind, uid, name }): Who[] => {
    if (kind === 'actor' && uid !== null) return [{ kind, uid, name }]
    if (kind === 'source' && uid !== null) return [{ kind, uid, name }]
    if (kind === 'author') return [{ kind, name: authorName(name) }]
    return kind === 'analyst' ? [{ kind, name: `${name} (own inference)` }] : []
  })
}

export function actorWho(actor: { readonly uid: string; readonly name: string }): ActorWho {
  return { kind: 'actor', uid: actor.uid, name: actor.name }
}

export function figureFields({ event, low, high, ...figure }: ClaimInfo['figures'][number]): DraftFigure {
  return {
    measure: figure.measure,
    low: low === null ? '' : String(low),
    high: high === null ? '' : String(high),
    qualifier: figure.qualifier ?? '',
    unit: figure.unit ?? '',
    counted: figure.counted ?? '',
    notCounted: figure.notCounted ?? '',
    event: event?.name ?? '',
    asOf: figure.asOf ?? '',
  }
}

/** What a link says from here: "derived from", or from its other side "source of". */
export function relationWords({ kind, direction, contradiction }: RelationInfo): string {
  if (kind === 'contradicts' && contradiction !== null)
    return `contradicts: ${contradictionKinds[contradiction].toLocaleLowerCase()}`
  return direction === 'to' ? relationKinds[kind] : reversed[kind]
}

/** The kinds of links as they read from their target. */
const reversed: Readonly<Record<RelationInfo['kind'], string>> = {
  'derived-from': 'is the source of',
  'corroborates-independently': 'is corroborated independently by',
  contradicts: 'contradicts',
  'changed-position': 'was followed by another position',
  causes: 'is caused by',
  'infers-from': 'is inferred from in',
  retracts: 'is retracted by',
  updates: 'is updated by',
  qualifies: 'is qualified by',
}

const affirming: readonly ClaimInfo['stance'][] = ['asserts', 'describes', 'predicts']

/** Whether two claims of one sentence are at odds: one speaks for it, and the other denies it. */
export function isOpposed(a: Pick<ClaimInfo, 'stance'>, b: Pick<ClaimInfo, 'stance'>): boolean {
  return (
    (a.stance === 'denies' && affirming.includes(b.stance)) ||
    (b.stance === 'denies' && affirming.includes(a.stance))
  )
}

/** Claims of one sentence by what they say of it, in this order; groups without claims are left out. */
export function bySide(claims: readonly ClaimInfo[]): { title: string; claims: ClaimInfo[] }[] {
  const sides = [
    { title: 'Speak for it', has: (stance: ClaimInfo['stance']) => affirming.includes(stance) },
    { title: 'Deny it', has: (stance: ClaimInfo['stance']) => stance === 'denies' },
    {
      title: 'Neither',
      has: (stance: ClaimInfo['stance']) => stance !== 'denies' && !affirming.includes(stance),
    },
  ]
  return sides
    .map(({ title, has }) => ({ title, claims: claims.filter(({ stance }) => has(stance)) }))
    .filter((side) => side.claims.length > 0)
}

export type ClaimRole = 'claimant' | 'holder' | 'about'

/** In which roles a claim names an actor, or the actor as the author of its document. */
export function rolesOf(claim: ClaimInfo, actor: string, authored: ReadonlySet<string>): ClaimRole[] {
  const { claimants, holder, about, evidence } = claim
  const speaks = claimants.some(
    ({ kind, uid }) =>
      (kind === 'actor' && uid === actor) ||
      (kind === 'author' && evidence.some(({ document }) => document !== null && authored.has(document))),
  )
  return [
    ...(speaks ? (['claimant'] as const) : []),
    ...(holder?.uid === actor ? (['holder'] as const) : []),
    ...(about.some(({ uid }) => uid === actor) ? (['about'] as const) : []),
  ]
}

/** "3 sources, 1 origin." */
export function supportWords(sources: number, origins: number): string {
  if (sources === 0) return 'Nobody speaks for it yet.'
  const number = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
  return `${number(sources, 'source')}, ${number(origins, 'origin')}.`
}
