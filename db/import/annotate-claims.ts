import { addToClaim, type ClaimAdditions, createClaim, updateClaim } from '../claims.ts'
import type { ClaimInput } from '../contract/claim.ts'
import { AppError } from '../contract/errors.ts'
import { updatePropositionKind } from '../propositions.ts'
import { quoteTypeOf } from '../quote-type.ts'
import { findOrCreateRelation } from '../relations.ts'
import type { ReadableDb } from '../sql.ts'
import { type AnnotatedActors, ensureActor } from './annotate-actors.ts'
import type { PlannedClaim, PlannedClaimant, PlannedClaimFields, PlannedEvidence } from './annotate-claim.ts'
import { ClaimSameness } from './annotate-claim-sameness.ts'
import type { AnnotatedDocuments } from './annotate-documents.ts'
import { type AnnotatedEvents, type PlannedEvent, writeEvent } from './annotate-events.ts'
import type { AnnotationOf } from './annotate-lines.ts'
import type { AnnotatedPassages, PlannedPassage } from './annotate-passages.ts'
import { type AnnotatedSources, writeSource } from './annotate-sources.ts'
import { fold, type Writing } from './annotate-writing.ts'

type ClaimLine = AnnotationOf<'claim'>

/** Looks up what an earlier line named by its id. */
export interface NamedLines {
  claim(id: string): PlannedClaim
  passage(id: string): PlannedPassage
}

export interface Around {
  readonly documents: AnnotatedDocuments
  readonly actors: AnnotatedActors
  readonly events: AnnotatedEvents
  readonly sources: AnnotatedSources
  readonly passages: AnnotatedPassages
  readonly named: NamedLines
}

/** The claims of the project and of a file together. */
export class AnnotatedClaims {
  readonly #around: Around
  readonly #sameness: ClaimSameness

  /** @param statements of the whole file */
  constructor(db: ReadableDb, analyst: string, statements: readonly string[], around: Around) {
    this.#around = around
    this.#sameness = new ClaimSameness(db, analyst, statements, (actor) => around.actors.following(actor))
  }

  /** @returns the claim, and what writes the line */
  plan(line: ClaimLine): { claim: PlannedClaim; write: (writing: Writing) => void } {
    const { actors, events, named } = this.#around
    const statement = line.statement.trim()
    const evidence = line.evidence.map((one) => this.#evidence(one))
    const claimants = this.#claimants(line, evidence)
    const claim = this.#sameness.of({ statement, stance: line.stance, claimants, evidence })
    fold(claim.given, this.#given(line))
    const about = line.about.map(({ actor, role }) => {
      return { actor: actors.refer(actor, role === 'place' ? 'place' : 'organisation'), role }
    })
    const happenings = line.events.map((event) =>
      Object.keys(event).length === 1 ? events.refer(event.title) : events.plan(event),
    )
    const figures = line.figures.map((figure) => {
      return { ...figure, event: figure.event === null ? null : events.refer(figure.event) }
    })
    const links = line.links.map(({ to, toReport, ...link }) => {
      return { ...link, to: to === undefined ? { report: toReport ?? '' } : named.claim(to) }
    })
    for (const { to } of links)
      if (to === claim) throw new AppError('invalid', 'a link leads to another claim.')
    const write = (writing: Writing) => {
      const { db, analyst, counts } = writing
      const ensure = (event: PlannedEvent) => writeEvent(event, writing)
      const additions = {
        about: about.map(({ actor, role }) => ({ actor: ensureActor(actor, writing), role })),
        events: happenings.map(ensure),
        figures: figures.map((figure) => ({ ...figure, event: figure.event && ensure(figure.event) })),
      }
      if (claim.uid === undefined) {
        const input = this.#input({ claim, stance: line.stance, claimants, evidence }, writing)
        claim.uid = createClaim(db, { ...input, ...additions }, { analyst }).claim
        counts.claims++
      } else {
        this.#update(claim, claimants, writing)
        addToClaim(db, claim.uid, additions, { analyst })
      }
      for (const { to, ...link } of links) {
        const end = 'report' in to ? to : { claim: to.uid ?? '' }
        const made = findOrCreateRelation(db, { ...link, from: { claim: claim.uid }, to: end }, analyst.uid)
        counts.links += Number(made.created)
      }
    }
    return { claim, write }
  }

  #given(line: ClaimLine): PlannedClaimFields {
    const { actors, named } = this.#around
    return {
      claimKind: line.claimKind,
      holder: line.holder == null ? line.holder : actors.refer(line.holder),
      act: line.act,
      reliability: line.reliability,
      reliabilityReason: line.reliabilityReason,
      credibility: line.credibility,
      credibilityReason: line.credibilityReason,
      said: line.said,
      saidWording: line.saidWording,
      happened: line.happened,
      happenedWording: line.happenedWording,
      nestedIn: line.nestedIn == null ? line.nestedIn : named.claim(line.nestedIn),
      // Left out, it follows from the quotation marks: "none" cannot be asked for.
      quoteType: line.quoteType ?? undefined,
      commitment: line.commitment,
      basis: line.basis,
      note: line.note,
      status: line.status,
    }
  }

  #evidence(evidence: ClaimLine['evidence'][number]): PlannedEvidence {
    const { documents, passages, named } = this.#around
    const { role, passage, lookedFor, document = '', ...words } = evidence
    if (role === 'absence') return { role, document: documents.find(document), lookedFor: lookedFor ?? '' }
    if (passage !== undefined) return { role, passage: named.passage(passage) }
    return { role, passage: passages.plan({ document, ...words }) }
  }

  #claimants(line: ClaimLine, evidence: readonly PlannedEvidence[]): PlannedClaimant[] {
    const claimants = line.claimants ?? (line.claimant ? [line.claimant] : [])
    return claimants.map(({ actor, source, author, analyst: _, document, ...fields }) => {
      if (actor !== undefined) return { actor: this.#around.actors.refer(actor) }
      if (source !== undefined) {
        return {
          source: this.#around.sources.plan(this.#speaksIn(source, document, evidence), source, fields),
        }
      }
      return author ? { author } : { analyst: true }
    })
  }

  /** The document in which a source speaks: the one named, or the only one of the evidence. */
  #speaksIn(source: string, named: string | undefined, evidence: readonly PlannedEvidence[]): string {
    const documents = new Set(evidence.map((one) => ('passage' in one ? one.passage.document : one.document)))
    const [only = ''] = documents
    if (named === undefined && documents.size === 1) return only
    if (named === undefined) {
      throw new AppError(
        'invalid',
        `the evidence is in several documents: write in which one “${source}” speaks.`,
      )
    }
    const document = this.#around.documents.find(named)
    if (documents.has(document)) return document
    throw new AppError('invalid', `“${source}” speaks in a document that is no evidence of this claim.`)
  }

  #input(
    { claim, stance, claimants, evidence }: NewClaim,
    writing: Writing,
  ): Omit<ClaimInput, keyof ClaimAdditions> {
    const { claimKind = 'fact', holder, nestedIn, ...fields } = definedOnly(claim.given)
    return {
      ...blank,
      ...fields,
      statement: claim.statement,
      kind: claimKind,
      stance,
      holder: holder ? ensureActor(holder, writing) : null,
      nestedIn: nestedIn?.uid ?? null,
      quoteType: fields.quoteType ?? this.#quoteType(evidence),
      claimants: claimants.map((claimant) => {
        if ('actor' in claimant) return { actor: ensureActor(claimant.actor, writing) }
        return 'source' in claimant ? { source: writeSource(claimant.source, writing) } : claimant
      }),
      evidence: evidence.map((one) => {
        if (one.role === 'absence') return one
        return { role: one.role, passage: this.#around.passages.ensure(one.passage, writing) }
      }),
    }
  }

  #quoteType(evidence: readonly PlannedEvidence[]) {
    const contents = evidence.flatMap((one) => (one.role === 'content' ? [one.passage] : []))
    return quoteTypeOf(
      contents.map(({ document, start, end }) => ({
        text: this.#around.documents.text(document),
        start,
        end,
      })),
    )
  }

  /** Writes what the file says of a claim that is there. */
  #update(claim: PlannedClaim, claimants: readonly PlannedClaimant[], writing: Writing): void {
    for (const claimant of claimants) if ('source' in claimant) writeSource(claimant.source, writing)
    const { claimKind, holder, nestedIn, ...fields } = claim.given
    const uid = claim.uid ?? ''
    if (claimKind !== undefined) updatePropositionKind(writing.db, uid, claimKind)
    updateClaim(writing.db, uid, {
      ...definedOnly(fields),
      ...(holder === undefined ? {} : { holder: holder && ensureActor(holder, writing) }),
      ...(nestedIn === undefined ? {} : { nestedIn: nestedIn?.uid ?? null }),
    })
  }
}

interface NewClaim {
  readonly claim: PlannedClaim
  readonly stance: ClaimInput['stance']
  readonly claimants: readonly PlannedClaimant[]
  readonly evidence: readonly PlannedEvidence[]
}

/** A claim of which nothing is said but who claims what. */
const blank = {
  act: null,
  reliability: null,
  reliabilityReason: null,
  credibility: null,
  credibilityReason: null,
  said: null,
  saidWording: null,
  happened: null,
  happenedWording: null,
  quoteType: null,
  commitment: null,
  basis: null,
  note: null,
  status: 'draft',
} as const

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> }

function definedOnly<T extends object>(fields: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<
    Defined<T>
  >
}
