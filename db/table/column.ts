import type { ReadableDb, Sql } from '../sql.ts'
import { joinSql, jsonList, sql } from '../sql.ts'

/** What SQL can make of a column: an order, and the tests that filters ask for. Made by the functions below only. */
export interface ColumnSql {
  /** Sorts; null where the cell is empty. */
  readonly order: Sql
  readonly filled: Sql
  /** @param folded a text by `foldText` */
  readonly contains?: (folded: string) => Sql
  readonly oneOf?: (keys: readonly string[]) => Sql
  /** Where the values come from: what is joined for them and by what, their key, and how they read. */
  readonly values?: { readonly join: Sql; readonly where: Sql; readonly key: Sql; readonly text: Sql }
  /** @param from the first day, @param to the last */
  readonly between?: (from: string | null, to: string | null) => Sql
  readonly range?: (from: number | null, to: number | null) => Sql
  /** Has to be called before a statement uses the column. */
  readonly prepare?: (db: ReadableDb) => void
}

const nothing = sql``
const always = sql`1`

/** A text by itself. */
export function text(value: Sql): ColumnSql {
  return {
    order: sql`fold_text(${value})`,
    filled: sql`coalesce(${value}, '') <> ''`,
    contains: (folded) => sql`text_contains(${value}, ${folded})`,
  }
}

/** One of the things that have names, or one of few texts. */
export function choice(key: Sql, name: Sql = key): ColumnSql {
  return {
    ...text(name),
    oneOf: (keys) => sql`cast(${key} as text) in ${jsonList(keys)}`,
    values: { join: nothing, where: always, key, text: name },
  }
}

/** A token of a vocabulary: sorts by itself. */
export function token(value: Sql): ColumnSql {
  return { ...choice(value), order: value }
}

export function date(value: Sql): ColumnSql {
  return {
    order: sql`date_order(${value})`,
    filled: sql`coalesce(${value}, '') <> ''`,
    between: (from, to) => sql`date_meets(${value}, ${from}, ${to})`,
  }
}

export function number(value: Sql, prepare?: (db: ReadableDb) => void): ColumnSql {
  return {
    order: value,
    filled: sql`${value} is not null`,
    range: (from, to) => {
      const bounds = [
        ...(from === null ? [] : [sql`${value} >= ${from}`]),
        ...(to === null ? [] : [sql`${value} <= ${to}`]),
      ]
      return bounds.length === 0 ? sql`${value} is not null` : joinSql(bounds, ' and ')
    },
    ...(prepare ? { prepare } : {}),
  }
}

/** A column of 0 and 1: to have it is to be 1. */
export function flag(value: Sql): ColumnSql {
  return { order: value, filled: sql`${value} = 1` }
}

/** Rows that hang on a row of the table, one for each item of a list. */
export interface Items {
  readonly from: Sql
  /** What ties them to the row of the table, and which of them count. */
  readonly where: Sql
  /** Their order in a cell. */
  readonly position: Sql
  /**
   * Where an item can come up several times in `from`: the items of one row of the table, each once. It names the row
   * within, so that SQLite looks for that row's items only and not for everybody's, row by row.
   */
  readonly once?: Sql
}

/** A list of texts. */
export function texts({ from, where, position, once }: Items, value: Sql): ColumnSql {
  const items = once ?? sql`${from} where ${where}`
  return {
    order: sql`(select fold_text(group_concat(${value}, '; ' order by ${position})) from ${items})`,
    filled: sql`exists (select 1 from ${from} where ${where} and coalesce(${value}, '') <> '')`,
    contains: (folded) =>
      sql`exists (select 1 from ${from} where ${where} and text_contains(${value}, ${folded}))`,
  }
}

/** A list of things that have names, or of tokens. */
export function choices(items: Items, key: Sql, name: Sql = key): ColumnSql {
  const { from, where } = items
  return {
    ...texts(items, name),
    oneOf: (keys) => sql`exists (select 1 from ${from} where ${where} and ${key} in ${jsonList(keys)})`,
    values: { join: sql`join ${from}`, where, key, text: name },
  }
}

export function dates({ from, where, position }: Items, value: Sql): ColumnSql {
  return {
    order: sql`(select date_order(${value}) from ${from} where ${where} and date_order(${value}) is not null
      order by ${position} limit 1)`,
    filled: sql`exists (select 1 from ${from} where ${where} and coalesce(${value}, '') <> '')`,
    between: (first, last) =>
      sql`exists (select 1 from ${from} where ${where} and date_meets(${value}, ${first}, ${last}))`,
  }
}

/** Things of which there are several, told apart by their kind. @param order of a row's things together */
export function things({ from, where }: Items, kind: Sql, order: Sql): ColumnSql {
  return {
    order: sql`(select ${order} from ${from} where ${where})`,
    filled: sql`exists (select 1 from ${from} where ${where})`,
    oneOf: (keys) => sql`exists (select 1 from ${from} where ${where} and ${kind} in ${jsonList(keys)})`,
    values: { join: sql`join ${from}`, where, key: kind, text: kind },
  }
}
