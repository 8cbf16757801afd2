import type Database from 'better-sqlite3'
import { paragraphAt } from '../blocks.ts'
import { type DayRange, edtfRange } from '../contract/edtf.ts'
import { paragraphsOf } from '../export/document-part.ts'
import { loadNames, type Names } from '../export/names.ts'
import { originsOf } from '../export/origins.ts'
import { type TagName, tagNames, tagPathText } from '../export/tags.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { foldText } from '../text/fold.ts'

/** What makes a row of the table: those ids that it has. */
export type RowKey = readonly [
  passage: string | null,
  tag: string | null,
  evidence: string | null,
  claim: string | null,
]

/**
 * What the table knows of a project beyond its rows, for as long as nothing changes: names, the tree of tags,
 * counts of origins, paragraphs, and the lists of row ids that were made.
 */
export interface Knowledge {
  readonly version: string
  readonly names: Names
  readonly tags: readonly TagName[]
  readonly tagPlaces: ReadonlyMap<string, number>
  /** Lists of rows by what was asked for, the latest last. */
  readonly lists: Map<string, readonly RowKey[]>
  /** How rows stand by columns of a shape, as far as that was found out: see `orders.ts`. */
  readonly orders: Map<string, Uint32Array>
  origins: ReadonlyMap<string, number> | null
  paragraphs: ReadonlyMap<string, readonly number[]> | null
}

const known = new WeakMap<Database.Database, { now: Knowledge }>()

/** What is known of a project as it is now. */
export function knowledgeOf(db: ReadableDb): Knowledge {
  const version = versionOf(db)
  const before = known.get(db.connection)
  if (before?.now.version === version) return before.now
  const now = learn(db, version)
  if (before) before.now = now
  else {
    const holder = { now }
    known.set(db.connection, holder)
    addFunctions(db.connection, () => holder.now)
  }
  return now
}

/** Changes with every write, by this connection or by another. */
function versionOf(db: ReadableDb): string {
  const own = db.value<number>(sql`select total_changes()`)
  return `${own} ${db.connection.pragma('data_version', { simple: true })}`
}

function learn(db: ReadableDb, version: string): Knowledge {
  const tags = tagNames(db)
  return {
    version,
    names: loadNames(db),
    tags,
    tagPlaces: new Map(tags.map(({ uid }, place) => [uid, place])),
    lists: new Map(),
    orders: new Map(),
    origins: null,
    paragraphs: null,
  }
}

/** Counts the origins of every proposition, for statements that call `origin_count`. */
export function needOrigins(db: ReadableDb): void {
  const knowledge = knowledgeOf(db)
  knowledge.origins ??= originsOf(
    db,
    knowledge.names,
    db.column<string>(sql`select distinct proposition from live_claim`),
  )
}

/** Reads where the paragraphs of every document start, for statements that call `paragraph_number`. */
export function needParagraphs(db: ReadableDb): void {
  knowledgeOf(db).paragraphs ??= paragraphsOf(db, db.column<string>(sql`select uid from live_document`))
}

/** Digits enough for every number of a claim, so that texts sort as their numbers do. */
const numberWidth = 12

/** Adds the functions that the table's statements call. Names and trees are looked up where SQL would walk them row by row. */
function addFunctions(connection: Database.Database, knowledge: () => Knowledge): void {
  const add = (name: string, work: (...values: never[]) => unknown) =>
    connection.function(name, { directOnly: true }, work as (...values: unknown[]) => unknown)

  add('fold_text', (text: string | null) => (text === null ? null : foldText(text) || null))
  add('text_contains', (text: string | null, folded: string) =>
    text !== null && foldText(text).includes(folded) ? 1 : 0,
  )
  add('date_order', (date: string | null) => dateOrder(date))
  add('date_meets', (date: string | null, from: string | null, to: string | null) =>
    dateMeets(date, from, to) ? 1 : 0,
  )
  add('date_from', (date: string | null) => rangeOf(date)?.from ?? null)
  add('date_to', (date: string | null) => rangeOf(date)?.to ?? null)
  add('actor_name', (uid: string | null) => knowledge().names.actor(uid))
  add('actor_stand_in', (uid: string | null) => (uid === null ? null : knowledge().names.representative(uid)))
  add('analyst_name', (uid: string) => knowledge().names.analyst(uid))
  add('claim_cite', (by: string | null, number: number) =>
    by === null ? null : knowledge().names.cite(by, number),
  )
  add('claim_cite_order', (by: string | null, number: number) =>
    by === null ? null : citeOrder(knowledge().names.cite(by, number)),
  )
  add('tag_place', (uid: string | null) => (uid === null ? null : (knowledge().tagPlaces.get(uid) ?? null)))
  add('tag_name', (uid: string | null) => tagOf(knowledge(), uid)?.name ?? null)
  add('tag_path', (uid: string | null) => {
    const tag = tagOf(knowledge(), uid)
    return tag ? tagPathText(tag) : null
  })
  add('origin_count', (proposition: string) => knowledge().origins?.get(proposition) ?? 0)
  add('paragraph_number', (document: string, offset: number) =>
    paragraphAt(knowledge().paragraphs?.get(document) ?? [], offset),
  )
}

function tagOf({ tags, tagPlaces }: Knowledge, uid: string | null): TagName | undefined {
  return uid === null ? undefined : tags[tagPlaces.get(uid) ?? -1]
}

/** Short ids by their initials, and then by number: AR-9 before AR-17. */
function citeOrder(cite: string): string {
  const [, initials = '', number = ''] = /^(.*)-(\d+)$/su.exec(cite) ?? []
  return `${foldText(initials)}-${number.padStart(numberWidth, '0')}`
}

/** Dates come up again and again; that many different ones are remembered. */
const mostDates = 10_000
const ranges = new Map<string, DayRange | undefined>()

function rangeOf(date: string | null): DayRange | undefined {
  if (date === null) return undefined
  const found = ranges.get(date)
  if (found || ranges.has(date)) return found
  const range = edtfRange(date)
  if (ranges.size >= mostDates) ranges.clear()
  ranges.set(date, range)
  return range
}

/** By the first day that a date can mean, then by the last; open ends come before and after all days. What is no date has no place. */
function dateOrder(date: string | null): string | null {
  const range = rangeOf(date)
  return range ? `${range.from ?? ''} ${range.to ?? '~'}` : null
}

/** Whether a date can mean a day between two days, both included; null leaves a side open. */
function dateMeets(date: string | null, from: string | null, to: string | null): boolean {
  const range = rangeOf(date)
  if (!range) return false
  const begins = to === null || range.from === null || range.from <= to
  const ends = from === null || range.to === null || range.to >= from
  return begins && ends
}
