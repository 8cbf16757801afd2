import type { Analyst } from './analyst.ts'
import type { ClaimInput, NewClaim, NewEvidence } from './contract/claim.ts'
import { createPassage } from './passages.ts'
import { resolveActor, resolveEvent, resolveSource } from './references.ts'
import type { WritableDb } from './sql.ts'

/** Makes what a claim names that is not there yet: actors, sources, events, and passages at its places. */
export function resolveClaim(db: WritableDb, input: NewClaim, analyst: Analyst): ClaimInput {
  return {
    ...input,
    claimants: resolveClaimants(db, input.claimants, analyst),
    holder: input.holder === null ? null : resolveActor(db, input.holder, analyst.uid),
    about: resolveAbout(db, input.about, analyst),
    evidence: resolveEvidence(db, input.evidence, analyst),
    events: input.events.map((event) => resolveEvent(db, event, analyst.uid)),
    figures: input.figures.map((figure) => resolveFigure(db, figure, analyst)),
  }
}

export function resolveClaimants(
  db: WritableDb,
  claimants: NewClaim['claimants'],
  analyst: Analyst,
): ClaimInput['claimants'] {
  return claimants.map((claimant) => {
    if ('actor' in claimant) return { actor: resolveActor(db, claimant.actor, analyst.uid) }
    if ('source' in claimant) return { source: resolveSource(db, claimant.source, analyst.uid) }
    return claimant
  })
}

export function resolveAbout(
  db: WritableDb,
  about: NewClaim['about'],
  analyst: Analyst,
): ClaimInput['about'] {
  return about.map(({ actor, role }) => ({ actor: resolveActor(db, actor, analyst.uid), role }))
}

export function resolveEvidence(
  db: WritableDb,
  evidence: readonly NewEvidence[],
  analyst: Analyst,
): ClaimInput['evidence'] {
  return evidence.map((one) => {
    if (!('start' in one)) return one
    const { document, start, end, role } = one
    return { passage: createPassage(db, { document, start, end }, analyst).passage, role }
  })
}

export function resolveFigure<F extends NewClaim['figures'][number]>(
  db: WritableDb,
  figure: F,
  analyst: Analyst,
) {
  return { ...figure, event: figure.event === null ? null : resolveEvent(db, figure.event, analyst.uid) }
}
