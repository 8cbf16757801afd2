import { rowEncoder } from './row-plan.ts'
import type { RowWriter } from './row-writer.ts'
import type { Sink } from './sink.ts'
import type { Cell, Column } from './table.ts'

export interface CsvOptions {
  readonly dialect: 'exact' | 'spreadsheet'
  readonly separator: ',' | ';' | '\t'
}

/** RFC 4180 §2.1. */
const lineEnd = '\r\n'

/** Spreadsheets take a file without it for one in the system's legacy encoding. */
const byteOrderMark = '\uFEFF'

/** The last column of the spreadsheet dialect. */
export const neutralisedColumn = 'neutralised'

/**
 * Writes rows as CSV (RFC 4180, UTF-8).
 *
 * - **exact**: every value as it is, lists as JSON arrays, a comma, no byte-order mark.
 * - **spreadsheet**: a byte-order mark, the given separator, lists in words, and an apostrophe before a value
 *   that a spreadsheet would run as a formula (OWASP, "CSV Injection"); the last column `neutralised` names
 *   the columns where that happened, joined by semicolons, so that it can be undone: take the first
 *   character away there.
 *
 * No value is the empty field. The only field of a row that would leave its line empty is written as `""`,
 * because readers pass over empty lines.
 */
export function csvWriter(sink: Sink, columns: readonly Column[], options: CsvOptions): RowWriter {
  const spreadsheet = options.dialect === 'spreadsheet'
  const separator = spreadsheet ? options.separator : ','
  const quote = quoter(separator)
  const header = [...columns.map(({ name }) => name), ...(spreadsheet ? [neutralisedColumn] : [])]
  if (spreadsheet) sink.write(byteOrderMark)
  sink.write(header.map(quote).join(separator) + lineEnd)
  const encode = rowEncoder(
    columns,
    separator,
    spreadsheet
      ? (value, column) => {
          const words = Array.isArray(value) ? column.words(value) : value
          const neutralised = typeof words === 'string' && isFormula(words)
          return { text: quote(neutralised ? `'${words}` : plain(words)), neutralised }
        }
      : (value) => ({
          text: typeof value === 'number' ? String(value) : quote(plain(value)),
          neutralised: false,
        }),
  )
  return {
    row: (row) => {
      const { text, neutralised } = encode(row)
      if (spreadsheet) sink.write(text + separator + quote(neutralised.join(';')) + lineEnd)
      else sink.write((text === '' ? '""' : text) + lineEnd)
    },
    end: () => {},
  }
}

function plain(value: Cell): string {
  if (typeof value === 'string') return value
  if (value === null) return ''
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** Quotes a field where its reader would need it: RFC 4180 §2.6, and a lone CR, which many readers take for a line end. */
function quoter(separator: string): (text: string) => string {
  const special = new RegExp(`["\\r\\n${separator}]`)
  return (text) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
}

/**
 * What spreadsheets run, or strip until they run it: OWASP's list with line feed and the full-width signs that
 * East Asian versions read as the plain ones.
 */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

function isFormula(text: string): boolean {
  return formula.test(text)
}
