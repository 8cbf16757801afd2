import { rowEncoder } from './row-plan.ts'
import type { RowWriter } from './row-writer.ts'
import type { Sink } from './sink.ts'
import type { Column } from './table.ts'

/** Writes rows as a JSON array of objects (RFC 8259), an object a line: numbers, null and lists as themselves. */
export function jsonWriter(sink: Sink, columns: readonly Column[]): RowWriter {
  const keys = new Map(columns.map((column) => [column, `${JSON.stringify(column.name)}:`]))
  const encode = rowEncoder(columns, ',', (value, column) => keys.get(column) + JSON.stringify(value))
  let before = '[\n{'
  return {
    row: (row) => {
      sink.write(`${before}${encode(row)}}`)
      before = ',\n{'
    },
    end: () => sink.write(before.startsWith('[') ? '[]\n' : '\n]\n'),
  }
}
