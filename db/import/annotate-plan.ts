import type { Analyst } from '../analyst.ts'
import { AppError, assertNever } from '../contract/errors.ts'
import { updateDocument } from '../documents.ts'
import { updateProject } from '../project-info.ts'
import type { ReadableDb } from '../sql.ts'
import { progressStep, type Step } from '../task.ts'
import { AnnotatedActors, ensureActor, type PlannedActor } from './annotate-actors.ts'
import { planBoard } from './annotate-boards.ts'
import type { PlannedClaim } from './annotate-claim.ts'
import { AnnotatedClaims } from './annotate-claims.ts'
import { AnnotatedDocuments } from './annotate-documents.ts'
import { AnnotatedEvents, writeEvent } from './annotate-events.ts'
import { AnnotatedHypotheses } from './annotate-hypotheses.ts'
import { planLead } from './annotate-leads.ts'
import type { Annotation, AnnotationOf } from './annotate-lines.ts'
import { AnnotatedPassages, type PlannedPassage } from './annotate-passages.ts'
import { type AnnotationLine, atLine, linesPerStep } from './annotate-read.ts'
import { AnnotatedSources, type PlannedSource, writeSource } from './annotate-sources.ts'
import { AnnotatedSubjects, type PlannedHypothesis } from './annotate-subjects.ts'
import { AnnotatedTags } from './annotate-tags.ts'
import { fold, type Writing } from './annotate-writing.ts'

/** What one line will do. */
export interface PlannedLine {
  readonly number: number
  write(writing: Writing): unknown
}

/**
 * Resolves every line against the project and the lines before it. Nothing is written.
 *
 * @throws AppError `invalid` naming the first line that cannot be done
 */
export function* planAnnotations(
  db: ReadableDb,
  lines: readonly AnnotationLine[],
  analyst: Analyst,
): Generator<Step, PlannedLine[]> {
  const planner = new Planner(db, lines, analyst)
  const planned: PlannedLine[] = []
  for (const { number, annotation } of lines) {
    planned.push({ number, write: atLine(number, () => planner.plan(annotation)) })
    if (planned.length % linesPerStep === 0) {
      yield progressStep(planned.length, lines.length, `Checking line ${number}`)
    }
  }
  return planned
}

type DocumentFields = Omit<AnnotationOf<'document'>, 'kind' | 'document' | 'type' | 'publisher' | 'author'>
type AboutDocument = DocumentFields & {
  kind?: AnnotationOf<'document'>['type']
  publisher?: PlannedActor | null | undefined
  author?: PlannedActor | null | undefined
}

function writeDocument(document: string, given: AboutDocument, writing: Writing): void {
  // An empty name clears the field.
  const nameOf = (actor: PlannedActor | null | undefined) => {
    if (!actor) return actor === null ? '' : undefined
    ensureActor(actor, writing)
    return actor.name
  }
  const { publisher, author, ...fields } = given
  const names = { publisher: nameOf(publisher), author: nameOf(author) }
  updateDocument(writing.db, { ...fields, ...names, document }, writing.analyst)
}

class Planner {
  readonly #documents: AnnotatedDocuments
  readonly #tags: AnnotatedTags
  readonly #actors: AnnotatedActors
  readonly #events: AnnotatedEvents
  readonly #sources: AnnotatedSources
  readonly #passages: AnnotatedPassages
  readonly #claims: AnnotatedClaims
  readonly #subjects: AnnotatedSubjects
  readonly #hypotheses: AnnotatedHypotheses
  readonly #aboutDocuments = new Map<string, AboutDocument>()
  readonly #named = new Map<string, { kind: string; planned: unknown }>()

  constructor(db: ReadableDb, lines: readonly AnnotationLine[], analyst: Analyst) {
    const statements = lines.flatMap(({ annotation }) =>
      annotation.kind === 'claim' ? [annotation.statement.trim()] : [],
    )
    this.#documents = new AnnotatedDocuments(db)
    this.#tags = new AnnotatedTags(db, lines)
    this.#actors = new AnnotatedActors(db, this.#documents)
    this.#events = new AnnotatedEvents(db, this.#actors)
    this.#sources = new AnnotatedSources(db)
    this.#passages = new AnnotatedPassages(this.#documents)
    const around = {
      documents: this.#documents,
      actors: this.#actors,
      events: this.#events,
      sources: this.#sources,
      passages: this.#passages,
      named: {
        claim: (id: string) => this.#lookUp<PlannedClaim>(id, 'claim'),
        passage: (id: string) => this.#lookUp<PlannedPassage>(id, 'passage'),
        hypothesis: (id: string) => this.#lookUp<PlannedHypothesis>(id, 'hypothesis'),
      },
    }
    this.#claims = new AnnotatedClaims(db, analyst.uid, statements, around)
    this.#subjects = new AnnotatedSubjects(around)
    this.#hypotheses = new AnnotatedHypotheses(db, this.#subjects)
  }

  plan(line: Annotation): (writing: Writing) => unknown {
    switch (line.kind) {
      case 'tag':
        this.#name(line, undefined)
        return (writing) => this.#tags.write(line, writing)
      case 'actor':
        this.#name(line, undefined)
        return this.#actors.plan(line)
      case 'passage':
        return this.#passage(line)
      case 'event': {
        const { kind: _, id, ...fields } = line
        const event = this.#events.plan(fields)
        this.#name(line, event)
        if (id !== undefined) this.#events.name(id, event)
        return (writing) => writeEvent(event, writing)
      }
      case 'source':
        return this.#source(line)
      case 'document':
        return this.#document(line)
      case 'claim': {
        const { claim, write } = this.#claims.plan(line)
        this.#name(line, claim)
        return write
      }
      case 'project': {
        const { kind: _, ...fields } = line
        return ({ db }) => updateProject(db, fields)
      }
      case 'lead':
        return planLead(line, this.#subjects)
      case 'hypothesis': {
        const { hypothesis, write } = this.#hypotheses.plan(line)
        this.#name(line, hypothesis)
        return write
      }
      case 'board':
        return planBoard(line, this.#subjects)
      default:
        return assertNever(line)
    }
  }

  #passage(line: AnnotationOf<'passage'>): (writing: Writing) => unknown {
    const { kind: _, id: __, tags, note, ...where } = line
    const passage = this.#passages.plan(where, note)
    const resolved = tags.map((tag) => this.#tags.resolve(tag))
    this.#name(line, passage)
    return (writing) => this.#passages.write(passage, resolved, writing)
  }

  #source(line: AnnotationOf<'source'>): (writing: Writing) => unknown {
    const { kind: _, id: __, document, wording, sameAs, ...fields } = line
    const other = sameAs == null ? sameAs : this.#lookUp<PlannedSource>(sameAs, 'source')
    const source = this.#sources.plan(this.#documents.find(document), wording, { ...fields, sameAs: other })
    this.#name(line, source)
    return (writing) => writeSource(source, writing)
  }

  #document(line: AnnotationOf<'document'>): (writing: Writing) => unknown {
    const { kind: _, document, type, publisher, author, ...fields } = line
    const uid = this.#documents.find(document)
    const given = this.#aboutDocuments.get(uid) ?? {}
    this.#aboutDocuments.set(uid, given)
    fold(given, {
      ...fields,
      kind: type,
      publisher: publisher == null ? publisher : this.#actors.refer(publisher, 'media'),
      author: author == null ? author : this.#actors.refer(author, 'person'),
    })
    return (writing) => writeDocument(uid, given, writing)
  }

  #name({ kind, id }: { kind: string; id?: string | undefined }, planned: unknown): void {
    if (id === undefined) return
    if (this.#named.has(id)) throw new AppError('invalid', `the id “${id}” belongs to an earlier line.`)
    this.#named.set(id, { kind, planned })
  }

  /** @param kind the kind of line, whose plan has the type that the caller expects */
  #lookUp<T>(id: string, kind: string): T {
    const found = this.#named.get(id)
    if (!found) throw new AppError('invalid', `no earlier line has the id “${id}”.`)
    if (found.kind !== kind)
      throw new AppError('invalid', `“${id}” is the id of a line of kind ${found.kind}, not ${kind}.`)
    return found.planned as T
  }
}
