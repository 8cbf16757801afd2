import { createEvent, updateEvent } from '../events.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { type AnnotatedActors, ensureActor, type PlannedActor } from './annotate-actors.ts'
import type { AnnotationOf } from './annotate-lines.ts'
import { fold, type Writing } from './annotate-writing.ts'

/** An event that the file names: in the project already, or about to be made. */
export interface PlannedEvent {
  readonly title: string
  readonly given: {
    date?: string | null | undefined
    place?: PlannedActor | null | undefined
    partOf?: PlannedEvent | null | undefined
    note?: string | null | undefined
  }
  uid: string | undefined
}

type EventFields = Omit<AnnotationOf<'event'>, 'kind' | 'id'>

/** The events of the project and of a file together, by their exact titles. */
export class AnnotatedEvents {
  readonly #byTitle = new Map<string, PlannedEvent>()
  readonly #byId = new Map<string, PlannedEvent>()
  readonly #actors: AnnotatedActors

  constructor(db: ReadableDb, actors: AnnotatedActors) {
    this.#actors = actors
    for (const [uid, title] of db.tuples<[string, string]>(
      sql`select uid, title from live_event order by uid`,
    )) {
      if (!this.#byTitle.has(title)) this.#byTitle.set(title, { title, given: {}, uid })
    }
  }

  /** @param name the id of an earlier line, or a title */
  refer(name: string): PlannedEvent {
    const known = this.#byId.get(name) ?? this.#byTitle.get(name)
    if (known) return known
    const event: PlannedEvent = { title: name, given: {}, uid: undefined }
    this.#byTitle.set(name, event)
    return event
  }

  /** Later lines can refer to the event by the id. */
  name(id: string, event: PlannedEvent): void {
    this.#byId.set(id, event)
  }

  plan({ title, date, place, partOf, note }: EventFields): PlannedEvent {
    const event = this.refer(title)
    fold(event.given, {
      date,
      place: place == null ? place : this.#actors.refer(place, 'place'),
      partOf: partOf == null ? partOf : this.refer(partOf),
      note,
    })
    return event
  }
}

/** @returns the event's id; it is made where it is new */
export function ensureEvent(event: PlannedEvent, writing: Writing): string {
  if (event.uid === undefined) {
    const { date, note } = event.given
    event.uid = createEvent(writing.db, event.title, { date, note }, writing.analyst.uid)
    writing.counts.events++
  }
  return event.uid
}

/** Writes everything that the file says of an event. */
export function writeEvent(event: PlannedEvent, writing: Writing): string {
  const uid = ensureEvent(event, writing)
  const { place, partOf, ...fields } = event.given
  updateEvent(writing.db, uid, {
    ...fields,
    place: place ? ensureActor(place, writing) : place,
    partOf: partOf ? ensureEvent(partOf, writing) : partOf,
  })
  return uid
}
