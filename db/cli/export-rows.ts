import { resolve } from 'node:path'
import { exportKinds } from '../contract/exchange.ts'
import { exportTo } from '../export/export-file.ts'
import type { Sink } from '../export/sink.ts'
import { write } from './output.ts'
import type { Session } from './session.ts'
import { type Arguments, listOf, oneOf, UsageError } from './usage.ts'

/** Spreadsheets are told apart by their list separator; a tab is hard to type. */
const separators = { ',': ',', ';': ';', tab: '\t' } as const

/** Writes an export to the file of `-o`, whole or not at all, or to standard output. */
export function exportRows(session: Session, args: Arguments): number {
  const what = args.text('what')
  if (what === undefined) throw new UsageError(`--what is needed: ${exportKinds.join(', ')}.`)
  const separator = oneOf(
    '--separator',
    args.text('separator') ?? ',',
    Object.keys(separators) as (keyof typeof separators)[],
  )
  const columns = args.text('columns')
  const kind = oneOf('--what', what, exportKinds)
  const request = {
    what: kind,
    format: oneOf('--format', args.text('format') ?? (kind === 'project' ? 'json' : 'csv'), [
      'csv',
      'json',
      'xlsx',
    ]),
    dialect: oneOf('--dialect', args.text('dialect') ?? 'exact', ['exact', 'spreadsheet']),
    separator: separators[separator],
    ...(columns === undefined ? {} : { columns: listOf(columns) }),
  } as const
  const output = args.text('output')
  if (output === undefined) {
    session.read(({ db }) => exportTo(db, { ...request, columns: request.columns }, standardOutput))
    return 0
  }
  const target = resolve(output)
  const { rows, bytes } = session.task('export.file', { ...request, target })
  write(2, `Wrote ${target}: ${rows} rows, ${bytes} bytes\n`)
  return 0
}

const standardOutput: Sink = { write: (data) => write(1, data) }
