import { resolve } from 'node:path'
import { isatty } from 'node:tty'
import { exportKinds } from '../contract/exchange.ts'
import { type ExportRequest, exportTo } from '../export/export-file.ts'
import type { Sink } from '../export/sink.ts'
import { type Arguments, listOf, oneOf, UsageError } from './arguments.ts'
import { warn, write } from './output.ts'
import type { Session } from './session.ts'
import { separators } from './syntax.ts'

/** What an export is to be, checked as far as that can be without the project. */
export interface ExportPlan {
  readonly request: ExportRequest
  /** A path; undefined for standard output. */
  readonly target: string | undefined
}

/** @throws UsageError for what does not go together */
export function planExport(args: Arguments): ExportPlan {
  const what = oneOf('--what', args.text('what') ?? 'evidence', exportKinds)
  const formats = ['csv', 'json', 'xlsx', 'canvas', 'svg'] as const
  const format = oneOf('--format', args.text('format') ?? usualFormat(what), formats)
  const board = args.text('board')
  const dialect = oneOf('--dialect', args.text('dialect') ?? 'exact', ['exact', 'spreadsheet'])
  const separator = oneOf('--separator', args.text('separator') ?? ',', keysOf(separators))
  const columns = args.text('columns')
  const output = args.text('output')
  if (what === 'project' && format !== 'json') {
    throw new UsageError('A whole project is written as JSON. For tables there is --what tables.')
  }
  if ((what === 'board') !== (format === 'canvas' || format === 'svg')) {
    throw new UsageError('--format canvas and --format svg are for --what board, and a board takes no other.')
  }
  if ((what === 'board') !== (board !== undefined)) {
    throw new UsageError('--board TITLE goes with --what board.')
  }
  if (columns !== undefined && (what === 'project' || what === 'tables' || what === 'board')) {
    throw new UsageError(`--columns goes with a single table, not with --what ${what}.`)
  }
  if (dialect === 'spreadsheet' && format !== 'csv' && format !== 'xlsx') {
    throw new UsageError('Only tables have dialects.')
  }
  if (args.text('separator') !== undefined && (format !== 'csv' || dialect !== 'spreadsheet')) {
    throw new UsageError('--separator goes with --format csv --dialect spreadsheet.')
  }
  const target = output === undefined || output === '-' ? undefined : resolve(output)
  if (target === undefined && isBinary(what, format) && isatty(1)) {
    throw new UsageError('This is no text for a terminal: name a file with -o.')
  }
  return {
    request: {
      what,
      format,
      board,
      dialect,
      separator: separators[separator],
      columns: columns === undefined ? undefined : listOf('--columns', columns),
    },
    target,
  }
}

/** Writes an export to its file, whole or not at all, or to standard output. */
export function exportRows(session: Session, { request, target }: ExportPlan): void {
  if (target === undefined) {
    session.read(({ db }) => exportTo(db, request, standardOutput))
    return
  }
  const { rows, bytes } = session.task('export.file', { ...request, target })
  warn(`wrote ${target}: ${rows} rows, ${bytes} bytes`)
}

const standardOutput: Sink = { write }

function usualFormat(what: ExportRequest['what']): ExportRequest['format'] {
  if (what === 'board') return 'canvas'
  return what === 'project' ? 'json' : 'csv'
}

function isBinary(what: ExportRequest['what'], format: ExportRequest['format']): boolean {
  return format === 'xlsx' || what === 'tables'
}

function keysOf<K extends string>(object: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(object) as K[]
}
