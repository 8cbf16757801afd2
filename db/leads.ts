import type { LeadInfo } from './contract/lead.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import type { SharedTable } from './model.ts'
import { insertRow, removeRows, requireLive, updateRow, type Values } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

function listLeads(db: ReadableDb): LeadInfo[] {
  return db
    .all<LeadInfo & { done: number | boolean }>(
      sql`select uid, kind, body, done from live_lead order by done, position, uid`,
    )
    .map((lead) => ({ ...lead, done: Boolean(lead.done) }))
}

export interface LeadFields {
  readonly kind?: LeadInfo['kind'] | undefined
  readonly body?: string | undefined
  readonly done?: boolean | undefined
  /** The row that it belongs to; without one, the whole project. */
  readonly subject?: { readonly kind: SharedTable; readonly uid: string } | undefined
}

/** @returns the lead of exactly these words; the oldest where several have them */
export function findLead(db: ReadableDb, body: string): string | undefined {
  return db.value<string>(sql`select uid from live_lead where body = ${body} order by uid limit 1`)
}

export function createLead(
  db: WritableDb,
  fields: LeadFields & { readonly body: string },
  analyst: string,
): string {
  const position = db.value<number>(sql`select coalesce(max(position), 0) + 1 from lead`) ?? 1
  const row = { kind: 'verify', done: 0, position, ...definedColumns(fields) }
  return insertRow(db, 'lead', row, analyst)
}

/** Writes what is given. */
export function updateLead(db: WritableDb, lead: string, fields: LeadFields): void {
  updateRow(db, 'lead', lead, definedColumns(fields))
}

function definedColumns({ kind, body, done, subject }: LeadFields): Values {
  const columns = {
    kind,
    body,
    done: done === undefined ? undefined : Number(done),
    subject_table: subject?.kind,
    subject: subject?.uid,
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

export const leadHandlers: QueryHandlers<'leads.list'> &
  CommandHandlers<'leads.create' | 'leads.update' | 'leads.remove'> = {
  'leads.list': (db) => listLeads(db),
  'leads.create': (db, { kind, body }, { analyst }) => {
    return { lead: createLead(db, { kind, body }, analyst.uid) }
  },
  'leads.update': (db, { lead, done, ...change }, { relabel }) => {
    requireLive(db, 'lead', [lead])
    if (done !== undefined) relabel(done ? 'Mark lead as done' : 'Open lead again')
    updateLead(db, lead, { ...change, done })
    return {}
  },
  'leads.remove': (db, { lead }) => {
    requireLive(db, 'lead', [lead])
    removeRows(db, 'lead', [lead])
    return {}
  },
}
