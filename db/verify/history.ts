import { sharedTables } from '../model.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { type Check, type Finding, problem } from './finding.ts'

/** Besides rows, merges keep the version vector and the texts of documents that their undoing removed. */
const recorded = [...sharedTables, 'session', 'document_text']

function* changes(db: ReadableDb): Iterable<Finding> {
  const unreadable =
    db.value<number>(sql`select count(*) from change where tbl not in ${jsonList(recorded)}
    or coalesce(json_valid(before), 1) = 0 or coalesce(json_valid(after), 1) = 0 or coalesce(json_valid(contested), 1) = 0`) ??
    0
  yield null
  if (unreadable > 0) {
    const what = unreadable === 1 ? '1 change in the history' : `${unreadable} changes in the history`
    yield problem(
      'error',
      'history',
      `${what} cannot be read: what was before cannot be undone or shown any more.`,
    )
  }
}

export const historyChecks: readonly Check[] = [{ name: 'history', title: 'History', run: changes }]
