import { findOrCreateActor } from './actors.ts'
import type { ActorRef } from './contract/actor.ts'
import type { EventRef } from './contract/event.ts'
import type { SourceRef } from './contract/source.ts'
import { createEvent, findEvent } from './events.ts'
import { findOrCreateSource } from './sources.ts'
import type { WritableDb } from './sql.ts'

/** The actor that is meant; one that is named is made where there is none of exactly this name. */
export function resolveActor(db: WritableDb, actor: ActorRef, analyst: string): string {
  if (typeof actor === 'string') return actor
  return findOrCreateActor(db, actor.name, { kind: actor.kind }, analyst).actor
}

/** The source that is meant; one that is worded is made where its document has none of exactly this wording. */
export function resolveSource(db: WritableDb, source: SourceRef, analyst: string): string {
  if (typeof source === 'string') return source
  const { document, wording, number } = source
  return findOrCreateSource(db, document, wording, number === null ? {} : { number }, analyst).source
}

/** The event that is meant; one that is titled is made where there is none of exactly this title. */
export function resolveEvent(db: WritableDb, event: EventRef, analyst: string): string {
  if (typeof event === 'string') return event
  return findEvent(db, event.title) ?? createEvent(db, event.title, {}, analyst)
}
