import type { Analyst } from './analyst.ts'
import type { SavedView } from './contract/evidence-table.ts'
import { TableView } from './contract/evidence-table.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { insertRow, removeRows, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

interface ViewRow {
  readonly uid: string
  readonly name: string
  readonly shape: string
  readonly filter: string
  readonly sort: string
  readonly columns: string
}

/** The kept views of the evidence table, by name. */
export function listViews(db: ReadableDb): SavedView[] {
  const rows = db.all<ViewRow>(sql`select uid, name, shape, filter, sort, columns from live_view
    order by name collate nocase, name, uid`)
  return rows.map((row) => ({ uid: row.uid, name: row.name, view: viewOf(row) }))
}

/** A file from elsewhere may hold what a later version, or no version, has written. */
function viewOf({ shape, filter, sort, columns }: ViewRow): TableView | null {
  const values = [filter, sort, columns].map(parsed)
  const view = TableView.safeParse({ shape, filter: values[0], sort: values[1], columns: values[2] })
  return view.success ? view.data : null
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // What is no JSON fits nothing: the caller refuses it with everything else that does not.
    return null
  }
}

function columnsOf({ shape, filter, sort, columns }: TableView) {
  return {
    shape,
    filter: JSON.stringify(filter),
    sort: JSON.stringify(sort),
    columns: JSON.stringify(columns),
  }
}

function createView(
  db: WritableDb,
  { name, ...view }: TableView & { name: string },
  analyst: Analyst,
): string {
  return insertRow(db, 'view', { name, ...columnsOf(view) }, analyst.uid)
}

export const viewHandlers: QueryHandlers<'views.list'> &
  CommandHandlers<'views.create' | 'views.update' | 'views.remove'> = {
  'views.list': (db) => listViews(db),
  'views.create': (db, input, { analyst }) => ({ view: createView(db, input, analyst) }),
  'views.update': (db, { view, name, content }) => {
    requireLive(db, 'view', [view])
    updateRow(db, 'view', view, { name, ...(content ? columnsOf(content) : {}) })
    return {}
  },
  'views.remove': (db, { view }) => {
    requireLive(db, 'view', [view])
    removeRows(db, 'view', [view])
    return {}
  },
}
