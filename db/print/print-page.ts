import type { Input, Output } from '../contract/contract.ts'
import { html } from '../export/html.ts'
import { BufferedSink, type Sink } from '../export/sink.ts'
import { openTarget } from '../export/target.ts'
import type { ReaderContext, ReaderHandlers } from '../handlers.ts'
import { plainError } from '../plain-error.ts'
import type { ReadableDb } from '../sql.ts'
import type { Task } from '../task.ts'
import { writeBoard } from './board-sheet.ts'
import { writeDocument } from './document-sheet.ts'
import { nounPage } from './pages.ts'
import { sheetEnd, sheetHead, sheetStart } from './sheet.ts'
import { writeTable } from './table-sheet.ts'

type Request = Omit<Input<'print.page'>, 'target'>

export const printHandlers: ReaderHandlers<'print.page'> = {
  'print.page': (context, input) => printPage(context, input),
}

/**
 * Writes what is to be printed as a page of HTML, which is there when the task has ended well.
 *
 * @throws AppError `not-found` for what was deleted meanwhile, `invalid` for a table that is too long for paper
 */
export function* printPage(
  context: ReaderContext,
  { target: path, ...request }: Input<'print.page'>,
): Task<Output<'print.page'>> {
  const target = openTarget(path, context.path)
  try {
    const out = new BufferedSink(target)
    const wide = yield* writeSheet(context.db, request, out)
    out.write(sheetEnd)
    out.flush()
    target.commit()
    return { wide }
  } catch (error) {
    throw plainError(error)
  } finally {
    target.discard()
  }
}

/** @returns whether it is wider than high */
function* writeSheet(db: ReadableDb, { what, notes }: Request, out: Sink): Task<boolean> {
  switch (what.kind) {
    case 'document':
      yield* writeDocument(db, { ...what, notes }, out)
      return false
    case 'table':
      return yield* writeTable(db, what.view, out)
    case 'board':
      return writeBoard(db, what.board, out)
    default: {
      const { title, kind, content } = nounPage(db, what, notes)
      out.write(sheetStart(title))
      out.write(html`${sheetHead(kind, title)}${content}`.html)
      return false
    }
  }
}
