import { cutTo, harmless, oneLine, widthOf } from './terminal-text.ts'

export type TableRow = readonly (string | number | null)[]

/** Columns wider than this are cut, but the last one: a terminal is for looking, `--json` is for reading. */
const widest = 72

/** Lines of columns, padded so that they stand under each other. Numbers go right. */
export function table(header: readonly string[], rows: readonly TableRow[]): string {
  const last = header.length - 1
  const cells = [header, ...rows].map((row) => row.map((cell, i) => shown(cell, i === last)))
  const widths = header.map((_, i) => cells.reduce((most, row) => Math.max(most, widthOf(row[i] ?? '')), 0))
  const right = header.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number'))
  const lines = cells.map((row) =>
    row
      .map((cell, i) => {
        const padding = ' '.repeat((widths[i] ?? 0) - widthOf(cell))
        if (right[i]) return padding + cell
        return i === last ? cell : cell + padding
      })
      .join('  ')
      .trimEnd(),
  )
  return lines.join('\n')
}

function shown(cell: string | number | null, whole: boolean): string {
  const text = harmless(oneLine(String(cell ?? '')))
  return whole ? text : cutTo(text, widest)
}
