import { AppError } from '../contract/errors.ts'
import type { RowWriter } from './row-writer.ts'
import { BufferedSink, type Sink } from './sink.ts'
import type { Cell, Column, Part } from './table.ts'
import { cellText, columnLetters, escapeXml } from './xlsx-text.ts'
import { ZipWriter } from './zip.ts'

/** What a worksheet holds (Excel's published limits; LibreOffice has the same). */
const limits = { rows: 1_048_576, columns: 16_384, characters: 32_767 }

export interface XlsxOptions {
  /** Lists as JSON arrays, or in words. */
  readonly dialect: 'exact' | 'spreadsheet'
}

/**
 * Writes a workbook (Office Open XML, ECMA-376), sheet after sheet and row by row: neither the rows nor the
 * archive are ever held, and nothing waits for an asynchronous turn.
 *
 * Numbers are numbers. Texts are inline strings in cells of the format "Text", so that "2024-11" and "=1+1"
 * stay what they are, also after somebody has edited the cell. The header is bold and stays in view.
 *
 * Nothing is cut: what does not fit a sheet is refused.
 */
export class XlsxWriter {
  readonly #zip: ZipWriter
  readonly #names: readonly string[]
  readonly #options: XlsxOptions
  #sheets = 0

  /** @param names of the sheets, in the order in which `sheet` is called; at most 31 characters each */
  constructor(sink: Sink, names: readonly string[], options: XlsxOptions) {
    this.#zip = new ZipWriter(sink)
    this.#names = names
    this.#options = options
    this.#file('[Content_Types].xml', contentTypes(names.length))
    this.#file('_rels/.rels', packageRelations)
    this.#file('xl/workbook.xml', workbook(names))
    this.#file('xl/_rels/workbook.xml.rels', workbookRelations(names.length))
    this.#file('xl/styles.xml', styles)
  }

  /**
   * Starts the next sheet. `end` of the one before must have been called.
   *
   * @throws AppError `invalid`, from here or from `row`, for what a sheet cannot hold
   */
  sheet(columns: readonly Column[]): RowWriter {
    const name = this.#names[this.#sheets] ?? ''
    if (columns.length > limits.columns)
      throw unfit(`“${name}” has ${columns.length} columns`, `${limits.columns} columns`)
    const entry = this.#zip.entry(`xl/worksheets/sheet${++this.#sheets}.xml`)
    const out = new BufferedSink(entry)
    const letters = columns.map((_, i) => columnLetters(i))
    const encode = (value: Cell, column: Column, row: number): string => {
      if (typeof value === 'number') return `<v>${value}</v>`
      const text = typeof value === 'string' ? value : inSheet(value, column, this.#options)
      if (text.length <= limits.characters) return `<is><t xml:space="preserve">${cellText(text)}</t></is>`
      throw unfit(
        `The value of ${column.name} in row ${row} of “${name}” has ${text.length} characters`,
        `${limits.characters} characters in a cell`,
      )
    }
    out.write(sheetStart(columns))
    out.write(`<row r="1">${columns.map((c, i) => header(`${letters[i]}1`, c.name)).join('')}</row>`)
    let row = 1
    return {
      row: (parts) => {
        row++
        if (row > limits.rows) throw unfit(`“${name}” has more rows`, `${limits.rows} rows`)
        let xml = `<row r="${row}">`
        for (let i = 0; i < columns.length; i++) {
          const column = columns[i] as Column
          const value = (parts[column.part] as Part).cells[column.index] ?? null
          if (value === null) continue
          const type = typeof value === 'number' ? '' : ' s="2" t="inlineStr"'
          xml += `<c r="${letters[i]}${row}"${type}>${encode(value, column, row)}</c>`
        }
        out.write(`${xml}</row>`)
      },
      end: () => {
        out.write('</sheetData></worksheet>')
        out.flush()
        entry.close()
      },
    }
  }

  end(): void {
    this.#zip.end()
  }

  #file(name: string, xml: string): void {
    const entry = this.#zip.entry(name)
    entry.write(declaration + xml)
    entry.close()
  }
}

function inSheet(value: Exclude<Cell, string | number>, column: Column, { dialect }: XlsxOptions): string {
  if (value === null) return ''
  return dialect === 'exact' ? JSON.stringify(value) : column.words(value)
}

function header(place: string, name: string): string {
  return `<c r="${place}" s="1" t="inlineStr"><is><t xml:space="preserve">${cellText(name)}</t></is></c>`
}

function unfit(what: string, most: string): AppError {
  return new AppError(
    'invalid',
    `${what}; a spreadsheet holds at most ${most}. Export as CSV, which has no such limit, or choose columns.`,
  )
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const packageRelations = `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

// Cell formats by index: 0 general, 1 the header in bold, 2 text (number format 49, "@").
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

function contentTypes(sheets: number): string {
  const sheet = (n: number) =>
    `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${numbers(sheets).map(sheet).join('')}</Types>`
}

function workbook(names: readonly string[]): string {
  const sheet = (name: string, i: number) =>
    `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`
  return `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map(sheet).join('')}</sheets></workbook>`
}

function workbookRelations(sheets: number): string {
  const sheet = (n: number) =>
    `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`
  const style = `<Relationship Id="rId${sheets + 1}" Type="${office}/styles" Target="styles.xml"/>`
  return `<Relationships xmlns="${relationships}">${numbers(sheets).map(sheet).join('')}${style}</Relationships>`
}

/** The header row stays in view; columns get a width, in characters, by what they hold. */
function sheetStart(columns: readonly Column[]): string {
  const widths = columns.map(
    (column, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(column)}" customWidth="1"/>`,
  )
  const cols = widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${cols}<sheetData>`
}

function widthOf({ name }: Column): number {
  if (/quote|statement|note|passages$|description/.test(name)) return 60
  if (/title|claimant|publisher|holder|about|path|url/.test(name)) return 28
  return Math.max(12, Math.min(28, name.length + 2))
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1)
}
