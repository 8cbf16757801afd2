import type { Cell, Column, Part, Row } from './table.ts'

/** Neighbouring columns of one part: they are encoded together, once per part. */
interface Run {
  readonly part: number
  /** Which of the part's runs this is: where the part keeps its text. */
  readonly place: number
  readonly columns: readonly Column[]
}

/** Encodes one value. */
export type EncodeCell = (value: Cell, column: Column) => string

/**
 * A function that encodes rows by joining the encoded cells of their parts. Rows that share a document, a tag
 * or a claim share its text: on a table of passages that is most of the work.
 */
export function rowEncoder(
  columns: readonly Column[],
  separator: string,
  encode: EncodeCell,
): (row: Row) => string {
  const runs = runsOf(columns)
  return (row) => {
    let text = ''
    for (let i = 0; i < runs.length; i++) {
      const run = runs[i] as Run
      const part = row[run.part] as Part
      let encoded = part.encoded[run.place]
      if (encoded === undefined) {
        encoded = encodeRun(part, run, separator, encode)
        part.encoded[run.place] = encoded
      }
      text = i === 0 ? encoded : text + separator + encoded
    }
    return text
  }
}

function runsOf(columns: readonly Column[]): Run[] {
  const runs: { part: number; place: number; columns: Column[] }[] = []
  for (const column of columns) {
    const { part } = column
    const last = runs.at(-1)
    if (last?.part === part) last.columns.push(column)
    else runs.push({ part, place: runs.filter((run) => run.part === part).length, columns: [column] })
  }
  return runs
}

function encodeRun(part: Part, run: Run, separator: string, encode: EncodeCell): string {
  let text = ''
  for (let i = 0; i < run.columns.length; i++) {
    const column = run.columns[i] as Column
    const cell = encode(part.cells[column.index] ?? null, column)
    text = i === 0 ? cell : text + separator + cell
  }
  return text
}
