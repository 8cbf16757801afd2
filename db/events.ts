import { findOrCreateActor } from './actors.ts'
import { checkDate } from './contract/edtf.ts'
import { AppError } from './contract/errors.ts'
import type { EventInfo } from './contract/event.ts'
import { claimsOfEvents } from './counts/claims-of-events.ts'
import { loadNames } from './export/names.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { insertRow, removeRows, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

export interface EventFields {
  /** EDTF. */
  readonly date?: string | null | undefined
  /** An actor of kind place. */
  readonly place?: string | null | undefined
  /** The event that this one is part of. */
  readonly partOf?: string | null | undefined
  readonly note?: string | null | undefined
  readonly title?: string | undefined
}

/** @returns the event of exactly this title; the oldest where several have it */
export function findEvent(db: ReadableDb, title: string): string | undefined {
  return db.value<string>(sql`select uid from live_event where title = ${title} order by uid limit 1`)
}

/** @throws AppError `invalid` for a date that is not EDTF, `not-found` when the place or the whole is gone */
export function createEvent(db: WritableDb, title: string, fields: EventFields, analyst: string): string {
  checkFields(db, fields)
  return insertRow(db, 'event', columnsOf({ ...fields, title }), analyst)
}

/** @throws AppError as {@link createEvent}, and `invalid` when the event would be part of itself */
export function updateEvent(db: WritableDb, event: string, fields: EventFields): void {
  checkFields(db, fields)
  if (fields.partOf != null) refuseCircle(db, event, fields.partOf)
  updateRow(db, 'event', event, columnsOf(fields))
}

function checkFields(db: ReadableDb, { date, place, partOf }: EventFields): void {
  checkDate(date, 'date')
  if (place != null) requireLive(db, 'actor', [place])
  if (partOf != null) requireLive(db, 'event', [partOf])
}

function refuseCircle(db: ReadableDb, event: string, partOf: string): void {
  const within = db.value(sql`
    with recursive wholes (uid) as (
      select ${partOf} union select event.part_of from wholes join event on event.uid = wholes.uid
        where event.part_of is not null)
    select 1 from wholes where uid = ${event}`)
  if (within === undefined) return
  throw new AppError('invalid', 'An event cannot be part of itself, or of one that is part of it.', {
    field: 'partOf',
  })
}

function columnsOf({ title, date, place, partOf, note }: EventFields) {
  return { title, date, place, part_of: partOf, note }
}

/** Every event, by its date and title. */
export function listEvents(db: ReadableDb, names = loadNames(db)): EventInfo[] {
  const claims = claimsOfEvents(db)
  return db
    .all<Omit<EventInfo, 'place' | 'claims'> & { place: string | null }>(sql`
      select uid, title, date, place, part_of as "partOf", note
      from live_event order by date is null, date, title, uid`)
    .map(({ place, ...event }) => ({
      ...event,
      place: place === null ? null : { uid: names.representative(place), name: names.actor(place) ?? '' },
      claims: claims.get(event.uid) ?? 0,
    }))
}

export const eventHandlers: QueryHandlers<'events.list'> &
  CommandHandlers<'events.create' | 'events.update' | 'events.remove'> = {
  'events.list': (db) => listEvents(db),
  'events.create': (db, { title, ...fields }, { analyst }) => {
    return { event: createEvent(db, title, fields, analyst.uid) }
  },
  'events.update': (db, { event, place, ...fields }, { analyst }) => {
    requireLive(db, 'event', [event])
    const named = place !== null && typeof place === 'object'
    const where = named ? findOrCreateActor(db, place.name, { kind: place.kind }, analyst.uid).actor : place
    updateEvent(db, event, { ...fields, place: where })
    return {}
  },
  'events.remove': (db, { event }) => {
    requireLive(db, 'event', [event])
    removeRows(db, 'event', [event])
    return {}
  },
}
