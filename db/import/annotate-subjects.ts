import { AppError } from '../contract/errors.ts'
import { joinedProposition } from '../propositions.ts'
import { sql } from '../sql.ts'
import { type AnnotatedActors, ensureActor } from './annotate-actors.ts'
import type { PlannedClaim } from './annotate-claim.ts'
import type { AnnotatedDocuments } from './annotate-documents.ts'
import { type AnnotatedEvents, ensureEvent } from './annotate-events.ts'
import { type SubjectFields, subjectKinds } from './annotate-fields.ts'
import type { AnnotatedPassages, PlannedPassage } from './annotate-passages.ts'
import type { Writing } from './annotate-writing.ts'

export type SubjectKind = keyof SubjectFields

/** A row that a lead or a card is about. */
export interface Subject {
  readonly kind: SubjectKind
  readonly uid: string
}

/** A hypothesis that the file names: in the project already, or about to be made. */
export interface PlannedHypothesis {
  uid: string | undefined
}

interface Around {
  readonly documents: AnnotatedDocuments
  readonly actors: AnnotatedActors
  readonly events: AnnotatedEvents
  readonly passages: AnnotatedPassages
  readonly named: {
    claim(id: string): PlannedClaim
    passage(id: string): PlannedPassage
    hypothesis(id: string): PlannedHypothesis
  }
}

/** Finds what leads and cards are about. */
export class AnnotatedSubjects {
  readonly #around: Around

  constructor(around: Around) {
    this.#around = around
  }

  /** @returns what gives the row once the lines before are written; undefined where nothing is named */
  plan(fields: SubjectFields): ((writing: Writing) => Subject) | undefined {
    const kind = subjectKinds.find((one) => fields[one] !== undefined)
    if (kind === undefined) return undefined
    const find = this.#finder(kind, fields[kind] ?? '')
    return (writing) => ({ kind, uid: find(writing) })
  }

  /** The proposition that a claim of the file reports. */
  proposition(claim: string): (writing: Writing) => string {
    const planned = this.#around.named.claim(claim)
    return (writing) => propositionOf(planned, writing)
  }

  #finder(kind: SubjectKind, name: string): (writing: Writing) => string {
    const { documents, actors, events, passages, named } = this.#around
    switch (kind) {
      case 'passage': {
        const passage = named.passage(name)
        return (writing) => passages.ensure(passage, writing)
      }
      case 'claim': {
        const claim = named.claim(name)
        return () => written(claim.uid)
      }
      case 'hypothesis': {
        const hypothesis = named.hypothesis(name)
        return () => written(hypothesis.uid)
      }
      case 'proposition':
        return this.proposition(name)
      case 'actor': {
        const actor = actors.refer(name)
        return (writing) => ensureActor(actor, writing)
      }
      case 'document': {
        const document = documents.find(name)
        return () => document
      }
      case 'event': {
        const event = events.refer(name)
        return (writing) => ensureEvent(event, writing)
      }
    }
  }
}

function propositionOf(claim: PlannedClaim, { db }: Writing): string {
  const proposition = db.value<string>(
    sql`select proposition from live_claim where uid = ${written(claim.uid)}`,
  )
  return joinedProposition(db, written(proposition))
}

function written(uid: string | undefined): string {
  if (uid === undefined) throw new AppError('internal', 'An earlier line was not written.')
  return uid
}
