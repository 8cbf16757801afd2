import type { z } from 'zod'
import { Colour, Name, NameOrNothing, Span, Text, Uid } from '../../db/contract/common.ts'
import { type SharedTable, sharedTables } from '../../db/model.ts'
import { identifier, type ReadableDb, sql } from '../../db/sql.ts'

/** Draws a whole number from 0 to below `below`. */
export type Draw = (below: number) => number

const names = ['Port', 'Harbour', 'Ministry', 'The road', 'Road', '港口', 'میناء', '🙂', '=1+1', "O'Neil"]
const dates = ['2024-11', '2024-11-05/..', '2023?', 'last month']
const texts = ['', 'A note', '“Neither confirms nor denies”', 'two\nlines', ...dates]

/**
 * An input that an operation's schema takes, out of the ids that are live in the project: whatever the contract
 * comes to hold is covered by what draws its inputs here. Most are right in meaning too.
 *
 * @param noun what the operation is about, such as `tags`: what a field that names no table means
 */
export function anyInput(schema: z.ZodType, db: ReadableDb, noun: string, draw: Draw): unknown {
  return anyValue(schema, noun, { db, noun, draw })
}

interface World {
  readonly db: ReadableDb
  readonly noun: string
  readonly draw: Draw
}

function anyValue(schema: z.ZodType, field: string, world: World): unknown {
  const { draw } = world
  if (schema === Uid) return anyUid(field, world)
  if (schema === Name) return pick(names, draw)
  if (schema === NameOrNothing) return pick(['', ...names], draw)
  if (schema === Text) return pick(texts, draw)
  if (schema === Colour) return pick(['#2965cc', '#d9822b'], draw)
  const definition = (schema as unknown as { def: Definition }).def
  switch (definition.type) {
    case 'optional':
      return draw(3) === 0 ? anyValue(definition.innerType, field, world) : undefined
    case 'nullable':
      return draw(3) === 0 ? null : anyValue(definition.innerType, field, world)
    case 'default':
      return draw(2) === 0 ? undefined : anyValue(definition.innerType, field, world)
    case 'object':
      return anyObject(definition.shape, world)
    case 'array':
      return Array.from({ length: 1 + draw(3) }, () => anyValue(definition.element, field, world))
    case 'union':
      return anyValue(pick(definition.options, draw), field, world)
    case 'enum':
      return pick(Object.values(definition.entries), draw)
    case 'literal':
      return definition.values[0]
    case 'string':
      return pick([...names, ...dates], draw)
    case 'number':
      // A grade or a digit, or a place in a text or on a board.
      return draw(3) === 0 ? draw(80) : 1 + draw(6)
    case 'boolean':
      return draw(2) === 0
    case 'custom':
      return onePixel
    default:
      throw new Error(`No value is known for the schema of ${field}.`)
  }
}

type Definition =
  | { type: 'optional' | 'nullable' | 'default'; innerType: z.ZodType }
  | { type: 'object'; shape: Record<string, z.ZodType> }
  | { type: 'array'; element: z.ZodType }
  | { type: 'union'; options: z.ZodType[] }
  | { type: 'enum'; entries: Record<string, string> }
  | { type: 'literal'; values: unknown[] }
  | { type: 'string' | 'number' | 'boolean' | 'custom' }

function anyObject(shape: Record<string, z.ZodType>, world: World): Record<string, unknown> {
  const values = Object.entries(shape).map(([name, schema]) => [name, anyValue(schema, name, world)])
  const object = Object.fromEntries(values.filter(([, value]) => value !== undefined))
  // A span that ends before it begins is refused, and would hide everything behind it.
  if (Object.keys(Span.shape).every((name) => name in object)) object.end = object.start + 1 + world.draw(9)
  // A card shows a row of the table that its kind names.
  if ('subject' in object && isTable(String(object.kind))) object.subject = anyUid(String(object.kind), world)
  return object
}

/** What fields that are not called like a table mean. */
const meanings: Readonly<Record<string, readonly SharedTable[]>> = {
  holder: ['actor'],
  organisation: ['actor'],
  nestedIn: ['claim'],
  container: ['card'],
  from: ['card', 'claim', 'proposition'],
  to: ['card', 'claim', 'proposition'],
  link: ['card_link'],
  links: ['card_link'],
  subject: ['passage', 'claim', 'proposition', 'actor', 'document', 'event', 'hypothesis'],
}

function anyUid(field: string, { db, noun, draw }: World): string {
  const table = [singular(field), singular(noun)].find(isTable)
  const tables = meanings[field] ?? (table ? [table] : sharedTables)
  const uids = tables.flatMap((name) =>
    db.column<string>(sql`select uid from ${identifier(`live_${name}`)} order by uid`),
  )
  return uids.length === 0 ? 'nothing' : pick(uids, draw)
}

function isTable(name: string): name is SharedTable {
  return (sharedTables as readonly string[]).includes(name)
}

function singular(word: string): string {
  return word
    .replace(/ies$/, 'y')
    .replace(/(alias)es$/, '$1')
    .replace(/(?<!alia)s$/, '')
}

function pick<T>(values: readonly T[], draw: Draw): T {
  const value = values[draw(values.length)]
  if (value === undefined) throw new Error('There is nothing to pick from.')
  return value
}

/** A whole PNG picture. */
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
