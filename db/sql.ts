import type Database from 'better-sqlite3'

export type SqlValue = string | number | bigint | null | Uint8Array

/** A statement whose every value is bound. Made by the `sql` tag only. */
export interface Sql {
  readonly text: string
  readonly values: readonly SqlValue[]
}

/**
 * Builds a statement; every `${}` becomes a bound parameter, except another `Sql`, which is spliced in,
 * and `undefined`, which is bound as null. Identifiers come in by {@link identifier} only.
 */
export function sql(strings: TemplateStringsArray, ...parts: (SqlValue | undefined | boolean | Sql)[]): Sql {
  let text = strings[0] ?? ''
  const values: SqlValue[] = []
  parts.forEach((part, i) => {
    if (isSql(part)) {
      text += part.text
      values.push(...part.values)
    } else {
      text += '?'
      values.push(typeof part === 'boolean' ? Number(part) : (part ?? null))
    }
    text += strings[i + 1] ?? ''
  })
  return { text, values }
}

function isSql(part: unknown): part is Sql {
  return typeof part === 'object' && part !== null && 'text' in part && 'values' in part
}

/** Splices the name of a table or column into a statement. Names come from the schema, never from input. */
export function identifier(name: string): Sql {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`Not an identifier: ${JSON.stringify(name)}`)
  return { text: `"${name}"`, values: [] }
}

/** Joins statements or fragments, such as `a = ?` and `b = ?` by `, `. */
export function joinSql(parts: readonly Sql[], separator: string): Sql {
  return {
    text: parts.map((part) => part.text).join(separator),
    values: parts.flatMap((part) => part.values),
  }
}

/** A list of bound values for `in (…)`. SQLite takes at most 32,766 parameters: longer lists go by {@link jsonList}. */
export function valueList(values: readonly SqlValue[]): Sql {
  return { text: values.map(() => '?').join(', '), values }
}

/** A list of any length as one bound JSON array: `in (select value from json_each(?))`. */
export function jsonList(values: readonly (string | number)[]): Sql {
  return { text: '(select value from json_each(?))', values: [JSON.stringify(values)] }
}

declare const readable: unique symbol
declare const writable: unique symbol

/** A connection that a query may use. */
export interface ReadableDb {
  readonly [readable]: true
  readonly connection: Database.Database
  all<Row>(statement: Sql): Row[]
  get<Row>(statement: Sql): Row | undefined
  /** Rows as arrays of values: half the cost of objects where there are many. */
  tuples<Row extends readonly unknown[]>(statement: Sql): Row[]
  /** The first column of the first row. */
  value<Value>(statement: Sql): Value | undefined
  /** The first column of every row. */
  column<Value>(statement: Sql): Value[]
  /** Rows one by one. The connection can do nothing else until the loop ends. */
  iterate<Row>(statement: Sql): IterableIterator<Row>
}

/** A connection inside an action: what a command receives. */
export interface WritableDb extends ReadableDb {
  readonly [writable]: true
  /** @returns the number of rows that changed */
  run(statement: Sql): number
}

/** Wraps a connection. Prepared statements are kept by their text, so that a repeated statement is prepared once. */
export function wrapConnection(connection: Database.Database): WritableDb {
  const prepared = new Map<string, Database.Statement>()
  const prepare = ({ text }: Sql) => {
    let statement = prepared.get(text)
    if (!statement) {
      statement = connection.prepare(text)
      prepared.set(text, statement)
    }
    return statement
  }
  const db: Omit<WritableDb, typeof readable | typeof writable> = {
    connection,
    all: <Row>(s: Sql) =>
      prepare(s)
        .raw(false)
        .all(...s.values) as Row[],
    get: <Row>(s: Sql) =>
      prepare(s)
        .raw(false)
        .get(...s.values) as Row | undefined,
    tuples: <Row extends readonly unknown[]>(s: Sql) =>
      prepare(s)
        .raw(true)
        .all(...s.values) as Row[],
    value: <Value>(s: Sql) =>
      (
        prepare(s)
          .raw(true)
          .get(...s.values) as [Value] | undefined
      )?.[0],
    column: <Value>(s: Sql) =>
      (
        prepare(s)
          .raw(true)
          .all(...s.values) as [Value][]
      ).map(([value]) => value),
    iterate: <Row>(s: Sql) => connection.prepare(s.text).iterate(...s.values) as IterableIterator<Row>,
    run: (s: Sql) => prepare(s).run(...s.values).changes,
  }
  return db as WritableDb
}
