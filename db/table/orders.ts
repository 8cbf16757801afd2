import type { TableShape } from '../contract/evidence-columns.ts'
import type { TableRows } from '../contract/evidence-table.ts'
import type { ReaderHandlers } from '../handlers.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { progressStep } from '../task.ts'
import { type Knowledge, knowledgeOf } from './knowledge.ts'
import { columnSql, shapeSql } from './shapes.ts'

/*
 * Sorting a hundred thousand rows by a text takes SQL a few tenths of a second, which is felt. Where a row stands
 * among the others by one column is a number that can be found out beforehand; to sort by such numbers, in any
 * direction and by several columns, takes milliseconds.
 */

/** The place of rows whose cell is empty: after all others, up and down. */
const nowhere = 0xffffffff

/** Makes {@link columnPlaces} beside what else is done with the project, column by column. */
export const orderHandlers: ReaderHandlers<'evidence.orders'> = {
  *'evidence.orders'({ db }, { shape, columns }) {
    const orders: Record<string, Uint32Array> = {}
    for (const [done, column] of columns.entries()) {
      yield progressStep(done, columns.length, column)
      orders[column] = columnPlaces(db, shape, column)
    }
    return { orders }
  },
}

/**
 * For each row of a shape, in the order of exports, where its cell stands among the different cells of a column.
 *
 * @throws AppError `invalid` for a column that the shape has not
 */
function columnPlaces(db: ReadableDb, shape: TableShape, name: string): Uint32Array {
  knowledgeOf(db)
  const { from, order } = shapeSql(shape)
  const column = columnSql(shape, name)
  column.prepare?.(db)
  const cells = db.tuples<[row: number, cell: string | number | null]>(sql`
    with cells as materialized (
      select row_number() over (order by ${order}) - 1 as row, ${column.order} as cell from ${from})
    select row, cell from cells order by cell nulls last`)
  const places = new Uint32Array(cells.length)
  let place = -1
  let before: string | number | null = null
  for (const [row, cell] of cells) {
    if (cell !== before) place++
    before = cell
    places[row] = cell === null ? nowhere : place
  }
  return places
}

/** How a column's places are called among what is known of a project. */
export function orderName(shape: TableShape, column: string): string {
  return `${shape} ${column}`
}

/**
 * The rows of a shape in an order, where the places of all columns that it sorts by are known.
 *
 * @param count how many rows the shape has
 * @returns their numbers in the order of exports, or undefined
 */
export function sortByPlaces(
  { orders }: Knowledge,
  { shape, sort }: TableRows,
  count: number,
): Uint32Array | undefined {
  const keys = sort.map(({ column }) => orders.get(orderName(shape, column)))
  let rows = Uint32Array.from({ length: count }, (_, row) => row)
  // From the last column to the first: each pass keeps the order of those before it where cells are equal.
  for (let i = sort.length - 1; i >= 0; i--) {
    const places = keys[i]
    if (places?.length !== count) return undefined
    rows = sortedBy(rows, places, sort[i]?.descending ?? false)
  }
  return rows
}

/** A counting sort: as many steps as there are rows and different cells. */
function sortedBy(rows: Uint32Array, places: Uint32Array, descending: boolean): Uint32Array<ArrayBuffer> {
  let last = 0
  for (const place of places) if (place !== nowhere && place > last) last = place
  const bucketOf = (row: number) => {
    const place = places[row] as number
    if (place === nowhere) return last + 1
    return descending ? last - place : place
  }
  const starts = new Uint32Array(last + 3)
  for (const row of rows) {
    const next = bucketOf(row) + 1
    starts[next] = (starts[next] as number) + 1
  }
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number)
  const sorted = new Uint32Array(rows.length)
  for (const row of rows) {
    const bucket = bucketOf(row)
    const at = starts[bucket] as number
    sorted[at] = row
    starts[bucket] = at + 1
  }
  return sorted
}
