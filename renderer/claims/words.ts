import type { ClaimInfo, EvidenceInfo } from '../../db/contract/claim.ts'
import { authorName } from '../../db/contract/claim-words.ts'
import type { Call } from '../../db/contract/contract.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
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
