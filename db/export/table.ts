/** A value as it leaves the project. A list is a JSON array in exact formats and joined for spreadsheets. */
export type Cell = string | number | null | readonly ListItem[]

export type ListItem = string | Readonly<Record<string, string | number | null>>

/**
 * The values that one entity gives to a row: a document's, a tag's, a claim's. Many rows share a part, so a
 * format encodes it once and keeps the text with it; a part is therefore made for one table only.
 */
export class Part {
  readonly cells: readonly Cell[]
  /** Texts that a format has made of the cells, a text for each run of neighbouring columns. */
  readonly encoded: string[] = []

  constructor(cells: readonly Cell[]) {
    this.cells = cells
  }
}

/** A row is the parts that its columns refer to, in the table's order. */
export type Row = readonly Part[]

export interface Column {
  readonly name: string
  /** Which part of a row holds the value, and where in it. */
  readonly part: number
  readonly index: number
  /** How a list reads in a spreadsheet. */
  readonly words: (list: readonly ListItem[]) => string
}

/** What is exported: a header and rows that are made batch by batch. */
export interface ExportTable {
  readonly name: string
  readonly columns: readonly Column[]
  /** How many steps `rows` counts to; an upper bound. */
  readonly total: number
  /** Calls `emit` for each row, and yields after each batch how many steps are done. */
  readonly rows: (emit: (row: Row) => void) => Generator<number, void, void>
}

/** Reads a list in a spreadsheet: its items in words, with semicolons between them. */
export function joinedBy(inWords: (item: ListItem) => string): Column['words'] {
  return (list) => list.map(inWords).join('; ')
}

const joined = joinedBy((item) => (typeof item === 'string' ? item : Object.values(item).join(' ')))

/** A path from the root: "Demands > Security". */
export const pathInWords: Column['words'] = (list) => list.join(' > ')

/**
 * The columns of a table whose parts hold the named values.
 *
 * @param parts for each part, the names of its cells in order
 * @param order the names in the order of the table; by default part after part
 * @param words how lists of single columns read in a spreadsheet
 */
export function columnsOf(
  parts: readonly (readonly string[])[],
  order: readonly string[] = parts.flat(),
  words: Readonly<Record<string, Column['words']>> = {},
): Column[] {
  // Looked up, since a project may have thousands of tags, each with a column.
  const places = new Map<string, { part: number; index: number }>()
  for (const [part, names] of parts.entries()) {
    for (const [index, name] of names.entries()) if (!places.has(name)) places.set(name, { part, index })
  }
  return order.map((name) => {
    const place = places.get(name)
    if (!place) throw new Error(`No part has the column ${name}.`)
    return { name, ...place, words: words[name] ?? joined }
  })
}
