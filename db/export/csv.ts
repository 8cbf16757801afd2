import { rowEncoder } from './row-plan.ts'
import type { RowWriter } from './row-writer.ts'
import type { Sink } from './sink.ts'
import type { Cell, Column, Part } from './table.ts'

export interface CsvOptions {
  readonly dialect: 'exact' | 'spreadsheet'
  readonly separator: ',' | ';' | '\t'
}

/** RFC 4180 §2.1. */
const lineEnd = '\r\n'

/** Spreadsheets take a file without it for one in the system's legacy encoding. */
const byteOrderMark = '\uFEFF'

/** The last column of the spreadsheet dialect. */
const neutralisedColumn = 'neutralised'

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
  return options.dialect === 'exact'
    ? exactWriter(sink, columns)
    : spreadsheetWriter(sink, columns, options.separator)
}

function exactWriter(sink: Sink, columns: readonly Column[]): RowWriter {
  const separator = ','
  const quote = quoter(separator)
  sink.write(columns.map(({ name }) => quote(name)).join(separator) + lineEnd)
  const encode = rowEncoder(columns, separator, (value) => {
    return typeof value === 'number' ? String(value) : quote(plain(value))
  })
  return {
    row: (row) => sink.write((encode(row) || '""') + lineEnd),
    end: () => {},
  }
}

function spreadsheetWriter(sink: Sink, columns: readonly Column[], separator: string): RowWriter {
  const quote = quoter(separator)
  const names = [...columns.map(({ name }) => name), neutralisedColumn]
  sink.write(byteOrderMark + names.map(quote).join(separator) + lineEnd)
  return {
    row: (row) => {
      const neutralised: string[] = []
      const fields = columns.map((column) => {
        const value = (row[column.part] as Part).cells[column.index] ?? null
        if (value === null || typeof value === 'number') return plain(value)
        const text = typeof value === 'string' ? value : column.words(value)
        if (!formula.test(text)) return quote(text)
        neutralised.push(column.name)
        return quote(`'${text}`)
      })
      sink.write([...fields, quote(neutralised.join(';'))].join(separator) + lineEnd)
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
