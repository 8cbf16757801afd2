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
function listViews(db: ReadableDb): SavedView[] {
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

/** Lets the views that ask for a tag, or have a column of it, do so for another one. */
export function replaceTagInViews(db: WritableDb, tag: string, by: string): void {
  const rows = db.all<ViewRow>(sql`select uid, name, shape, filter, sort, columns from live_view
    where instr(filter || sort || columns, ${tag}) > 0`)
  for (const { uid, ...row } of rows) {
    const swapped = (json: string) => (json.includes(tag) ? withoutTwins(json.replaceAll(tag, by)) : json)
    updateRow(db, 'view', uid, {
      filter: swapped(row.filter),
      sort: swapped(row.sort),
      columns: swapped(row.columns),
    })
  }
}

/** The same JSON with what a list holds twice in it once: a key, a column, or the column that is sorted by. */
function withoutTwins(json: string): string {
  const identity = (item: unknown) =>
    item !== null && typeof item === 'object' && 'column' in item && 'descending' in item
      ? `sort ${item.column}`
      : JSON.stringify(item)
  const whole = parsed(json)
  if (whole === null) return json
  return JSON.stringify(whole, (_, value: unknown) =>
    Array.isArray(value)
      ? value.filter((item, i) => value.findIndex((other) => identity(other) === identity(item)) === i)
      : value,
  )
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
