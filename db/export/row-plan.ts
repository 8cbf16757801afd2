import type { Cell, Column, EncodedRun, Part, Row } from './table.ts'

/** Neighbouring columns of one part: they are encoded together, once per part. */
interface Run {
  readonly part: number
  readonly columns: readonly Column[]
}

/** Encodes one value. @returns the text, and whether it was changed so that a spreadsheet does not run it */
export type EncodeCell = (
  value: Cell,
  column: Column,
) => { readonly text: string; readonly neutralised: boolean }

/**
 * A function that encodes rows by joining the encoded cells of their parts. Rows that share a document, a tag
 * or a claim share its text: on a table of passages that is most of the work.
 *
 * @returns for a row, its cells joined by `separator`, and the names of the columns that were neutralised
 */
export function rowEncoder(
  columns: readonly Column[],
  separator: string,
  encode: EncodeCell,
): (row: Row) => EncodedRun {
  const runs = runsOf(columns)
  return (row) => {
    let text = ''
    let neutralised = none
    for (let i = 0; i < runs.length; i++) {
      const run = runs[i] as Run
      const part = row[run.part] as Part
      let encoded = part.encoded[i]
      if (encoded === undefined) {
        encoded = encodeRun(part, run, separator, encode)
        part.encoded[i] = encoded
      }
      text = i === 0 ? encoded.text : text + separator + encoded.text
      if (encoded.neutralised.length > 0) neutralised = [...neutralised, ...encoded.neutralised]
    }
    return { text, neutralised }
  }
}

const none: readonly string[] = []

function runsOf(columns: readonly Column[]): Run[] {
  const runs: { part: number; columns: Column[] }[] = []
  for (const column of columns) {
    const last = runs.at(-1)
    if (last?.part === column.part) last.columns.push(column)
    else runs.push({ part: column.part, columns: [column] })
  }
  return runs
}

function encodeRun(part: Part, run: Run, separator: string, encode: EncodeCell): EncodedRun {
  let text = ''
  let neutralised = none
  for (let i = 0; i < run.columns.length; i++) {
    const column = run.columns[i] as Column
    const encoded = encode(part.cells[column.index] ?? null, column)
    text = i === 0 ? encoded.text : text + separator + encoded.text
    if (encoded.neutralised) neutralised = [...neutralised, column.name]
  }
  return { text, neutralised }
}
