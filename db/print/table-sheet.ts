import { AppError } from '../contract/errors.ts'
import { type TableColumn, tagOfColumn } from '../contract/evidence-columns.ts'
import type { TableCell, TableView } from '../contract/evidence-table.ts'
import { cellText, columnOf } from '../contract/table-words.ts'
import { type Html, html } from '../export/html.ts'
import type { Sink } from '../export/sink.ts'
import type { Column, Part } from '../export/table.ts'
import type { ReadableDb } from '../sql.ts'
import { viewTable } from '../table/view-table.ts'
import { listTags } from '../tags.ts'
import { progressStep, type Task } from '../task.ts'
import { sheetHead, sheetStart } from './sheet.ts'

/**
 * Rows that one print has at most. Chromium lays all of them out before it prints the first: 5,000 claims in 13 columns
 * made 601 sheets of A4 in half a minute and with 1.9 GB on two busy cores, 10,000 took 3.3 GB, and with 20,000 it ended.
 */
export const mostRows = 5000

/** Rows of one table of the page. As a single table, 5,000 rows took as long, and more than twice as much memory. */
const rowsTogether = 500

const titles = { claims: 'Claims', evidence: 'Evidence', passages: 'Passages' } as const

// How much of the width a column takes, by what is in it: what is read gets the room.
const shares: Readonly<Record<TableColumn['kind'], number>> = {
  text: 2.2,
  quote: 4,
  token: 1.3,
  choice: 1.8,
  date: 1.3,
  number: 0.9,
  things: 2,
  flag: 0.9,
}
const special: Readonly<Record<string, number>> = {
  claim_cite: 0.9,
  claim_statement: 4,
  document_title: 2.4,
  reliability: 0.8,
  credibility: 0.8,
  source_reliability: 0.8,
  passage_paragraph: 0.8,
  origins: 0.7,
}

/** So much takes a letter of a heading, so that its words are whole. */
const shareOfLetter = 0.155
const longestWord = 14
/** Numbers stand at the end of their cells, and keep off the next one. */
const besideNumbers = 0.25

/** More of the width than this many shares, and the paper lies across. */
const uprightShares = 11
/** More than this, and the type is smaller. */
const plainShares = 22

/**
 * Writes the evidence table as it stands: its rows in their order, its columns in theirs.
 *
 * @returns whether it is wide
 * @throws AppError `invalid` for too many rows, and for what `viewTable` refuses
 */
export function* writeTable(db: ReadableDb, view: TableView, out: Sink): Task<boolean> {
  const table = viewTable(db, view)
  if (table.total > mostRows)
    throw new AppError(
      'invalid',
      `The table shows ${table.total.toLocaleString('en')} rows, and at most ${mostRows.toLocaleString('en')} can be printed at once. Filter it, or export it as a workbook.`,
    )
  const tags = listTags(db)
  const shown = view.columns.flatMap((name) => columnOf(view.shape, name, tags) ?? [])
  const columns = table.columns.flatMap((column, i) => {
    const words = shown[i]
    return words ? [{ column, words }] : []
  })
  const all = columns.reduce((sum, { words }) => sum + shareOf(words), 0)
  const title = titles[view.shape]
  out.write(sheetStart(title))
  out.write(sheetHead('Evidence table', title).html)
  out.write(html`<p class="quiet">${aboutRows(view, table.total)}</p>\n`.html)
  out.write(all > plainShares ? '<div class="small">\n' : '<div>\n')
  let rows = 0
  const batches = table.rows((row) => {
    if (rows % rowsTogether === 0) out.write((rows === 0 ? '' : tableEnd) + tableStart(columns, all))
    rows++
    out.write(
      html`<tr>${columns.map(({ column, words }) => cell(words, (row[column.part] as Part).cells[column.index] as TableCell))}</tr>\n`
        .html,
    )
  })
  yield progressStep(0, table.total, title)
  for (const done of batches) yield progressStep(Math.min(done, table.total), table.total, title)
  out.write(rows === 0 ? '<p>No row is left by the filter.</p>\n' : tableEnd)
  out.write('</div>\n')
  return all > uprightShares
}

interface ShownColumn {
  readonly column: Column
  readonly words: TableColumn
}

function aboutRows({ filter, sort }: TableView, total: number): string {
  const count = `${total.toLocaleString('en')} ${total === 1 ? 'row' : 'rows'}`
  return [count, filter.length > 0 ? 'filtered' : '', sort.length > 0 ? 'sorted' : '']
    .filter(Boolean)
    .join(', ')
}

function shareOf({ name, kind, label }: TableColumn): number {
  const longest = Math.max(...label.split(/\s/).map((word) => word.length))
  // Long names of tags are broken all the same: they would take the page.
  const heading = Math.min(longest, longestWord) * shareOfLetter + (kind === 'number' ? besideNumbers : 0)
  return Math.max(special[name] ?? shares[kind], heading)
}

function tableStart(columns: readonly ShownColumn[], all: number): string {
  return html`<table><colgroup>${columns.map(
    ({ words }) => html`<col style="width: ${((100 * shareOf(words)) / all).toFixed(2)}%">`,
  )}</colgroup>
<thead><tr>${columns.map(({ words }) => html`<th class="${classOf(words)}" dir="auto">${words.label}</th>`)}</tr></thead>
<tbody>
`.html
}

const tableEnd = '</tbody></table>\n'

function cell(column: TableColumn, value: TableCell): Html {
  return html`<td class="${classOf(column)}" dir="auto">${cellText(column, value ?? null)}</td>`
}

function classOf({ name, kind }: TableColumn): string {
  if (kind === 'quote') return 'quote'
  return kind === 'number' && tagOfColumn(name) === undefined ? 'number-cell' : ''
}
