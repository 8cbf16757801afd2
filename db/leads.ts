import type { LeadInfo } from './contract/lead.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { insertRow, removeRows, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql } from './sql.ts'

function listLeads(db: ReadableDb): LeadInfo[] {
  return db
    .all<LeadInfo & { done: number | boolean }>(
      sql`select uid, kind, body, done from live_lead order by done, position, uid`,
    )
    .map((lead) => ({ ...lead, done: Boolean(lead.done) }))
}

export const leadHandlers: QueryHandlers<'leads.list'> &
  CommandHandlers<'leads.create' | 'leads.update' | 'leads.remove'> = {
  'leads.list': (db) => listLeads(db),
  'leads.create': (db, { kind, body }, { analyst }) => {
    const position = db.value<number>(sql`select coalesce(max(position), 0) + 1 from lead`) ?? 1
    return { lead: insertRow(db, 'lead', { kind, body, done: 0, position }, analyst.uid) }
  },
  'leads.update': (db, { lead, done, ...change }, { relabel }) => {
    requireLive(db, 'lead', [lead])
    if (done !== undefined) relabel(done ? 'Mark lead as done' : 'Open lead again')
    updateRow(db, 'lead', lead, { ...change, done: done === undefined ? undefined : Number(done) })
    return {}
  },
  'leads.remove': (db, { lead }) => {
    requireLive(db, 'lead', [lead])
    removeRows(db, 'lead', [lead])
    return {}
  },
}
