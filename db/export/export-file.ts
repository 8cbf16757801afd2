import { findBoard, getBoard } from '../boards.ts'
import type { Input } from '../contract/contract.ts'
import { AppError, assertNever } from '../contract/errors.ts'
import type { ReaderContext, ReaderHandlers } from '../handlers.ts'
import type { ReadableDb } from '../sql.ts'
import { viewTable } from '../table/view-table.ts'
import { progressStep, type Task } from '../task.ts'
import { actorsTable } from './actors.ts'
import { boardCanvas } from './board-canvas.ts'
import { drawBoard } from './board-svg.ts'
import { claimsTable } from './claims.ts'
import { csvWriter } from './csv.ts'
import { documentsTable } from './documents.ts'
import { evidenceTable } from './evidence.ts'
import { jsonWriter } from './json.ts'
import { linkedTablesOf } from './linked-tables.ts'
import { loadNames } from './names.ts'
import { passagesTable } from './passages.ts'
import { pickColumns } from './pick-columns.ts'
import { projectTables, writeProject } from './project-json.ts'
import type { RowWriter } from './row-writer.ts'
import { BufferedSink, type Sink } from './sink.ts'
import type { Column, ExportTable } from './table.ts'
import { tagsTable } from './tags.ts'
import { openTarget } from './target.ts'
import { XlsxWriter } from './xlsx.ts'
import { ZipWriter } from './zip.ts'

/** What is exported and how: the input of `export.file` without its target. */
export type ExportRequest = Omit<Input<'export.file'>, 'target'>

export const exportHandlers: ReaderHandlers<'export.file'> = {
  'export.file': (context, input) => exportFile(context, input),
}

/**
 * Writes an export to a file, which is there when the task has ended well and otherwise is what it was before.
 *
 * @returns rows without the header, and bytes
 */
export function* exportFile(
  context: ReaderContext,
  { target: path, ...request }: Input<'export.file'>,
): Task<{ rows: number; bytes: number }> {
  const target = openTarget(path, context.path)
  try {
    const written = yield* exportTo(context.db, request, target)
    target.commit()
    return written
  } finally {
    target.discard()
  }
}

/**
 * Writes an export to a sink, such as standard output. All of it is of one moment, and it is made batch by
 * batch: memory does not grow with the rows.
 *
 * @throws AppError `invalid` for columns that there are not, or a shape that has no such format
 */
export function* exportTo(
  db: ReadableDb,
  request: ExportRequest,
  sink: Sink,
): Task<{ rows: number; bytes: number }> {
  const out = new BufferedSink(sink)
  const own = !db.connection.inTransaction
  if (own) db.connection.exec('begin')
  try {
    const { what, view } = request
    if (view && view.shape !== what) {
      throw new AppError('invalid', `This view shows ${view.shape}, not ${what}.`, { field: 'view' })
    }
    const rows = yield* what === 'project'
      ? projectTo(db, request, out)
      : what === 'board'
        ? boardTo(db, request, out)
        : tablesTo(db, { ...request, what }, out)
    return { rows, bytes: out.flush() }
  } finally {
    if (own) db.connection.exec('rollback')
  }
}

function* projectTo(db: ReadableDb, { format, columns }: ExportRequest, out: Sink): Task<number> {
  if (format !== 'json') {
    throw new AppError('invalid', 'A whole project is exported as JSON. For tables choose “tables”.', {
      field: 'format',
    })
  }
  refuseColumns(columns, 'a whole project')
  const writing = writeProject(db, out)
  for (;;) {
    const next = writing.next()
    if (next.done) return next.value
    yield progressStep(next.value, projectTables.length, projectTables[next.value] ?? '')
  }
}

function* boardTo(
  db: ReadableDb,
  { board: reference, format, columns }: ExportRequest,
  out: Sink,
): Task<number> {
  if (format !== 'canvas' && format !== 'svg') {
    throw new AppError('invalid', 'A board is exported as “canvas” (JSON Canvas) or “svg”.', {
      field: 'format',
    })
  }
  if (reference === undefined) throw new AppError('invalid', 'Name the board to export.', { field: 'board' })
  refuseColumns(columns, 'a board')
  const board = getBoard(db, findBoard(db, reference))
  yield progressStep(0, board.cards.length, board.title)
  out.write(format === 'canvas' ? boardCanvas(db, board) : drawBoard(db, board).svg)
  return board.cards.length
}

type TableRequest = ExportRequest & { readonly what: Exclude<ExportRequest['what'], 'project' | 'board'> }

function* tablesTo(db: ReadableDb, request: TableRequest, out: Sink): Task<number> {
  if (request.what === 'tables') refuseColumns(request.columns, 'the linked tables')
  if (request.format === 'canvas' || request.format === 'svg') {
    throw new AppError('invalid', `Only a board is exported as “${request.format}”.`, { field: 'format' })
  }
  const { view } = request
  if (view) refuseColumns(request.columns, 'a view, which has its own')
  const tables = view ? [viewTable(db, view)] : tablesOf(db, request.what)
  const writers = writersFor(tables, request, out)
  let rows = 0
  for (const table of tables) {
    const writer = writers.start(table, pickColumns(table.columns, request.columns))
    const batches = table.rows((row) => {
      writer.row(row)
      rows++
    })
    yield progressStep(0, table.total, table.name)
    for (const done of batches) yield progressStep(Math.min(done, table.total), table.total, table.name)
    writer.end()
  }
  writers.end()
  return rows
}

function tablesOf(db: ReadableDb, what: TableRequest['what']): readonly ExportTable[] {
  switch (what) {
    case 'evidence':
      return [evidenceTable(db, loadNames(db))]
    case 'claims':
      return [claimsTable(db, loadNames(db))]
    case 'passages':
      return [passagesTable(db, loadNames(db))]
    case 'documents':
      return [documentsTable(db, loadNames(db))]
    case 'tags':
      return [tagsTable(db)]
    case 'actors':
      return [actorsTable(db, loadNames(db))]
    case 'tables':
      return linkedTablesOf(db)
    default:
      return assertNever(what)
  }
}

interface Writers {
  start(table: ExportTable, columns: readonly Column[]): RowWriter
  end(): void
}

/** One table is a file of its own; several are a workbook, or a ZIP with a file for each. */
function writersFor(tables: readonly ExportTable[], request: TableRequest, out: Sink): Writers {
  const { format } = request
  if (format === 'xlsx') {
    const names = tables.map(({ name }) => name)
    const workbook = new XlsxWriter(out, names, request)
    return { start: (_, columns) => workbook.sheet(columns), end: () => workbook.end() }
  }
  const writer = (sink: Sink, columns: readonly Column[]) =>
    format === 'csv' ? csvWriter(sink, columns, request) : jsonWriter(sink, columns)
  if (request.what !== 'tables') return { start: (_, columns) => writer(out, columns), end: () => {} }
  const zip = new ZipWriter(out)
  return {
    start: ({ name }, columns) => {
      const entry = zip.entry(`${name}.${format}`)
      const buffered = new BufferedSink(entry)
      const { row, end } = writer(buffered, columns)
      const close = () => {
        end()
        buffered.flush()
        entry.close()
      }
      return { row, end: close }
    },
    end: () => zip.end(),
  }
}

function refuseColumns(columns: readonly string[] | undefined, what: string): void {
  if (columns)
    throw new AppError('invalid', `Columns can be chosen for a single table, not for ${what}.`, {
      field: 'columns',
    })
}
