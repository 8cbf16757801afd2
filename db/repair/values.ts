import type Database from 'better-sqlite3'
import { isInsideSurrogatePair } from '../contract/offsets.ts'
import { type SharedTable, sharedTables } from '../model.ts'
import { flags, tokens } from '../verify/values.ts'
import { rowFromHistory } from './salvage.ts'
import { nameOfTable } from './tally.ts'

/**
 * Puts right values that no program would have written, which is what damage inside a page looks like: as the
 * history has them, else empty, else the first of their list.
 *
 * @returns what was done, in sentences
 */
export function mendValues(target: Database.Database): string[] {
  const marks = sharedTables.map((table) => [table, 'deleted'] as const)
  const yesOrNo = [...flags, ...marks].map(([table, column]) => [table, column, ['0', '1']] as const)
  const words = tokens.map(([table, column, names]) => [table, column, Object.keys(names)] as const)
  return target.transaction(() => [
    ...[...words, ...yesOrNo].flatMap(([table, column, allowed]) =>
      mendColumn(target, table, column, allowed),
    ),
    ...mendPlaces(target),
  ])()
}

function mendColumn(
  target: Database.Database,
  table: SharedTable,
  column: string,
  allowed: readonly string[],
): string[] {
  const odd = target
    .prepare(
      `select uid from main.${table} where ${column} is not null and cast(${column} as text) not in (select value from json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(allowed)) as string[]
  const required = (
    target.pragma(`table_info(${table})`) as { name: string; notnull: number; type: string }[]
  ).find(({ name }) => name === column)
  const first = required?.type === 'INTEGER' ? Number(allowed[0]) : (allowed[0] ?? '')
  const update = target.prepare(`update main.${table} set ${column} = ? where uid = ?`)
  for (const uid of odd) {
    const known = rowFromHistory(target, table, uid)?.[column]
    const fits = known !== undefined && known !== null && allowed.includes(String(known))
    update.run(fits ? known : required?.notnull === 1 ? first : null, uid)
  }
  return odd.length === 0
    ? []
    : [`Values of ${nameOfTable(table)} that made no sense (${column}): ${odd.length}.`]
}

interface Place {
  readonly uid: string
  readonly document: string
  readonly start: number
  readonly end: number
  readonly quote: string
}

/** Passages whose place lies outside their text: found again by their words, else put away as deleted. */
function mendPlaces(target: Database.Database): string[] {
  const bodyOf = target.prepare('select body from document_text where document = ?').pluck()
  const places = target
    .prepare(
      'select uid, document, start_offset start, end_offset "end", quote from passage order by document',
    )
    .all() as Place[]
  let body = ''
  let document = ''
  let moved = 0
  let lost = 0
  for (const place of places) {
    if (place.document !== document) {
      document = place.document
      body = (bodyOf.get(document) as string | undefined) ?? ''
    }
    if (isInside(body, place.start, place.end)) continue
    const at = place.quote === '' ? -1 : body.indexOf(place.quote)
    if (at >= 0 && isInside(body, at, at + place.quote.length)) {
      target
        .prepare('update passage set start_offset = ?, end_offset = ? where uid = ?')
        .run(at, at + place.quote.length, place.uid)
      moved++
    } else {
      target.prepare('update passage set deleted = 1 where uid = ?').run(place.uid)
      lost++
    }
  }
  return [
    ...(moved > 0 ? [`Passages that were found again by their words: ${moved}.`] : []),
    ...(lost > 0
      ? [`Passages whose place could not be read, and which are marked as deleted: ${lost}.`]
      : []),
  ]
}

function isInside(body: string, start: number, end: number): boolean {
  return (
    start >= 0 &&
    start < end &&
    end <= body.length &&
    !isInsideSurrogatePair(body, start) &&
    !isInsideSurrogatePair(body, end)
  )
}
